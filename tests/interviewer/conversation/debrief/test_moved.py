"""How a verdict changed, in words for the candidate."""

from __future__ import annotations

from typing import get_args

import pytest

from interviewer.conversation.debrief.moved import moved
from interviewer.grading.grade import VerdictKind
from interviewer.web.theme import style


@pytest.mark.parametrize(
    ("before", "after", "looked", "corrected", "told"),
    [
        ("contradicted", "met", False, True, "At first you said the opposite; what you said later put it right"),
        ("contradicted", "not_met", False, True, "At first you said the opposite; later you took it back"),
        (
            "contradicted",
            "not_met",
            True,
            False,
            "At first I took your words to contradict this; after a second look, I no longer do",
        ),
        (
            "contradicted",
            "met",
            False,
            False,
            "At first I took your words to contradict this; what you said later made the point",
        ),
        (
            "contradicted",
            "not_met",
            False,
            False,
            "At first I took your words to contradict this; after what you said later, I no longer do",
        ),
        (
            "contradicted",
            "met",
            True,
            True,
            "At first I took your words to contradict this; a second look found it in your answer",
        ),
        ("not_met", "met", False, False, "I caught it in a later message"),
        ("not_met", "met", True, False, "I didn’t hear it at first; a second look found it in your answer"),
        ("partly_met", "contradicted", False, False, "I heard half of it at first; your later message contradicts it"),
        ("met", "not_met", False, False, "Counted at first; after what you said later, it no longer counts"),
        ("ungraded", "not_met", False, False, "Could not be graded at first"),
    ],
)
def test_it_says_what_was_first_and_what_changed_it(
    before: VerdictKind, after: VerdictKind, looked: bool, corrected: bool, told: str
) -> None:
    assert moved(before, after, looked, corrected) == told


def test_it_is_in_a_neutral_colour() -> None:
    """“earlier: contradicted” was there in the green of what is right."""
    assert ".verdict .moved { color: var(--quiet); }" in style()


def test_every_change_has_words_and_no_change_has_none() -> None:
    for before in get_args(VerdictKind):
        for after in get_args(VerdictKind):
            for looked in (True, False):
                assert bool(moved(before, after, looked)) == (before != after)
