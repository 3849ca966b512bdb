"""``python -m evals beliefs``: wrong beliefs in other words."""

from __future__ import annotations

import typer

from evals.commands.judged import finish_judged
from evals.commands.options import BankDir, GoldSplit, NoModel, Split
from evals.commands.output import Output
from evals.commands.suite import add_suite


def register(app: typer.Typer) -> None:
    """Add this suite."""
    add_suite(app, beliefs, "beliefs", against=True)


def beliefs(
    output: Output,
    split: GoldSplit = Split.test,
    no_model: NoModel = False,
    bank_dir: BankDir = None,
) -> None:
    """Whether wrong beliefs are found in other words, and true statements close to them left alone."""
    from evals.suites.cases.beliefs import measure

    finish_judged(
        output,
        bank_dir,
        no_model,
        f"wrong beliefs, {split} split",
        lambda bank, grader: measure(bank, grader, str(split)),
    )
