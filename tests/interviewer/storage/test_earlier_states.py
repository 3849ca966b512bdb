"""States as earlier versions stored them: before it was noted what a drill is about, and what was just asked."""

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


@pytest.mark.parametrize(
    ("phrases", "kept", "asked"),
    [
        ([], (), ""),
        (["Let me think."], ("Let me think.",), ""),
        (
            ["Let me think.", "Do you want to end the interview here? Say *yes*, and I'll write your report."],
            ("Let me think.",),
            "end",
        ),
        (
            ["Which point do you mean: 1 (clipping) or 2 (the norm)? Tell me its number.", "Sure."],
            ("Sure.",),
            "which point",
        ),
    ],
)
def test_what_was_just_asked_is_read_where_it_was_kept_among_the_phrases(
    phrases: list[str], kept: tuple[str, ...], asked: str
) -> None:
    earlier = {name: value for name, value in STORED.items() if name != "asked"}
    state = read_state({**earlier, "used": phrases})
    assert (state.used, state.asked) == (kept, asked)


def test_a_state_that_says_what_was_asked_is_left_alone() -> None:
    state = read_state({**STORED, "used": ["Which point do you mean: 1 or 2?"], "asked": "end"})
    assert (state.used, state.asked) == (("Which point do you mean: 1 or 2?",), "end")
