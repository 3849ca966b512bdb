"""Suites that fit the judge: train and fit. They write to ``--out``, never over what is shipped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from evals.commands.options import BankDir
from evals.commands.output import Output, finish
from evals.commands.shipped import wanted
from evals.commands.suite import add_suite
from interviewer.errors import UsageError

Weights = Annotated[
    Path | None, typer.Option("--weights", metavar="DIR", help="The reader to fit it for (default: the shipped one).")
]
BELIEF, TAKEN_BACK = 0.95, 0.7
"""Probabilities above which a statement states a misconception, and above which it takes back everything before it. Chosen
by judgement: a false charge costs more than a missed one."""


def register(app: typer.Typer) -> None:
    """Add these suites."""
    for suite in (fit, train):
        add_suite(app, suite, record=False)


def fit(
    output: Output,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Where the calibration goes; required.")] = None,
    weights: Weights = None,
    also: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="More labelled answers to fit on; their labels may be from an earlier bank."),
    ] = None,
    bank_dir: BankDir = None,
) -> None:
    """Fit the calibration of the embedded judge on questions of the development split."""
    from evals.commands.opened import opened
    from evals.labelled.gold import read_answers
    from evals.training.calibrate import calibrate
    from interviewer.grading.local.calibration import read_calibration, source_text
    from interviewer.grading.local.judge import LocalJudge
    from interviewer.grading.local.reader import WEIGHTS
    from knowledge.loader import load_bank

    path = wanted(out, "fit", "FILE, where the calibration goes")
    if not path.resolve().parent.is_dir():
        raise UsageError(f"--out {path} cannot be written: there is no folder {path.parent}; make it first")
    bank = load_bank(bank_dir)
    further = read_answers(also, bank, earlier=True) if also else []
    with opened(bank) as app:
        reader = app.services.reader.other(weights or WEIGHTS)
        # it only measures, so it does not matter if the shipped calibration was fitted to other weights
        shipped = read_calibration(source_text())
        judge = LocalJudge(app.services.require_embedder(), reader, shipped)
        data = calibrate(bank, judge, BELIEF, TAKEN_BACK, further)
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    finish(output, {**data, "written_to": path.name})


def train(
    output: Output,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Where the weights go; required.")] = None,
    inference: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Inference pairs: premise, hypothesis, label, tab-separated.")
    ] = None,
    pairs: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE", help="More pairs: premise, hypothesis, label, comma-separated; can be given several times."
        ),
    ] = None,
    students: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Students' answers from SemEval-2013, JSON lines.")
    ] = None,
    course: Annotated[
        list[str] | None, typer.Option(help="A course in --students to learn from; can be given several times.")
    ] = None,
    bank_dir: BankDir = None,
) -> None:
    """Train the reader of the embedded judge: minutes on a GPU, a night on two cores. A stopped run resumes."""
    from evals.commands.opened import opened
    from evals.training.train import PublicData
    from evals.training.train import train as train_reader
    from knowledge.loader import load_bank

    folder = wanted(out, "train", "DIR, where the weights go")
    public = PublicData(inference, tuple(pairs or ()), students, tuple(course or ()))
    bank = load_bank(bank_dir)
    with opened(bank) as app:
        base = app.services.reader.base()
        finish(output, train_reader(base, bank, app.services.require_embedder(), public, folder))
