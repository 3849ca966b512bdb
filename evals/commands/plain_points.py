"""``python -m evals plain-points``: points made in one plain sentence."""

from __future__ import annotations

import typer

from evals.commands.judged import finish_judged
from evals.commands.options import BankDir, GoldSplit, NoModel, OnRay, Split
from evals.commands.output import Output
from evals.commands.suite import add_suite


def register(app: typer.Typer) -> None:
    """Add this suite."""
    add_suite(app, plain_points, "plain-points", against=True)


def plain_points(
    output: Output,
    split: GoldSplit = Split.test,
    no_model: NoModel = False,
    on_ray: OnRay = False,
    bank_dir: BankDir = None,
) -> None:
    """How much of its credit a point earns when it is made in one plain sentence, and how often that is misread as its opposite."""
    from evals.suites.cases.plain_points import measure

    finish_judged(
        output,
        bank_dir,
        no_model,
        f"points in plain words, {split} split",
        lambda bank, grader: measure(bank, grader, str(split)),
        on_ray,
    )
