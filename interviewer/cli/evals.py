"""``viva evals``: what interviews leave behind for the evals."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from interviewer.sessions.store import SessionStore
from interviewer.settings import load_settings

app = typer.Typer(no_args_is_help=True, help="Cases for the evals; the suites run by 'python -m evals'.")


@app.callback()
def evals() -> None:
    """Cases for the evals."""


@app.command()
def appeals(
    out: Annotated[Path | None, typer.Option(help="Write the cases there; they are printed unless given.")] = None,
) -> None:
    """Give the contested verdicts as JSON lines: answer, criterion, argument, verdict before and after.

    A person puts a label on a case before it becomes gold; what a candidate contests is not right for that alone.
    """
    settings = load_settings()
    settings.prepare_home()
    store = SessionStore(settings.database)
    cases = store.appeals()
    store.close()
    lines = [
        json.dumps({"id": f"appeal-{number}", **asdict(case), "labels": {}}, ensure_ascii=False)
        for number, case in enumerate(cases, start=1)
    ]
    if out is None:
        print("\n".join(lines)) if lines else print("no verdict was contested so far", file=sys.stderr)
        return
    out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{len(lines)} cases written to {out}", file=sys.stderr)
