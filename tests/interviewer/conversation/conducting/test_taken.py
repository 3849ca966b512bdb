"""What is kept of a message."""

from __future__ import annotations

import time

import pytest

from interviewer.conversation.conducting.taken import MAX_STORED_CHARACTERS, MOST_BLANKS, taken
from tests.pace import limit


@pytest.mark.parametrize(
    "text", ["", "It falls.\n\n\n  * one\n  * two", "def f(x):\n" + " " * 80 + "return x", "\U0001f600"]
)
def test_what_anybody_writes_stays(text: str) -> None:
    assert taken(text) == text


@pytest.mark.parametrize("blanks", [" " * 5000, "\t " * 5000, "\u00a0" * 5000])
def test_blanks_of_a_key_held_down_are_cut_short(blanks: str) -> None:
    kept = taken(f"one{blanks}two")
    assert kept.split() == ["one", "two"] and len(kept) < MOST_BLANKS + 6


def test_a_line_stays_a_line() -> None:
    assert taken("one" + " " * 900 + "\n" * 900 + "* two").endswith("\n* two")


def test_what_the_database_cannot_hold_is_marked() -> None:
    assert taken("a\ud800b") == "a?b"


@pytest.mark.parametrize("text", ["a" * 1_000_000, " " * 1_000_000, " x" * 500_000])
def test_a_megabyte_is_cut_at_once(text: str) -> None:
    start = time.process_time()
    assert len(taken(text)) <= MAX_STORED_CHARACTERS
    assert time.process_time() - start < limit(1)
