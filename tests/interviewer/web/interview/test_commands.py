"""What the menu offers, and that the interviewer understands all of it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from interviewer.conversation.debrief.closed_talk import meant
from interviewer.conversation.state.limits import MAX_BRIEF_CHARACTERS
from interviewer.conversation.state.state import InterviewState
from interviewer.conversation.understanding.intent import after_lead, read_intent
from interviewer.errors import UsageError
from interviewer.web.interview.commands import (
    ABOUT_CLOSED,
    COMMANDS,
    Command,
    command_text,
    more_html,
    offered,
)
from interviewer.web.theme import own_scripts
from knowledge.schema import Bank
from tests.interviewer.web.states import Phase, attempt, graded, state

OPEN = state(attempt("training-01"))


def names(of: InterviewState) -> set[str]:
    return {command.name for command in offered(of)}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_each_command_is_understood_as_what_it_says(command: Command) -> None:
    assert read_intent(command_text(command.name, "look up Adam")) == command.name


def test_a_note_is_sent_whole_and_never_empty() -> None:
    assert after_lead(command_text("note", " look up Adam ")) == "look up Adam"
    assert len(after_lead(command_text("note", "x" * 100_000))) == MAX_BRIEF_CHARACTERS
    for empty in ("", "  ", "?!"):
        with pytest.raises(UsageError, match="write the note first"):
            command_text("note", empty)


@pytest.mark.parametrize("name", ["", "end", "<b>", "note-open"])
def test_what_is_not_on_the_menu_is_one_clear_line(name: str) -> None:
    with pytest.raises(UsageError, match="the menu has nothing called"):
        command_text(name)


def test_only_what_makes_sense_now_is_offered() -> None:
    assert names(OPEN) == {"clarify", "later", "aloud", "time", "verdict", "wait", "note"}
    (first,) = OPEN.attempts
    assert "change" in names(replace(OPEN, attempts=(replace(first, answer="So."),)))
    thinking = names(replace(OPEN, attempts=(replace(first, aloud=True),)))
    assert "done" in thinking and "aloud" not in thinking
    assert "later" not in names(replace(OPEN, attempts=(replace(first, set_aside=True),)))  # that is done once
    assert "time" not in names(state(attempt("training-01"), drill=True))  # a drill has no clock


def test_a_skip_can_be_taken_back_from_the_menu() -> None:
    skipped = attempt("training-01", skipped=True, closed=True, left_at="")
    after = state(skipped, attempt("nlp-10"), mode="interview")
    assert offered(after)[0].name == "unskip" and 'data-command="unskip"' in more_html(after)
    assert "unskip" not in names(state(skipped, attempt("nlp-10")))  # a coach has shown the answer


def test_a_closed_question_can_be_asked_about(bank: Bank) -> None:
    closed = attempt("training-01", graded(bank, "training-01", "met"), closed=True)
    assert [command.name for command in offered(state(closed, phase="reviewing"))] == ["why", "full"]
    skipped = attempt("training-01", closed=True, skipped=True)
    assert names(state(skipped, phase="reviewing")) == {"full"}
    for command in ABOUT_CLOSED:
        assert meant(read_intent(command.words), command.words) in {"why", "reveal"}


@pytest.mark.parametrize("phase", ["working", "new"])
def test_while_it_is_not_the_candidates_turn_the_menu_stays_shut(phase: Phase) -> None:
    shown = more_html(state(attempt("training-01"), phase=phase))
    assert 'id="btn-more"' in shown and " disabled>More</button>" in shown
    assert "data-command=" not in shown.replace('data-command="note"', "")


def test_it_is_gone_once_the_interview_is_over() -> None:
    assert more_html(state(attempt("training-01"), phase="finished")) == ""


def test_every_press_in_the_menu_is_known_to_the_server_or_the_script() -> None:
    shown = more_html(replace(OPEN, attempts=(replace(OPEN.attempts[0], answer="So."),)))
    pressed = set(re.findall(r'data-command="([^"]+)"', shown))
    assert pressed - {"note-open"} <= {command.name for command in COMMANDS}
    assert any("note-open" in script for script in own_scripts())
    ids = re.findall(r'\bid="([^"]+)"', shown)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'\b(?:aria-controls|for)="([^"]+)"', shown)) <= set(ids)
