"""``python -m evals reworded``: claims that were reworded since their labels were set."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

_POINT = "PART/CRITERION[@HASH]"


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(reworded)


def reworded(
    enter: Annotated[
        bool, typer.Option("--enter", help="Enter claims that were reworded, and sets that are new.")
    ] = False,
    again: Annotated[
        list[str] | None, typer.Option(metavar=_POINT, help="Its labels were read again, with today's claim.")
    ] = None,
    same: Annotated[
        list[str] | None, typer.Option(metavar=_POINT, help="One reader finds that its claim means what it meant.")
    ] = None,
) -> None:
    """List claims that were reworded since their labels were set, with the labels to read again, or enter what became of them."""
    from evals.labelled import rewordings
    from evals.labelled.wordings import READ_AGAIN, SAME_MEANING
    from knowledge.loader import load_bank

    bank = load_bank()
    if enter:
        print(f"{rewordings.enter(bank)} earlier wordings entered", file=sys.stderr)
    for points, decision in ((again or [], READ_AGAIN), (same or [], SAME_MEANING)):
        if points:
            print(f"{rewordings.decide(bank, points, decision)} labels: {decision}", file=sys.stderr)
    if not (enter or again or same):
        print(rewordings.as_text(one for one in rewordings.listed(bank) if one.decision != SAME_MEANING))
