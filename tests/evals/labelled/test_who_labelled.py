"""Documents say that one reader set a label, who may be the writer, or a second, blind reader, and nothing else about who that was."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from evals.labelled.set_readers import ROLES

ROOT = Path(__file__).parents[3]
LABELLED = ROOT / "evals" / "labelled"
DOCUMENTS = sorted((ROOT / "README.md", *LABELLED.rglob("README.md"), *(ROOT / "docs").glob("*.md")))
A_PERSON = re.compile(
    r"\b(?:attackers?|auditors?|(?<!-)audit(?:ed)?|him(?:self)?|her(?:self)?|whoever|independent readers?"
    r"|readers? who (?:knew|meant)|writers? of the (?:changes|checks|forms|rules|tests))\b",
    re.IGNORECASE,
)
"""Words that describe a reader as a person."""
WHO = ("labelled by", "first labels", "second labels")
"""Headings of columns that say who set the labels of a row."""
CODE = re.compile(r"^```.*?^```|`[^`]*`", re.DOTALL | re.MULTILINE)


def who_labelled(text: str) -> list[str]:
    """What the tables of a document say in columns about who set a label, in order."""
    found, columns = [], []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
        if not cells:
            columns = []
        elif not columns:
            columns = [cell in WHO for cell in cells]
        elif not set(line) <= set("|-: "):
            found += [cell for cell, is_who in zip(cells, columns, strict=True) if is_who]
    return found


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_column_says_nothing_else_about_who_labelled(document: Path) -> None:
    assert set(who_labelled(document.read_text(encoding="utf-8"))) <= set(ROLES)


def test_the_columns_that_say_who_labelled_are_found() -> None:
    gold, forms = (who_labelled((LABELLED / "gold" / name).read_text()) for name in ("README.md", "forms/README.md"))
    assert set(gold) == set(ROLES) and len(forms) >= 12
    assert who_labelled("| a | labelled by |\n|---|---|\n| b | its writer |\n\n| c | d |\n|---|---|\n| e | f |") == [
        "its writer"
    ]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_document_makes_nobody_of_a_reader(document: Path) -> None:
    assert A_PERSON.findall(CODE.sub(" ", document.read_text(encoding="utf-8"))) == []


@pytest.mark.slow
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
        "one reader who knew the checks and meant to break them",
        "the writer of the changes that followed",
    ],
)
def test_a_person_is_found(text: str) -> None:
    assert A_PERSON.search(text)


@pytest.mark.parametrize(
    "text", [*ROLES, "attacks on the checks", "pip-audit", "herds", "readers who did not write them"]
)
def test_a_reader_is_left_alone(text: str) -> None:
    assert not A_PERSON.search(text)
