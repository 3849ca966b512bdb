"""``python -m evals lists``: how question lists are imported."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from evals.commands.output import Output, finish
from evals.commands.suite import add_suite

OWN_LISTS = Path("tests/knowledge/authoring/reading/lists")
"""Lists in every shape, written for Viva. The path is relative to the current folder, so run it in a clone of Viva."""


def register(app: typer.Typer) -> None:
    """Add this suite."""
    add_suite(app, lists)


def lists(
    output: Output,
    folder: Annotated[
        Path, typer.Option(help="A folder of lists; its subfolders count too.", metavar="DIR")
    ] = OWN_LISTS,
) -> None:
    """Import the lists in a folder and count questions placed, answers attached and words lost. No model is used."""
    from evals.suites.bank.lists import measure_lists

    finish(replace(output, data={"name": f"the lists of {folder.name}"}), measure_lists(folder))
