"""``viva model``, ``viva judge``, ``viva index`` and ``viva doctor``."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from interviewer.bars import byte_bar, console, step_bar
from interviewer.errors import UnavailableError, UsageError, VivaError
from interviewer.llm.model_file import QWEN, ModelFile
from interviewer.services import Services, build_embedder
from interviewer.settings import Settings, load_settings
from knowledge.errors import KnowledgeError
from knowledge.loader import load_bank
from knowledge.search.embeddings import DEFAULT_MODEL, default_model_path, verify_default_model

model_app = typer.Typer(no_args_is_help=True, help="The embedded models.")
judge_app = typer.Typer(no_args_is_help=True, help="The embedded judge.")


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(index)
    app.command()(doctor)


@model_app.command()
def fetch() -> None:
    """Fetch and verify the embedded models; goes on where a stopped fetch was, and does nothing once they are here."""
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


@model_app.command()
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


@judge_app.command("info")
def judge_info() -> None:
    """Say what the embedded judge was fitted on and how it scores on questions left out."""
    from interviewer.grading.local import calibration

    fitted = calibration.load_calibration()
    data = json.loads(calibration.source_text())
    print(f"embedded judge local-{fitted.version}, hash {fitted.sha256}")
    print(
        f"met from {fitted.met:g}, partly met where that is {fitted.half_from:g} times as likely as the rest; the language "
        f"model is asked between {fitted.unsure[0]:g} and {fitted.unsure[1]:g}"
    )
    print(json.dumps(data["fitted_on"], indent=1))


@judge_app.command("adapt")
def judge_adapt(
    bank: Annotated[Path | None, typer.Option(help="The bank's folder; the one in VIVA_BANK unless given.")] = None,
) -> None:
    """Fit the judge to a bank of one's own, from answers composed of its paraphrases; takes up to ten minutes."""
    from interviewer.grading.training.adapt import FOLDER, adapt

    settings = load_settings(llm="off", bank=bank) if bank else load_settings(llm="off")
    settings.prepare_home()
    if settings.bank is None:
        raise UsageError("name the bank with --bank DIR; the shipped judge is fitted to the built-in bank already")
    loaded = load_bank(settings.bank)
    with console.status("loading the embeddings"):
        embedder = build_embedder(settings)
        embedder.embed(["ready"])
    with step_bar("fitting the judge") as progress:
        gain = adapt(loaded, embedder, progress=progress)
    kept = gain.after > gain.before
    print(
        f"macro-F1 of met or not on {gain.rows} composed pairs of {gain.questions} left-out questions: "
        f"{gain.before:.3f} before, {gain.after:.3f} after"
    )
    print(
        f"kept in {loaded.root / FOLDER}" if kept else "nothing was gained, so the judge stays as it is",
        file=sys.stderr,
    )


def index(rebuild: Annotated[bool, typer.Option("--rebuild", help="Make the index anew.")] = False) -> None:
    """Bring the search index in line with the bank; does nothing where it is."""
    settings = load_settings(llm="off")
    settings.prepare_home()
    folder = settings.home / "chroma"
    if rebuild and not settings.chroma_url:
        shutil.rmtree(folder, ignore_errors=True)
    services = Services(settings)
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


def doctor() -> None:
    """Check what Viva needs on this machine, and say how to mend what is missing."""
    failures = 0
    for name, check in _CHECKS:
        try:
            print(f"ok    {name}: {check()}")
        except (VivaError, KnowledgeError, OSError, ImportError, ValueError) as error:
            failures += 1
            print(f"FAIL  {name}: {error}")
    if failures:
        raise UnavailableError(f"{failures} check{'s' if failures != 1 else ''} failed")


def _check_python() -> str:
    return sys.version.split()[0]


def _check_packages() -> str:
    from importlib.metadata import PackageNotFoundError, version

    names = ("gradio", "chromadb", "langchain-openai", "openai", "sentence-transformers", "torch", "xllamacpp")
    missing = []
    for name in names:
        try:
            version(name)
        except PackageNotFoundError:
            missing.append(name)
    if missing:
        raise ImportError(f"not installed: {', '.join(missing)}; run 'make install'")
    return ", ".join(f"{name} {version(name)}" for name in names)


def _check_home() -> str:
    settings = load_settings()
    home = settings.prepare_home()
    free = shutil.disk_usage(home).free
    if free < 500_000_000:
        raise OSError(f"only {free / 1e6:.0f} MB free at {home}; free some, or set VIVA_HOME to another disk")
    return f"{home}, {free / 1e9:.0f} GB free"


def _check_bank() -> str:
    return f"{len(load_bank(load_settings().bank))} parts"


def _check_embedding() -> str:
    return str(verify_default_model())


def _check_language_model() -> str:
    settings = load_settings()
    if settings.llm_kind == "off":
        return "off, the interviewer speaks the bank's own words"
    if settings.llm_kind == "api":
        from interviewer.llm.build import build_chat

        chat = build_chat(settings)
        assert chat is not None
        reply = "".join(chat.stream("Reply with one word.", "Say ready.", max_tokens=8))
        return f"{settings.llm_model} answers: {reply.strip()[:40]!r}"
    return str(ModelFile(settings.home, settings.model_path).require())


def _check_memory() -> str:
    import os

    if not hasattr(os, "sysconf") or "SC_AVPHYS_PAGES" not in os.sysconf_names:
        return "not known on this platform"
    free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    if free < 2_500_000_000:
        raise OSError(
            f"{free / 1e9:.1f} GB of memory free, about 2.5 GB are needed; close something, or set VIVA_LLM=off"
        )
    return f"{free / 1e9:.1f} GB free"


def _check_database() -> str:
    from interviewer.storage.store import Store

    settings = load_settings()
    settings.prepare_home()
    store = Store(settings.database)
    count = store.interviews.count()
    store.close()
    return f"{count} interviews"


def _check_index() -> str:
    settings = load_settings(llm="off")
    if not Services(settings).index_is_current():
        raise OSError("not in line with the bank; run 'viva index' (the page does it by itself)")
    return "up to date"


_CHECKS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("Python", _check_python),
    ("packages", _check_packages),
    ("home folder", _check_home),
    ("memory", _check_memory),
    ("question bank", _check_bank),
    ("embedding model", _check_embedding),
    ("language model", _check_language_model),
    ("search index", _check_index),
    ("database", _check_database),
)
