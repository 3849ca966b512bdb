"""Suites that fit the judge: train, fit, folds. What they write goes where ``--out`` says, never over what is shipped."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from evals.commands.options import RESULTS, Against, BankDir, GradedFiles, HtmlOut, JsonOut, Record, Results
from evals.commands.output import finish, output_of
from evals.commands.shipped import require_elsewhere
from interviewer.errors import UsageError

Readings = Annotated[
    Path | None,
    typer.Option("--readings", metavar="DIR", help="Keep what was read here, and take it from here the next time."),
]
Rounds = Annotated[int, typer.Option(min=0, help="Passes of training over the other folds, about half an hour each.")]
Start = Annotated[
    Path | None, typer.Option(metavar="DIR", help="A reader that saw none of the answers (default the shipped one).")
]


def register(app: typer.Typer) -> None:
    """Add these suites."""
    for suite in (folds, fit, train):
        app.command()(suite)


def folds(
    context: typer.Context,
    answers: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Public graded answers with their questions and references.")
    ] = None,
    rounds: Rounds = 0,
    start: Start = None,
    readings: Annotated[
        Path | None,
        typer.Option(
            "--readings", "--out", metavar="DIR", help="Keep what was read here, and take it from here the next time."
        ),
    ] = None,
    name: Annotated[str, typer.Option(help="What the answers are called in the table of results.")] = "",
    bank_dir: BankDir = None,
    json_out: JsonOut = None,
    html: HtmlOut = None,
    against: Against = None,
    record: Record = False,
    results: Results = RESULTS,
) -> None:
    """How well the judge learns another course from its graded answers, whole questions left out."""
    from evals.commands.opened import opened
    from evals.labelled.graded import fingerprint, read_graded
    from evals.training.cross_validate import SEED, cross_validate
    from interviewer.grading.local.reader import WEIGHTS
    from knowledge.loader import load_bank

    output = output_of(context, json_out, html, against, record, results)
    if answers is None:
        raise UsageError("folds needs --answers FILE.jsonl, public graded answers with their questions and references")
    read_graded(answers)  # every wrong line is named before the models are loaded
    bank = load_bank(bank_dir)
    with opened(bank) as app:
        embedder = app.services.require_embedder()
        result = cross_validate(answers, embedder, start or WEIGHTS, passes=rounds, gold=bank, kept=readings)
    data = {"name": name or answers.name, "answers": fingerprint(answers)}
    finish(replace(output, data=data, seed=SEED), result)


def fit(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Where the calibration goes; needed.")] = None,
    graded: GradedFiles = None,
    start: Start = None,
    rounds: Rounds = 0,
    readings: Readings = None,
    weights: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The reader it is fitted for (default the shipped one).")
    ] = None,
    bank_dir: BankDir = None,
    json_out: JsonOut = None,
) -> None:
    """Fit the calibration of the embedded judge on the gold, and on public graded answers where they are given."""
    from evals.commands.opened import opened
    from evals.training.calibrate import calibrate
    from interviewer.grading.local.reader import WEIGHTS
    from knowledge.loader import load_bank

    output = output_of(context, json_out)
    path = _wanted(out, "fit", "FILE, where the calibration goes")
    if not path.resolve().parent.is_dir():
        raise UsageError(f"--out {path} cannot be written: there is no folder {path.parent}; make it first")
    bank = load_bank(bank_dir)
    with opened(bank) as app:
        embedder = app.services.require_embedder()
        data = calibrate(bank, embedder, graded or (), start or WEIGHTS, rounds, readings, weights)
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    left_out = ("version", "features", "fitted_on", "paraphrased", "bare")
    fitted = {name: value for name, value in data.items() if name not in left_out}
    finish(output, {**data["fitted_on"], "joined_on": "dev", **fitted, "written_to": path.name})


def train(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Where the weights go; needed.")] = None,
    graded: GradedFiles = None,
    start: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Weights of the second stage to go on from.")
    ] = None,
    bank_dir: BankDir = None,
    json_out: JsonOut = None,
) -> None:
    """Train the reader of the embedded judge on the gold's training split; about an hour on two cores."""
    from evals.commands.opened import opened
    from evals.training.train import train as train_reader
    from knowledge.loader import load_bank

    output = output_of(context, json_out)
    folder = _wanted(out, "train", "DIR, where the weights go")
    bank = load_bank(bank_dir)
    with opened(bank) as app:
        finish(output, train_reader(bank, app.services.require_embedder(), folder, graded or (), start))


def _wanted(out: Path | None, suite: str, what: str) -> Path:
    if out is None:
        raise UsageError(f"{suite} needs --out {what}; what is shipped is never overwritten")
    return require_elsewhere(out)
