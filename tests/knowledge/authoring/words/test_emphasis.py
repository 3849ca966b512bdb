"""Emphasis that opens before a label and closes after the answer is moved to the answer, or taken away with the label."""

from __future__ import annotations

import pytest

from knowledge.authoring.reading.list_file import read_list_text
from knowledge.authoring.words.inline_label import split_at_label


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("**Answer: B**", "B"),
        ("*Answer: B*", "B"),
        ("**Answer: B** since yeast is alive.", "**B** since yeast is alive."),
        ("**Answer:** B", "B"),
        ("**Answer: B, which\nis alive.**", "**B, which\nis alive.**"),
        ("**Answer: B\n\nand no more.", "B\n\nand no more."),
        ("- **Ans: B**", "B"),
    ],
)
def test_no_sign_is_left_alone(line: str, answer: str) -> None:
    found = read_list_text(f"## What is alive in it?\n\n{line}\n\n## What is not?\n\nSalt.\n", "list.md")
    assert [part.answer for part in found.parts] == [answer, "Salt."]


def test_a_label_that_only_the_structure_shows_is_read_alike() -> None:
    lines = [f"## Was ist {name}?\n\n**Kurze Antwort: {name} eben.**\n" for name in ("Salz", "Hefe", "Mehl")]
    found = read_list_text("\n".join(lines), "list.md")
    assert [part.answer for part in found.parts] == ["Salz eben.", "Hefe eben.", "Mehl eben."]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("**What is rye? A: A grain.**", ("What is rye?", "A grain.")),
        ("What is rye? **A: A grain.**", ("What is rye?", "A grain.")),
        ("What is rye? **A:** A **grain**.", ("What is rye?", "A **grain**.")),
        ("**What is rye?**", ("**What is rye?**", "")),
    ],
)
def test_on_one_line_as_well(line: str, parts: tuple[str, str]) -> None:
    assert split_at_label(line) == parts
