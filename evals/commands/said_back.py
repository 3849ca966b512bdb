"""``python -m evals said-back``: hints and probes said back, corrections in other words."""

from __future__ import annotations

from typing import Annotated

import typer

from evals.commands.judged import finish_judged
from evals.commands.options import BankDir, GoldSplit, NoModel, OnRay, Split
from evals.commands.output import Output
from evals.commands.suite import add_suite


def register(app: typer.Typer) -> None:
    """Add this suite."""
    add_suite(app, said_back, "said-back", against=True)


def said_back(
    output: Output,
    split: GoldSplit = Split.test,
    by_rule: Annotated[
        bool, typer.Option("--by-rule", help="Also the probes that a rule turned into statements.")
    ] = False,
    no_model: NoModel = False,
    on_ray: OnRay = False,
    bank_dir: BankDir = None,
) -> None:
    """How much repeating the interviewer's words earns, and how often a correction is taken for the misconception."""
    from evals.suites.cases.said_back import measure

    finish_judged(
        output,
        bank_dir,
        no_model,
        f"hints, probes and corrections, said back, {split} split",
        lambda bank, grader: measure(bank, grader, str(split), by_rule),
        on_ray,
    )
