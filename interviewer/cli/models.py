"""``viva model`` and ``viva index``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import typer

from interviewer.bars import byte_bar, console
from interviewer.bootstrap import open_services, opened_settings
from interviewer.errors import UnavailableError, UsageError
from interviewer.hidden import printable
from interviewer.llm.build import price_of
from interviewer.llm.embedded.model_file import QWEN, ByteBar, ModelFile
from interviewer.llm.embedded.model_source import check_room
from interviewer.llm.embedder import build_embedder
from interviewer.loading.judges import base_of
from interviewer.settings import Settings, load_settings
from knowledge.search.embeddings import DEFAULT_MODEL, default_model_path, verify_default_model

app = typer.Typer(no_args_is_help=True, help="The embedded models, and an endpoint of your own.")


@dataclass(frozen=True)
class _Wanted:
    """A model to fetch, and how many bytes of disk it still needs."""

    what: str
    path: Path
    ready: bool
    needed: int
    bring: Callable[[ByteBar], Path]


@app.command()
def fetch(
    only: Annotated[
        Literal["reader", "language"] | None,
        typer.Option("--only", help="Fetch only the base model of the judge's reader, or only the language model."),
    ] = None,
) -> None:
    """Fetch and verify the embedded models. Resumes an interrupted download; does nothing once they are here."""
    settings = opened_settings()
    if only is None:
        _verify_embedding(settings)
    wanted = [
        *([_reader(settings)] if only != "language" else []),
        *([_language(settings)] if only != "reader" else []),
    ]
    if all(model.ready for model in wanted):
        print(
            f"the embedded models are here and verified: {', '.join(str(model.path) for model in wanted)}",
            file=sys.stderr,
        )
        return
    check_room(settings.home, sum(model.needed for model in wanted), "the models")
    for model in wanted:
        if not model.ready:
            print(f"{model.what}:", file=sys.stderr)
            with byte_bar() as bar:
                model.bring(bar)
            print(f"fetched and verified: {model.path}", file=sys.stderr)


def _reader(settings: Settings) -> _Wanted:
    base = base_of(settings)
    what = f"base of the judge's reader, {base.spec.name}, {base.spec.archive.size / 1e9:.2f} GB"
    return _Wanted(what=what, path=base.folder, ready=base.is_ready(), needed=base.bytes_needed(), bring=base.fetch)


def _language(settings: Settings) -> _Wanted:
    file = ModelFile(settings.home, settings.model_path)
    what = f"language model, {file.spec.name}, {file.spec.size / 1e9:.2f} GB"
    return _Wanted(what=what, path=file.path, ready=file.is_verified(), needed=file.bytes_needed(), bring=file.fetch)


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
    """Show what the embedded models are and where they are."""
    settings = load_settings()
    file = ModelFile(settings.home, settings.model_path)
    print(
        f"language model   {QWEN.name}, {QWEN.size / 1e9:.2f} GB, Apache-2.0\n  SHA-256 {QWEN.sha256}\n"
        f"  {file.path} ({_state(file.is_verified(), file.path.is_file())})"
    )
    base = base_of(settings)
    print(
        f"reader's base    {base.spec.name}, {base.spec.size / 1e9:.2f} GB ({base.spec.archive.size / 1e9:.2f} GB to "
        f"fetch), Apache-2.0\n  SHA-256 {base.spec.weights.sha256} ({base.spec.weights.name})\n"
        f"  {base.folder} ({_state(base.is_ready(), base.folder.is_dir())})"
    )
    print(f"embedding model  {DEFAULT_MODEL}, 384 dimensions, Apache-2.0\n  {default_model_path()}")


@app.command()
def check() -> None:
    """Test the configured endpoint in ten seconds, and say what works. Exit code 3 if nothing answers."""
    from interviewer.llm.endpoint.endpoint_check import check_endpoint

    settings = load_settings()
    if not settings.llm_base_url and not settings.llm_api_key:
        raise UsageError(
            "no endpoint is set; set VIVA_LLM_BASE_URL and VIVA_LLM_MODEL, such as those of a local server"
        )
    key = settings.llm_api_key.get_secret_value() if settings.llm_api_key else "none"
    for finding in check_endpoint(settings.llm_model or "", settings.llm_base_url, key):
        detail = printable(finding.detail)  # a server names its models, and may name anything
        print(f"{'ok  ' if finding.works else 'no  '}  {finding.what}: {detail}", flush=True)
    if settings.prices and settings.llm_model:
        known = price_of(settings)
        said = f"{known.input:g} in, {known.output:g} out per million tokens" if known else f"none in {settings.prices}"
        print(f"{'ok  ' if known else 'no  '}  price: {said}")


def _state(verified: bool, there: bool) -> str:
    if verified:
        return "verified"
    return "there, not verified yet" if there else "missing: run 'viva model fetch'"


def index(rebuild: Annotated[bool, typer.Option("--rebuild", help="Build the index from scratch.")] = False) -> None:
    """Update the search index to match the bank; does nothing if it is up to date."""
    from knowledge.search.vector_store import erase

    settings = load_settings(llm="off")
    folder = settings.home / "chroma"
    if rebuild and not settings.chroma_url:
        erase(folder)
    services = open_services(settings)
    if not rebuild and services.index_is_current():
        damage = services.new_index(build_embedder(settings)).damage(services.bank)
        if not damage:
            print("the index is up to date", file=sys.stderr)
            return
        print(f"the index is damaged ({damage}), so it is rebuilt", file=sys.stderr)
        erase(folder)
    with console.status("building the index"):
        services.load()
        services.learn_bank()
    part = services.part("index")
    if part.state != "ready":
        raise UnavailableError(part.detail)
    print(f"the index is ready: {part.detail}", file=sys.stderr)
