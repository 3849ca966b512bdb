"""Suites that grade the labelled answers of a split and have no further options: ``near-twins`` and ``quotes``."""

from __future__ import annotations

from importlib import import_module

import typer

from evals.commands.judged import finish_judged
from evals.commands.options import BankDir, GoldSplit, NoModel, OnRay, Split
from evals.commands.output import Output
from evals.commands.suite import add_suite


def register(app: typer.Typer) -> None:
    """Add these suites."""
    _add(
        app,
        "near-twins",
        "cases.near_twins",
        "near twins",
        "Right statements, and versions that a few words make wrong, by a writer who was not used in training.",
    )
    _add(
        app,
        "quotes",
        "grading.quotes",
        "answers with labelled statements, left out",
        "Whether right verdicts quote the words that they should rest on, in answers by writers who were not used in training.",
    )


def _add(app: typer.Typer, name: str, module: str, answers: str, what: str) -> None:
    """Add one suite. Its module, below ``evals.suites``, has a ``measure(bank, grader, split)``."""

    def measured(
        output: Output,
        split: GoldSplit = Split.test,
        no_model: NoModel = False,
        on_ray: OnRay = False,
        bank_dir: BankDir = None,
    ) -> None:
        # imported when it runs, so that --help does not wait for it
        measure = import_module(f"evals.suites.{module}").measure
        finish_judged(
            output,
            bank_dir,
            no_model,
            f"{answers}, {split} split",
            lambda bank, grader: measure(bank, grader, str(split)),
            on_ray,
        )

    add_suite(app, measured, name, against=True, what=what)
