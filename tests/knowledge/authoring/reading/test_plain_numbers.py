"""Numbers with a dot count the questions below a title, and stay where they count parts of a question or of an answer."""

from __future__ import annotations

import pytest

from knowledge.authoring.reading.plain_numbers import with_plain_numbers


@pytest.mark.parametrize("number", ["1.2.", "1.2", "1.2)"])
def test_a_question_below_a_title_is_an_item_within_it(number: str) -> None:
    text = f"1. Flours\n   {number} What is rye?\n   A grain."
    assert with_plain_numbers(text) == "1. Flours\n   2. What is rye?\n   A grain."


@pytest.mark.parametrize(
    "text",
    [
        "1. What is rye?\n   1.1. What is its ash?",
        "1. Flours\n   1.1. Rye",
        "1. Flours\n   2.1. What is rye?",
        "1. Flours\n1.1. What is rye?",
        "1. Flours\n\n# Doughs\n\n   1.1. What is rye?",
        "1. Flours\n```\n   1.1. What is rye?\n```",
    ],
)
def test_any_other_stays(text: str) -> None:
    assert with_plain_numbers(text) == text
