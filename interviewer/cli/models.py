"""``viva model`` and ``viva index``."""

from __future__ import annotations

import shutil
import sys
from typing import Annotated

import typer

from interviewer.bars import byte_bar, console
from interviewer.bootstrap import open_services
from interviewer.errors import UnavailableError
from interviewer.llm.model_file import QWEN, ModelFile
from interviewer.settings import Settings, load_settings
from knowledge.search.embeddings import DEFAULT_MODEL, default_model_path, verify_default_model

app = typer.Typer(no_args_is_help=True, help="The embedded models.")


@app.command()
def fetch() -> None:
    """Fetch and verify the embedded models. Resumes a stopped download; does nothing once they are here."""
    settings = load_settings()
    settings.prepare_home()
    _verify_embedding(settings)
    file = ModelFile(settings.home, settings.model_path)
    if file.is_verified():
        print(f"the embedded models are here and verified: {file.path}", file=sys.stderr)
        return
    with byte_bar() as progress:
        file.fetch(progress)
    print(f"fetched and verified: {file.path}", file=sys.stderr)


def _verify_embedding(settings: Settings) -> None:
    stamp = settings.home / "embedding-verified.txt"
    weights = default_model_path() / "model.safetensors"
    mark = f"{weights} {weights.stat().st_mtime_ns}" if weights.is_file() else ""
    if mark and stamp.is_file() and stamp.read_text() == mark:
        return
    verify_default_model()
    stamp.write_text(mark)


@app.command()
def info() -> None:
    """Say what the embedded models are and where."""
    settings = load_settings()
    file = ModelFile(settings.home, settings.model_path)
    state = (
        "verified"
        if file.is_verified()
        else "there, not verified yet"
        if file.path.is_file()
        else "missing: run 'viva model fetch'"
    )
    print(
        f"language model   {QWEN.name}, {QWEN.size / 1e9:.2f} GB, Apache-2.0\n  SHA-256 {QWEN.sha256}\n  {file.path} ({state})"
    )
    print(f"embedding model  {DEFAULT_MODEL}, 384 dimensions, Apache-2.0\n  {default_model_path()}")


def index(rebuild: Annotated[bool, typer.Option("--rebuild", help="Build the index from scratch.")] = False) -> None:
    """Bring the search index up to date with the bank; does nothing where it is."""
    settings = load_settings(llm="off")
    folder = settings.home / "chroma"
    if rebuild and not settings.chroma_url:
        shutil.rmtree(folder, ignore_errors=True)
    services = open_services(settings)
    if not rebuild and services.index_is_current():
        print("the index is up to date", file=sys.stderr)
        return
    with console.status("building the index"):
        services.load()
        services.learn_bank()
    part = services.part("index")
    if part.state != "ready":
        raise UnavailableError(part.detail)
    print(f"the index is ready: {part.detail}", file=sys.stderr)
