"""The body of a bank file: headings, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.loader import parse_question
from tests.knowledge.files import GOOD


def test_headings_inside_code_belong_to_the_code(tmp_path: Path) -> None:
    text = GOOD.replace("Four.", "```\n## Question\n```\nFour.")
    question, problems = parse_question(text, tmp_path / "q.md")
    assert problems == []
    assert question is not None
    assert "## Question" in question.reference


@pytest.mark.parametrize(
    ("added", "line", "message"),
    [
        ("\n## Question\n\nAgain?\n", 17, "'## Question' is given twice"),
        ("\n## Notes\n\nx\n", 17, "unknown heading '## Notes'; use Question, Reference answer, Going deeper"),
    ],
)
def test_a_heading_that_cannot_be_placed_is_a_fault(tmp_path: Path, added: str, line: int, message: str) -> None:
    _, problems = parse_question(GOOD + added, tmp_path / "q.md")
    assert [(p.line, p.message) for p in problems] == [(line, message)]


def test_text_before_the_first_heading_belongs_to_no_part(tmp_path: Path) -> None:
    _, problems = parse_question(GOOD.replace("## Question", "stray\n\n## Question"), tmp_path / "q.md")
    assert [(p.line, p.message) for p in problems] == [
        (9, "this text before the first '## ' heading belongs to no part")
    ]
