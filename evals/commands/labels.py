"""Suites about labels: what the gold set contains, and verdicts that candidates contested."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from evals.commands.output import Output, finish
from evals.commands.shipped import require_elsewhere
from evals.commands.suite import add_suite
from interviewer.errors import UsageError
from interviewer.json_data import object_of


def register(app: typer.Typer) -> None:
    """Add these suites."""
    add_suite(app, gold, html=True, record=False)
    add_suite(app, appeals, record=False)


def gold(
    output: Output,
    sheet: Annotated[
        Path | None, typer.Option(metavar="OUT", help="Write the answers for a blind second reader.")
    ] = None,
    second: Annotated[
        Path | None, typer.Option(metavar="IN", help="Take a filled-in sheet as the second reading; needs --out.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where the gold with the second reading goes.")
    ] = None,
) -> None:
    """What the gold contains, how far its readers agree, and which labels belong to an earlier wording of their claim."""
    from evals.labelled import second as second_labels
    from evals.labelled.gold import gold_answers
    from evals.labelled.readers import blind_sheet, describe, keep_second, read_sheet
    from knowledge.loader import load_bank

    bank = load_bank()
    if second is not None:
        if out is None:
            raise UsageError("--second needs --out DIR, where the gold with the second reading goes")
        folder = require_elsewhere(out)
        try:
            text = second.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{second} cannot be read as UTF-8 text: {error}") from error
        verdicts = read_sheet(bank, text, (a.id for a in gold_answers(bank)))
        print(f"{keep_second(verdicts, folder)} verdicts differ; written to {folder}", file=sys.stderr)
    if sheet is not None:
        sheet.write_text(blind_sheet(bank, list(gold_answers(bank))), encoding="utf-8")
    found = describe(bank)
    print(second_labels.as_lines(object_of(found["twice_read"])), file=sys.stderr)
    finish(output, found)


def appeals(
    output: Output,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the cases here, to be labelled.")] = None,
) -> None:
    """Verdicts that candidates contested, as cases for a person to label."""
    from evals.suites.agreement.appeals import cases

    finish(output, cases(out))
