"""Where one paragraph ends and the next one starts."""

from __future__ import annotations

import pytest

from interviewer.grading.text.paragraphs import has_break, paragraphs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\n ", []),
        ("One line.", ["One line."]),
        ("Two\nlines.", ["Two\nlines."]),
        ("  One.\n\nTwo. \n", ["One.", "Two."]),
        ("One.\n \t \n\n\nTwo.\n\nThree.", ["One.", "Two.", "Three."]),
        ("One.\r\n\r\nTwo.", ["One.", "Two."]),
    ],
)
def test_paragraphs_are_parted_by_blank_lines(text: str, expected: list[str]) -> None:
    assert [each.of(text) for each in paragraphs(text)] == expected


@pytest.mark.parametrize(
    ("text", "breaks"), [("", False), ("One.\nTwo.", False), ("One.\n\n", True), ("\n \nTwo.", True), ("a\n\nb", True)]
)
def test_a_break_is_a_blank_line(text: str, breaks: bool) -> None:
    assert has_break(text) is breaks
