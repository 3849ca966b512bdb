"""``python -m evals page``: waits, layout shift, findings of axe-core and sizes, measured in a browser."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from evals.commands.output import Output, finish
from evals.commands.suite import add_suite


def register(app: typer.Typer) -> None:
    """Add this suite."""
    add_suite(app, page, against=True)


def page(
    output: Output,
    turns: Annotated[int, typer.Option(min=1, max=200, help="Answers sent for each delay.")] = 40,
    delays: Annotated[
        list[float] | None,
        typer.Option(
            "--delay",
            min=0,
            max=60,
            help="Seconds the stub model takes to reply; can be given several times (default 0 and 2).",
        ),
    ] = None,
    starts: Annotated[int, typer.Option(min=1, max=50, help="How often to start each page for the start-up time.")] = 5,
) -> None:
    """The page in headless Chromium: the wait from Send to words and verdict, layout shift, axe-core, sizes and start-up."""
    from evals.suites.speed.page import measure_page
    from knowledge.loader import load_bank

    result = measure_page(delays if delays else (0.0, 2.0), turns, starts)
    finish(replace(output, data={"name": "a stub model", "bank": load_bank().content_hash[:12]}), result)
