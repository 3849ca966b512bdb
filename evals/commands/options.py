"""Options that several suites share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

RESULTS = Path("docs/results.json")
"""Where results are recorded. The path is relative to the current folder, so run the evals in a clone of Viva."""


class Split(StrEnum):
    """A part of the gold: the reader was trained on train, and the calibration fitted on dev."""

    train = "train"
    dev = "dev"
    test = "test"


class Wordings(StrEnum):
    """A set of wordings. The two share none, so that what was tuned on one can be measured on the other."""

    dev = "dev"
    test = "test"


JsonOut = Annotated[Path | None, typer.Option("--json", metavar="OUT", help="Write the result to a file.")]
HtmlOut = Annotated[
    Path | None, typer.Option("--html", metavar="OUT", help="Write the result as a page that opens offline.")
]
Against = Annotated[
    Path | None,
    typer.Option("--against", metavar="RESULT", help="Exit with 1 if it is worse than this earlier result."),
]
RecordFlag = Annotated[bool, typer.Option("--record", help="Record the headline numbers in the results file.")]
Results = Annotated[
    Path, typer.Option("--results", metavar="FILE", help="The results file that --record writes and render reads.")
]
NoModel = Annotated[bool, typer.Option("--no-model", help="Leave the language model out.")]
OnRay = Annotated[
    bool,
    typer.Option("--ray", help="Grade on every machine of a Ray cluster, with the same result; needs the extra 'ray'."),
]
GoldSplit = Annotated[Split, typer.Option(help="This part of the gold.")]
BankDir = Annotated[
    Path | None, typer.Option("--bank", metavar="DIR", help="Use this bank instead of the built-in one.")
]
