"""Verdicts as they are shown."""

from __future__ import annotations

from typing import get_args

from interviewer.grading.grade import MARKS, Verdict, verdict_words


def test_every_verdict_has_a_mark_of_its_own_and_words() -> None:
    assert len({MARKS[verdict] for verdict in get_args(Verdict)}) == len(MARKS) == 4
    assert verdict_words("partly_met") == "partly met" and verdict_words("met") == "met"
