"""Where an argument points, and where it points nowhere."""

from __future__ import annotations

from interviewer.grading.appeals.pointing import pointed_at
from tests.interviewer.grading.appeals.test_appeal import ANSWER


def test_what_is_pointed_at() -> None:
    assert pointed_at(ANSWER, "see “ten examples”") == "Make it memorise ten examples, else something is broken."
    assert (
        pointed_at(ANSWER, "the memorise examples part") == "Make it memorise ten examples, else something is broken."
    )
    assert pointed_at(ANSWER, "unfair!") == ANSWER
