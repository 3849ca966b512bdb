"""``python -m evals short-replies``: replies of a few words to follow-ups."""

from __future__ import annotations

import typer

from evals.commands.judged import finish_judged
from evals.commands.options import BankDir, GoldSplit, NoModel, Split
from evals.commands.output import Output
from evals.commands.suite import add_suite


def register(app: typer.Typer) -> None:
    """Add this suite."""
    add_suite(app, short_replies, "short-replies", against=True)


def short_replies(
    output: Output,
    split: GoldSplit = Split.test,
    no_model: NoModel = False,
    bank_dir: BankDir = None,
) -> None:
    """What a few words in reply to a follow-up earn: right ones, wrong ones and empty ones."""
    from evals.suites.cases.short_replies import measure

    finish_judged(
        output,
        bank_dir,
        no_model,
        f"short replies, {split} split",
        lambda bank, grader: measure(bank, grader, str(split)),
    )
