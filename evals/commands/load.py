"""``python -m evals load``: many interviews at once."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import Annotated

import typer

from evals.commands.options import BankDir
from evals.commands.output import Output, finish
from evals.commands.suite import add_suite


class Through(StrEnum):
    """What the candidates talk to: the conductor in this process, the page over HTTP, or one after the other."""

    conductor = "conductor"
    page = "page"
    both = "both"


def register(app: typer.Typer) -> None:
    """Add this suite."""
    add_suite(app, load)


def load(
    output: Output,
    at_once: Annotated[
        list[int] | None,
        typer.Option(min=1, max=500, help="Interviews at once; can be given several times (default 1, 10, 50, 100)."),
    ] = None,
    seconds: Annotated[float, typer.Option(min=0.5, max=86_400, help="How long each measurement lasts.")] = 30.0,
    delays: Annotated[
        list[float] | None,
        typer.Option(
            "--delay",
            min=0,
            max=60,
            help="Seconds the stub model takes to reply; can be given several times (default 0 and 2).",
        ),
    ] = None,
    pause: Annotated[
        float, typer.Option(min=0, max=600, help="Seconds a candidate takes to write, on average; 0 for full load.")
    ] = 10.0,
    through: Annotated[
        Through, typer.Option(help="Through the conductor in threads, through the page over HTTP, or both.")
    ] = Through.conductor,
    bank_dir: BankDir = None,
) -> None:
    """Many interviews at once against a stub model: the application's own time per turn, errors, cross-talk, memory."""
    from evals.suites.stress.load import measure_load
    from evals.suites.stress.load_talk import LoadDriver
    from knowledge.loader import load_bank

    bank = load_bank(bank_dir)
    both: tuple[LoadDriver, ...] = ("conductor", "page")
    ways = tuple(way for way in both if through in (way, Through.both))
    counts = at_once or (1, 10, 50, 100)
    result = measure_load(bank, counts, delays if delays else (0.0, 2.0), seconds, pause, ways)
    name = f"a stub model, by {' and '.join(ways)}"  # each way is a separate run in the results
    finish(replace(output, data={"name": name, "bank": bank.content_hash[:12]}), result)
