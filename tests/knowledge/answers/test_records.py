"""Records of what a question says of its answers: nobody can change one of a bank that others read, too."""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from knowledge.answers.assumption import Assumption
from knowledge.answers.drawn import DrawnAxes, DrawnCurve
from knowledge.answers.expectation import KINDS, Expectation

ROOT = Path(__file__).parents[3]
RECORDS = {
    "an assumption": lambda: Assumption(("Which base?",), "Take base ten."),
    "axes": lambda: DrawnAxes((-4.0, 4.0), (-1.0, 2.0)),
    "a curve": lambda: DrawnCurve(("ReLU",), ("kink at 0",)),
    "an expected result": lambda: Expectation("value", ("4",), units=("edits",)),
}


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_stays_as_it_was_read(name: str) -> None:
    record, same = RECORDS[name](), RECORDS[name]()
    assert record == same and hash(record) == hash(same)
    for field in fields(record):
        with pytest.raises(FrozenInstanceError):
            setattr(record, field.name, None)
    assert record == same


def test_what_authors_are_told_that_can_be_expected_can_be() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    listed = re.search(r"`expects` has exactly one of these keys[^|]*((?:\|.*\n)+)", guide)
    assert listed is not None
    keys = [key for row in listed[1].splitlines()[2:] for key in re.findall(r"`(\w+)`", row.split("|")[1])]
    assert sorted(keys) == sorted(KINDS)
