"""Drills that were stored before it was noted what they are about."""

from __future__ import annotations

import pytest

from interviewer.conversation.state.state import InterviewState, Setup
from interviewer.conversation.state.stored import TODAYS_PLAN
from interviewer.storage.interviews import STATE, read_state

STORED = STATE.dump_python(
    InterviewState(Setup("coach", 30.0, ("nlp-10",), 1, drill=True, topic=TODAYS_PLAN)), mode="json"
)


def stored(**setup: object) -> dict[str, object]:
    """A state as an earlier version stored it, which knew no ``drilled``."""
    earlier = {name: value for name, value in STORED["setup"].items() if name != "drilled"}
    return {**STORED, "setup": {**earlier, **setup}}


@pytest.mark.parametrize(
    ("setup", "drilled"),
    [
        ({}, "today"),
        ({"topic": "nlp"}, ""),
        ({"topic": "", "drill": False}, ""),
        ({"drilled": "topic"}, "topic"),  # typed by the candidate, in a version that notes it
        ({"drilled": "section", "topic": "nlp"}, "section"),
    ],
)
def test_what_a_drill_was_about_is_read_as_each_version_stored_it(setup: dict[str, object], drilled: str) -> None:
    assert read_state(stored(**setup)).setup.drilled == drilled


def test_what_is_stored_now_comes_back() -> None:
    now = InterviewState(Setup("coach", 30.0, ("nlp-10",), 1, drill=True, topic=TODAYS_PLAN, drilled="topic"))
    assert read_state(STATE.dump_python(now, mode="json")) == now
