"""``python -m evals lists``: how question lists are imported."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from evals.commands.options import RESULTS, JsonOut, RecordFlag, Results
from evals.commands.output import finish, output_of

OWN_LISTS = Path("tests/knowledge/authoring/lists")
"""Lists in every shape, written for Viva. The path is relative to the current folder, so run it in a clone of Viva."""


def register(app: typer.Typer) -> None:
    """Add this suite."""
    app.command()(lists)


def lists(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Option(help="A folder of lists; its subfolders count too.", metavar="DIR")
    ] = OWN_LISTS,
    json_out: JsonOut = None,
    record: RecordFlag = False,
    results: Results = RESULTS,
) -> None:
    """Import the lists in a folder and count questions placed, answers attached and words lost. No model is used."""
    from evals.suites.lists import measure_lists

    output = output_of(context, json_out, None, None, record, results)
    finish(replace(output, data={"name": f"the lists of {folder.name}"}), measure_lists(folder))
