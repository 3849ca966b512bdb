"""``viva evals``: the suites of ``python -m evals``, mounted as they are."""

from __future__ import annotations

import typer

from evals.__main__ import app as evals_app


def register(app: typer.Typer) -> None:
    """Add the suites."""
    app.add_typer(evals_app, name="evals")
