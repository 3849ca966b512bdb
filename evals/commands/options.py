"""Options that several suites share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

RESULTS = Path("docs/results.json")
"""Where recorded results are, below the current folder: in a clone of Viva."""


class Split(StrEnum):
    """A part of the gold: the judge was fitted on train and joined on dev."""

    train = "train"
    dev = "dev"
    test = "test"


class Wordings(StrEnum):
    """A set of wordings; the two share none, so that what was tuned on one is measured on the other."""

    dev = "dev"
    test = "test"


JsonOut = Annotated[Path | None, typer.Option("--json", metavar="OUT", help="Write the result to a file.")]
HtmlOut = Annotated[
    Path | None, typer.Option("--html", metavar="OUT", help="Write the result as a page that opens offline.")
]
Against = Annotated[
    Path | None, typer.Option("--against", metavar="RESULT", help="Exit with 1 where it is worse than a kept result.")
]
RecordFlag = Annotated[bool, typer.Option("--record", help="Keep the headline numbers in the file of results.")]
Results = Annotated[
    Path, typer.Option("--results", metavar="FILE", help="The file of results that --record and render work with.")
]
NoModel = Annotated[bool, typer.Option("--no-model", help="Leave the language model out.")]
OnRay = Annotated[
    bool,
    typer.Option("--ray", help="Grade on every machine of a Ray cluster, to the same result; needs the extra 'ray'."),
]
GoldSplit = Annotated[Split, typer.Option(help="This part of the gold.")]
BankDir = Annotated[Path | None, typer.Option("--bank", metavar="DIR", help="Another bank than the built-in one.")]
