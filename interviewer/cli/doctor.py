"""``viva doctor``: what Viva needs on this machine, and how to get what is missing."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable

from interviewer.bootstrap import open_services, opened_settings, owned_store
from interviewer.errors import UnavailableError, VivaError
from interviewer.hidden import printable
from interviewer.host.cpu import cpu_share, missing_instructions
from interviewer.host.memory import free_memory
from interviewer.llm.build import lacks
from interviewer.llm.embedded.model_file import ModelFile
from interviewer.llm.embedder import build_bare_embedder, build_embedder
from interviewer.loading.judges import base_of
from interviewer.settings import load_settings
from knowledge.errors import KnowledgeError
from knowledge.loader import load_bank
from knowledge.search.embeddings import verify_default_model
from knowledge.search.precision import is_half_precision
from knowledge.text.plurals import counted

_FETCH = "not fetched yet; 'viva model fetch' downloads it ({:.1f} GB), and so does 'make run'"
MEMORY = {"page": 1.1, "judge": 0.6, "model": 2.1}
"""Gigabytes of memory for the page with its embeddings, the embedded judge's reader, and the embedded language model: measured
(VmHWM) while ``viva serve`` took an interview of four answers of 170 words. Grading many answers at once takes more: ``python -m
evals bench`` measures it. README states both."""


def doctor() -> None:
    """Check what Viva needs on this machine, and say how to fix what is missing."""
    failures = 0
    for name, check in _CHECKS:
        try:
            print(f"ok    {name}: {printable(check())}")
        except _NotYet as note:
            print(f"later {name}: {note}")
        except (VivaError, KnowledgeError, OSError, ImportError, ValueError) as error:
            failures += 1
            print(f"FAIL  {name}: {printable(error)}")
    if failures:
        raise UnavailableError(f"{counted(failures, 'check')} failed")


class _NotYet(Exception):
    """Something is missing, as on any new machine. Nothing is wrong, and the line says how to get it."""


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
    home = opened_settings().home
    free = shutil.disk_usage(home).free
    if free < 500_000_000:
        raise OSError(f"only {free / 1e6:.0f} MB free at {home}; free some, or set VIVA_HOME to another disk")
    return f"{home}, {free / 1e9:.0f} GB free"


def _check_bank() -> str:
    return f"{len(load_bank(load_settings().bank))} parts"


def _check_embedding() -> str:
    settings = load_settings()
    if not settings.embedding_base_url:
        return str(verify_default_model())
    vectors = build_bare_embedder(settings).embed(["a text"])
    return f"{settings.embedding_model} answers with {vectors.shape[1]} dimensions"


def _check_reader() -> str:
    settings = load_settings()
    if settings.judge_kind == "llm":
        return "not needed: a language model does the grading"
    base = base_of(settings)
    if base.override is None and not base.folder.exists():
        raise _NotYet(_FETCH.format(base.spec.archive.size / 1e9))
    return str(base.require())


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
    file = ModelFile(settings.home, settings.model_path)
    if file.override is None and not file.path.exists():
        raise _NotYet(_FETCH.format(file.spec.size / 1e9))
    return str(file.require())


def _check_memory() -> str:
    settings, free = load_settings(), free_memory()
    if free is None:
        return "unknown on this platform"
    local, embedded = settings.judge_kind == "local", settings.llm_kind == "embedded"
    need = MEMORY["page"] + local * MEMORY["judge"] + embedded * MEMORY["model"]
    if free < need * 1e9:
        ways = ["close something", *(["set VIVA_LLM=off"] if embedded else []), *(["use an endpoint"] if local else [])]
        raise OSError(f"{free / 1e9:.1f} GB of memory free, but an interview needs {need:.1f} GB; {', or '.join(ways)}")
    return f"{free / 1e9:.1f} GB free, {need:.1f} GB needed"


def _check_processor() -> str:
    settings = load_settings()
    share = cpu_share()
    limit = f", {share:g} of them for this process" if share else ""
    slow = settings.judge_kind == "local" and not is_half_precision()
    note = "; not in bfloat16, so grading takes several times as long as docs/results.md says" if slow else ""
    return f"{os.cpu_count()} cores{limit}; the models use {settings.cpu_threads} threads{note}"


def _check_database() -> str:
    store = owned_store(opened_settings())
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
