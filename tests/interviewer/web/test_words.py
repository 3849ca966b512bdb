"""Words that several views show."""

from __future__ import annotations

from typing import get_args

import pytest

from interviewer.grading.grade import Verdict
from interviewer.web.words import MARKS, count, short_quote, verdict_words


def test_every_verdict_has_a_mark_of_its_own_and_words() -> None:
    assert len({MARKS[verdict] for verdict in get_args(Verdict)}) == len(MARKS) == 4
    assert verdict_words("partly_met") == "partly met" and verdict_words("met") == "met"


def test_a_long_quote_is_cut_at_a_word() -> None:
    assert short_quote("one  two three", 3) == "one two three"
    assert short_quote("one two three four", 3) == "one two three …"


@pytest.mark.parametrize(("number", "shown"), [(0, "0 hints"), (1, "1 hint"), (2, "2 hints")])
def test_a_noun_agrees_with_its_number(number: int, shown: str) -> None:
    assert count(number, "hint") == shown
