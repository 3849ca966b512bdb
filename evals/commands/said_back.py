"""``python -m evals said-back``: hints and probes said back, corrections in other words."""

from __future__ import annotations

from typing import Annotated

import typer

from evals.commands.judged import finish_judged
from evals.commands.options import (
    RESULTS,
    Against,
    BankDir,
    GoldSplit,
    JsonOut,
    NoModel,
    OnRay,
    RecordFlag,
    Results,
    Split,
)
from evals.commands.output import output_of


def register(app: typer.Typer) -> None:
    """Add this suite."""
    app.command("said-back")(said_back)


def said_back(
    context: typer.Context,
    split: GoldSplit = Split.test,
    by_rule: Annotated[
        bool, typer.Option("--by-rule", help="Also the probes that a rule turned into statements.")
    ] = False,
    no_model: NoModel = False,
    on_ray: OnRay = False,
    bank_dir: BankDir = None,
    json_out: JsonOut = None,
    against: Against = None,
    record: RecordFlag = False,
    results: Results = RESULTS,
) -> None:
    """How much repeating the interviewer's words earns, and how often a correction is taken for the misconception."""
    from evals.suites.said_back import measure

    output = output_of(context, json_out, None, against, record, results)
    finish_judged(
        output,
        bank_dir,
        no_model,
        f"hints, probes and corrections, said back, {split} split",
        lambda bank, grader: measure(bank, grader, str(split), by_rule),
        on_ray,
    )
