"""Two speakers take turns: the one who asks is told from the one who answers, whatever they are called."""

from __future__ import annotations

import pytest

from knowledge.authoring.reading.list_file import read_list_text
from knowledge.authoring.reading.turns import with_turns_labelled

TALK = """# A talk

{a}: What is rye?

{b}: A grain.
It is grey.

{a}: Describe how it ferments.

{b}: Fast.

{a}: Does it rise?

{b}: Little. Do you bake it?

{a}: Thanks, now and then.

{b}: Good.

{a}: Why so?

{b}: It has little gluten.
"""


@pytest.mark.parametrize(
    ("a", "b"), [("Interviewer", "Candidate"), ("**Interviewer**", "**Me**"), ("Майстер", "Учень")]
)
def test_who_asks_and_who_answers_is_found(a: str, b: str) -> None:
    found = read_list_text(TALK.format(a=a, b=b), "talk.md")
    texts = [part.text for part in found.parts]
    assert texts == ["What is rye?", "Describe how it ferments.", "Does it rise?", "Why so?"]
    assert found.parts[0].answer.startswith("A grain.") and found.parts[1].answer == "Fast."
    # a remark is no question; it stays where it is, with the reply to it
    assert "Thanks, now and then." in found.parts[2].answer and "Good." in found.parts[2].answer


@pytest.mark.parametrize(
    "lines",
    [
        ["Exercise: What is rye?", "Level: hard"] * 3,
        ["Task: What is rye?", "Hint: grain", "Result: A grain."] * 3,
        ["Ann: What is rye?", "Bob: A grain."] * 2,
        ["Ann: What is rye?", "Bob: What is wheat?"] * 3,
        ["Ann: I bake.", "Bob: I eat."] * 3,
    ],
)
def test_other_labels_stay(lines: list[str]) -> None:
    assert with_turns_labelled(lines) == lines


def test_code_is_no_talk() -> None:
    lines = ["```", *["one: is it so?", "two: it is."] * 3, "```"]
    assert with_turns_labelled(lines) == lines
