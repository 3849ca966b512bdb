"""Suites on what candidates say to the interviewer: one measures how it is understood, one fits the classifier."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evals.commands.options import BankDir
from evals.commands.output import Output, finish
from evals.commands.shipped import wanted
from evals.commands.suite import add_suite
from interviewer.errors import UsageError

if TYPE_CHECKING:
    from interviewer.loading.services import Services
    from knowledge.search.vectors import Embedder

WithReader = Annotated[
    bool,
    typer.Option("--reader/--no-reader", help="Also read with the judge's reader, as interviews do once it is loaded."),
]
LEARNT_SPLITS = ("train", "dev")
"""The gold splits that the classifier learns answers from; it is measured on the third."""


def register(app: typer.Typer) -> None:
    """Add these suites."""
    add_suite(app, talk, html=True, against=True)
    add_suite(app, fit_talk, "fit-talk", record=False)


def talk(
    output: Output,
    weights: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Weights from fit-talk, instead of the shipped ones.")
    ] = None,
    reader: WithReader = True,
    bank_dir: BankDir = None,
) -> None:
    """Whether talk to the interviewer is understood, and whether answers are mistaken for it."""
    from evals.commands.opened import opened
    from evals.labelled.talk import gold_lines, talk_lines
    from evals.metrics.resampling import SEED
    from evals.suites.interviews.talk import measure
    from interviewer.conversation.understanding.talk_model import WEIGHTS, WITH_READER, read_talk_model
    from knowledge.loader import load_bank
    from knowledge.search.inner import embed_inner

    bank = load_bank(bank_dir)
    lines = [*talk_lines("held-out"), *gold_lines(bank, ["test"])]
    with opened(bank) as app:
        embedder = _told(app.services, reader)
        shipped = WITH_READER if reader else WEIGHTS
        model = read_talk_model(weights or shipped, embed_inner(embedder, ["a"]).shape[1])
        result = measure(lines, model, embedder, gold_lines(bank, ["test"], adversarial=True))
    name = "talk, held-out half" if reader else "talk, held-out half, with the sentence encoder alone"
    data = {"name": name, "bank": bank.content_hash[:12]}
    finish(replace(output, data=data, seed=SEED), result)


def fit_talk(
    output: Output,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Where the weights go; required.")] = None,
    writer: Annotated[
        list[str] | None, typer.Option(help="Learn only from this writer's talk; can be given several times.")
    ] = None,
    reader: WithReader = True,
    bank_dir: BankDir = None,
) -> None:
    """Fit the classifier of messages to the interviewer, on half of each writer's lines."""
    from evals.commands.opened import opened
    from evals.labelled.talk import gold_lines, talk_lines
    from evals.training.talk import fit_talk as fitted
    from knowledge.loader import load_bank

    path = wanted(out, "fit-talk", "FILE, where the weights go")
    lines = [line for line in talk_lines("fit") if not writer or line.writer in writer]
    if not lines:
        raise UsageError(f"no lines by {', '.join(writer or ())}; a writer is a file in evals/labelled/talk")
    bank = load_bank(bank_dir)
    with opened(bank) as app:
        data = fitted([*lines, *gold_lines(bank, LEARNT_SPLITS)], _told(app.services, reader))
    path.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")
    finish(output, {"learnt_from": len(lines), "threshold": data["threshold"], "written_to": path.name})


def _told(services: Services, reader: bool) -> Embedder:
    """What messages are read with."""
    from interviewer.conversation.understanding.both_read import BothRead

    embedder = services.require_embedder()
    return BothRead(embedder, services.reader) if reader else embedder
