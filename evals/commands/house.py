"""``python -m evals house``: size of the wheel, and seconds of checks, tests and the page's start."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from evals.commands.output import Output, finish
from evals.commands.suite import add_suite


class MakeTarget(StrEnum):
    """A target of the Makefile that runs tests."""

    fast = "test-fast"
    all = "test"


def register(app: typer.Typer) -> None:
    """Add this suite."""
    add_suite(app, house)


def house(
    output: Output,
    tests: Annotated[
        list[MakeTarget] | None,
        typer.Option(help="Also time these tests; give it once for each. 'test' takes half an hour."),
    ] = None,
    tree: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Measure another clone, or an unpacked commit, instead.")
    ] = None,
    no_check: Annotated[bool, typer.Option("--no-check", help="Leave out 'make check'.")] = False,
    no_page: Annotated[bool, typer.Option("--no-page", help="Leave out the start of the page.")] = False,
    name: Annotated[str, typer.Option(help="What the tree is called in the table.")] = "this tree",
) -> None:
    """Measure the wheel, and how long checks, tests and the start of the page take. Needs an idle machine."""
    from evals.suites.speed.house import ROOT, measure_house

    page = not no_page and tree is None
    result = measure_house((tree or ROOT).resolve(), not no_check, page, [str(one) for one in tests or ()])
    finish(replace(output, data={"name": name}), result)
