"""``python -m evals scale``: how indexing and search grow with the bank."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from evals.commands.output import Output, finish
from evals.commands.suite import add_suite


def register(app: typer.Typer) -> None:
    """Add this suite."""
    add_suite(app, scale)


def scale(
    output: Output,
    sizes: Annotated[
        list[int] | None,
        typer.Option(
            "--size",
            min=100,
            max=1_000_000,
            help="Questions in a bank; can be given several times (default 1000, 10000, 100000).",
        ),
    ] = None,
    embedded_to: Annotated[
        int,
        typer.Option(min=0, help="Larger banks get made-up vectors, because embedding them would take long."),
    ] = 10_000,
    queries: Annotated[int, typer.Option(min=10, max=10_000, help="Searches for each bank.")] = 200,
    no_model: Annotated[
        bool, typer.Option("--no-model", help="Only made-up vectors; the time of an embedder is not measured.")
    ] = False,
) -> None:
    """Generated banks of 1,000, 10,000 and 100,000 questions: time to index, one change, searches, and what they find."""
    from evals.suites.bank.scale import SIZES, Plan, measure_scale
    from interviewer.llm.embedder import build_bare_embedder
    from interviewer.settings import load_settings

    plan = Plan(tuple(sizes or SIZES), embedded_to, queries)
    result = measure_scale(plan, None if no_model else build_bare_embedder(load_settings()))
    finish(replace(output, data={"name": "made banks"}), result)
