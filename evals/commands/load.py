"""``python -m evals load``: many interviews at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from evals.commands.options import RESULTS, BankDir, JsonOut, Record, Results
from evals.commands.output import finish, output_of


def register(app: typer.Typer) -> None:
    """Add this suite."""
    app.command()(load)


def load(
    context: typer.Context,
    at_once: Annotated[
        list[int] | None,
        typer.Option(min=1, max=500, help="Interviews at once; give it once for each (default 1, 10, 50)."),
    ] = None,
    seconds: Annotated[
        float, typer.Option(min=0.5, max=86_400, help="How long each of the measurements lasts.")
    ] = 30.0,
    delays: Annotated[
        list[float] | None,
        typer.Option("--delay", min=0, max=60, help="Seconds that the stub model takes for a reply (default 0 and 2)."),
    ] = None,
    bank_dir: BankDir = None,
    json_out: JsonOut = None,
    record: Record = False,
    results: Results = RESULTS,
) -> None:
    """Many interviews at once against a stub model: the application's own time a turn, errors, cross-talk, memory."""
    from evals.suites.load import measure_load
    from knowledge.loader import load_bank

    output = output_of(context, json_out, None, None, record, results)
    bank = load_bank(bank_dir)
    result = measure_load(bank, at_once or (1, 10, 50), delays if delays else (0.0, 2.0), seconds)
    finish(replace(output, data={"name": "a stub model", "bank": bank.content_hash[:12]}), result)
