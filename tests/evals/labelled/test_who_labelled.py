"""Documents say that one reader set a label, or a second, blind reader, and nothing else about who that was."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
LABELLED = ROOT / "evals" / "labelled"
DOCUMENTS = sorted((ROOT / "README.md", *LABELLED.rglob("README.md"), *(ROOT / "docs").glob("*.md")))
A_PERSON = re.compile(
    r"\b(?:attackers?|auditors?|(?<!-)audit(?:ed)?|him(?:self)?|her(?:self)?|whoever|independent readers?)\b",
    re.IGNORECASE,
)
"""Words that describe a reader as a person."""
CODE = re.compile(r"^```.*?^```|`[^`]*`", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_document_makes_nobody_of_a_reader(document: Path) -> None:
    assert A_PERSON.findall(CODE.sub(" ", document.read_text(encoding="utf-8"))) == []


def test_no_kind_of_answer_is_called_after_who_wrote_it() -> None:
    lines = [json.loads(line) for path in LABELLED.rglob("*.jsonl") for line in path.open(encoding="utf-8")]
    kinds = {str(line.get("category", "")) for line in lines}
    assert len(kinds) > 10 and not kinds & {"audit", "auditor", "own", "attacker"}


@pytest.mark.parametrize(
    "text",
    [
        "written and labelled by an attacker",
        "labels that the auditor himself calls wrong",
        "named by an audit",
        "by whoever changed the forms",
        "An independent reader decided them",
    ],
)
def test_a_person_is_found(text: str) -> None:
    assert A_PERSON.search(text)


@pytest.mark.parametrize(
    "text", ["one reader", "a second, blind reader", "attacks on the checks", "pip-audit", "herds"]
)
def test_a_reader_is_left_alone(text: str) -> None:
    assert not A_PERSON.search(text)
