"""Suites that grade the labelled answers of a split and have no further options: ``near-twins``, ``quotes`` and ``beliefs``."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

import typer

from evals.commands.judged import finish_judged
from evals.commands.options import BankDir, GoldSplit, NoModel, OnRay, Split
from evals.commands.output import Output
from evals.commands.suite import add_suite


@dataclass(frozen=True)
class SplitSuite:
    """One suite.

    Attributes:
        module: Below ``evals.suites``; it has a ``measure(bank, grader, split)``.
        answers: What its answers are called in a result.
        what: What ``--help`` says.
    """

    name: str
    module: str
    answers: str
    what: str


SUITES = (
    SplitSuite(
        "near-twins",
        "cases.near_twins",
        "near twins",
        "Right statements, and versions that a few words make wrong, by a writer who was not used in training.",
    ),
    SplitSuite(
        "quotes",
        "agreement.quotes",
        "answers with labelled statements, left out",
        "Whether right verdicts quote the words that they should rest on, in answers by writers who were not used in training.",
    ),
    SplitSuite(
        "beliefs",
        "cases.beliefs",
        "wrong beliefs",
        "Whether wrong beliefs are found in other words, and true statements close to them left alone.",
    ),
)


def register(app: typer.Typer) -> None:
    """Add these suites."""
    for suite in SUITES:
        _add(app, suite)


def _add(app: typer.Typer, suite: SplitSuite) -> None:
    def measured(
        output: Output,
        split: GoldSplit = Split.test,
        no_model: NoModel = False,
        on_ray: OnRay = False,
        bank_dir: BankDir = None,
    ) -> None:
        # imported when it runs, so that --help does not wait for it
        measure = import_module(f"evals.suites.{suite.module}").measure
        finish_judged(
            output,
            bank_dir,
            no_model,
            f"{suite.answers}, {split} split",
            lambda bank, grader: measure(bank, grader, str(split)),
            on_ray,
        )

    add_suite(app, measured, suite.name, against=True, what=suite.what)
