"""Callouts whose titles ask are questions with what is quoted below; any others stay as they are."""

from __future__ import annotations

import pytest

from knowledge.authoring.reading.callouts import with_plain_callouts
from knowledge.authoring.reading.list_file import read_list_text


def test_no_mark_of_quotation_or_kind_is_left() -> None:
    text = "> [!question]- What is rye?\n> A grain.\n> - grey\n\n> [!note]+ Why bake it?\n> > [!done] Answer\n> > For bread.\n"
    found = read_list_text(text, "list.md")
    assert [(part.text, part.answer) for part in found.parts] == [
        ("What is rye?", "A grain.\n- grey"),
        ("Why bake it?", "For bread."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "> [!note] A remark\n> What is rye?\n\n> [!warning]\n> Hot.",
        "## What is rye?\n\n> [!tip] How to bake\n> In a tin.",
        "```\n> [!question] What is rye?\n> [!question] What is wheat?\n```",
        "> What is rye?\n\n> What is wheat?",
    ],
)
def test_others_stay(text: str) -> None:
    assert with_plain_callouts(text) == text


def test_a_bold_label_ends_with_its_line() -> None:
    found = read_list_text("**Q1: Explain rye**\nA grain.\n\n**Q2: Explain malt**\nIt feeds\nthe yeast.\n", "list.md")
    assert [(part.text, part.answer) for part in found.parts] == [
        ("Explain rye", "A grain."),
        ("Explain malt", "It feeds\nthe yeast."),
    ]
