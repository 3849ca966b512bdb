"""What the interview view shows in each phase and mode, without Gradio."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest

from interviewer.conversation.state import InterviewState, Turn
from interviewer.web.desk import View
from interviewer.web.interview.shown import GRADES_LATER, Panel, button_states, shown
from knowledge.schema import Bank
from tests.interviewer.web.states import attempt, graded, state


def panel(of: InterviewState, bank: Bank) -> Panel:
    now = shown(View("i", of, ()), bank).panel
    assert now is not None
    return now


@pytest.mark.parametrize(
    ("phase", "visible", "enabled"),
    [
        ("answering", "send hint repeat skip end", "send hint repeat skip end next report"),
        ("working", "send hint repeat skip end", "next report"),
        ("reviewing", "send hint repeat skip next end", "end next report"),
        ("finished", "send report", "next report"),
    ],
)
def test_each_phase_has_its_buttons(phase: Any, visible: str, enabled: str) -> None:
    states = button_states(state(phase=phase))
    assert {name for name, button in states.items() if button.visible} == set(visible.split())
    assert {name for name, button in states.items() if button.enabled} == set(enabled.split())


def test_a_coach_shows_the_grade_while_the_question_is_open_and_the_rest_once_it_is_closed(bank: Bank) -> None:
    tried = attempt("training-01", graded(bank, "training-01", "met"))
    now = panel(state(tried), bank)
    assert "<section" in now.verdicts and bank["training-01"].short_title in now.heading
    assert (now.reference, now.reviewed, now.rated) == ("", "", "") and "<button" not in now.verdicts
    closed = panel(state(replace(tried, closed=True), phase="reviewing"), bank)
    assert all(passage in closed.reference for passage in bank["training-01"].passages())
    assert "Going deeper" in closed.reference and "> **✗** " in closed.reference
    assert closed.verdicts.count('data-act="appeal"') == len(bank["training-01"].criteria) - 1
    assert (closed.reviewed, closed.rated) == ("training-01", "training-01")


def test_a_skipped_question_has_its_reference_but_nothing_to_rate(bank: Bank) -> None:
    now = panel(state(attempt("training-01", closed=True, skipped=True), phase="reviewing"), bank)
    assert now.reference and (now.reviewed, now.rated, now.verdicts) == ("training-01", "", "")


@pytest.mark.parametrize(("phase", "verdicts"), [("answering", GRADES_LATER), ("finished", "")])
def test_an_interview_keeps_its_grades_for_the_report(bank: Bank, phase: Any, verdicts: str) -> None:
    tried = attempt("training-01", graded(bank, "training-01", "met"), closed=True)
    now = panel(state(tried, phase=phase, mode="interview"), bank)
    assert now.verdicts == verdicts
    assert (now.reference, now.reviewed, now.rated) == ("", "", "")


def test_a_question_that_left_the_bank_leaves_the_panel_empty(bank: Bank) -> None:
    now = panel(state(attempt("gone-01", graded(bank, "training-01"), closed=True)), bank)
    assert (now.heading, now.question, now.verdicts, now.reference, now.reviewed) == ("", "", "", "", "")
    assert panel(state(), bank).question == ""


def test_while_a_model_speaks_only_words_are_added(bank: Bank) -> None:
    turns = (Turn("candidate", "answer", "I think so."),)
    now = shown(View("i", state(attempt("training-01")), turns, doing="Thinking", partial="Why do"), bank)
    assert now.panel is None and [m.content for m in now.messages] == ["I think so.", "Why do …"]
    assert "Thinking …" in now.status and 'role="status"' in now.status
    assert shown(View("i", state(), turns), bank).status == ""


def test_what_is_shown_is_decided_without_gradio() -> None:
    rooms = ("interview.shown", "report.shown", "cards.shown", "progress.shown", "setup.earlier", "bank.shown")
    imports = "; ".join(f"import interviewer.web.{room}" for room in rooms)
    code = f"import sys; {imports}; sys.exit('gradio' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_doubtful_points_can_be_denied_once_the_question_is_closed(bank: Bank) -> None:
    tried = attempt("training-01", graded(bank, "training-01", "met", "partly_met"))
    assert "deny" not in panel(state(tried), bank).verdicts
    closed = panel(state(replace(tried, closed=True), phase="reviewing"), bank)
    before, _ = closed.verdicts.split('data-act="deny"')
    assert before.rpartition("data-point=")[2].startswith(f'"{bank["training-01"].criteria[1].id}"')
    assert "deny" not in panel(state(replace(tried, closed=True), phase="finished", mode="interview"), bank).verdicts
