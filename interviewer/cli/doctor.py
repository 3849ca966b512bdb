"""``viva doctor``: what Viva needs on this machine, and how to get what is missing."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable

from interviewer.bootstrap import open_services, owned_store
from interviewer.cpu import cpu_share, missing_instructions
from interviewer.errors import UnavailableError, VivaError
from interviewer.llm.build import lacks
from interviewer.llm.model_file import ModelFile
from interviewer.llm.reader_base import ReaderBase
from interviewer.services import build_embedder
from interviewer.settings import load_settings
from knowledge.errors import KnowledgeError
from knowledge.loader import load_bank
from knowledge.search.embeddings import verify_default_model


def doctor() -> None:
    """Check what Viva needs on this machine, and say how to fix what is missing."""
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


def _check_reader() -> str:
    settings = load_settings()
    if settings.judge_kind == "llm":
        return "not needed, since a language model judges"
    return str(ReaderBase(settings.home, settings.reader_path).require())


def _check_language_model() -> str:
    settings = load_settings()
    if settings.llm_kind == "off":
        return "off; the interviewer uses the bank's own words"
    if settings.llm_kind == "api":
        from interviewer.llm.build import build_chat

        chat = build_chat(settings)
        if chat is None:
            return "off"
        reply = "".join(chat.stream("Reply with one word.", "Say ready.", max_tokens=8))
        return f"{settings.llm_model} answers: {reply.strip()[:40]!r}"
    if lacking := missing_instructions():
        raise OSError(
            f"{lacks(lacking)}; Viva works without it and asks in the bank's own words: set VIVA_LLM=off, or an endpoint"
        )
    return str(ModelFile(settings.home, settings.model_path).require())


def _check_memory() -> str:
    if not hasattr(os, "sysconf") or "SC_AVPHYS_PAGES" not in os.sysconf_names:
        return "unknown on this platform"
    free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    if free < 2_500_000_000:
        raise OSError(
            f"{free / 1e9:.1f} GB of memory free, but about 2.5 GB is needed; close something, or set VIVA_LLM=off"
        )
    return f"{free / 1e9:.1f} GB free"


def _check_processor() -> str:
    settings = load_settings()
    share = cpu_share()
    container = f", {share:g} of them for this container" if share else ""
    return f"{os.cpu_count()} cores{container}; the models use {settings.cpu_threads} threads"


def _check_database() -> str:
    settings = load_settings()
    settings.prepare_home()
    store = owned_store(settings)
    count = store.interviews.count()
    store.close()
    return f"{count} interviews"


def _check_index() -> str:
    services = open_services(load_settings(llm="off"))
    index = services.new_index(build_embedder(services.settings))
    if not index.is_made:
        return "not built yet; the page builds it when it starts"
    if not services.index_is_current():
        raise OSError("out of date; run 'viva index' (the page updates it by itself)")
    if damage := index.damage(services.bank):
        raise OSError(f"damaged: {damage}; run 'viva index --rebuild'")
    return "up to date"


_CHECKS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("Python", _check_python),
    ("packages", _check_packages),
    ("home folder", _check_home),
    ("processor", _check_processor),
    ("memory", _check_memory),
    ("question bank", _check_bank),
    ("embedding model", _check_embedding),
    ("judge's reader", _check_reader),
    ("language model", _check_language_model),
    ("search index", _check_index),
    ("database", _check_database),
)
