"""``python -m evals render``: brings the tables of README and docs in line with the recorded results."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from evals.commands.options import RESULTS, Results


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(render)


def render(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILES]", help="Documents (default README.md and docs/*.md).")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Change nothing; exit with 1 if a table differs.")] = False,
    results: Results = RESULTS,
) -> None:
    """Render every table between '<!-- results: NAME -->' and '<!-- end of results -->' from the recorded results."""
    from evals.results.documents import documents_below, rendered
    from evals.results.ledger import read_ledger
    from interviewer.errors import UsageError

    ledger = read_ledger(results)
    stale = []
    for path in files or documents_below(Path()):
        try:
            before = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{path} cannot be read as UTF-8 text: {error}") from error
        after = rendered(before, ledger, str(path))
        if after != before:
            stale.append(str(path))
            if not check:
                path.write_text(after, encoding="utf-8")
    if check and stale:
        print(f"evals: {', '.join(stale)} differ from {results}; run 'python -m evals render'", file=sys.stderr)
        raise typer.Exit(1)
    print(f"{len(stale)} brought up to date" if stale else "every table is up to date", file=sys.stderr)
