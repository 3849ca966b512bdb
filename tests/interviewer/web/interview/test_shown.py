"""What the interview view shows in each phase and mode, without Gradio."""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from dataclasses import replace

import pytest

from interviewer.conversation.state.state import GradeAnswer, InterviewState, Turn, WordClarification
from interviewer.web.interview.shown import (
    ANSWER_HERE,
    ASK_ANYTHING,
    ASK_HERE,
    FINISH,
    GRADES_LATER,
    NEXT,
    Panel,
    button_states,
    shown,
)
from interviewer.web.snapshot import View
from knowledge.schema import Bank
from tests.interviewer.web.states import Phase, attempt, graded, state


def panel(of: InterviewState, bank: Bank) -> Panel:
    now = shown(View("i", of, ()), bank).panel
    assert now is not None
    return now


@pytest.mark.parametrize(
    ("phase", "visible", "enabled"),
    [
        ("answering", "send hint repeat skip end", "send hint repeat skip end next report unskip"),
        ("working", "send hint repeat skip end", "next report unskip"),
        ("reviewing", "send hint repeat skip next end", "send end next report unskip"),
        ("finished", "send report", "next report unskip"),
    ],
)
def test_each_phase_has_its_buttons(phase: Phase, visible: str, enabled: str) -> None:
    states = button_states(state(attempt("training-01"), phase=phase))
    assert {name for name, button in states.items() if button.visible} == set(visible.split())
    assert {name for name, button in states.items() if button.enabled} == set(enabled.split())


def test_a_coach_shows_the_grade_while_the_question_is_open_and_the_rest_once_it_is_closed(bank: Bank) -> None:
    tried = attempt("training-01", graded(bank, "training-01", "met"))
    now = panel(state(tried), bank)
    assert "<section" in now.verdicts and bank["training-01"].short_title in now.heading
    assert (now.reference, now.earlier_of, now.rated) == ("", "", "") and "<button" not in now.verdicts
    closed = panel(state(replace(tried, closed=True), phase="reviewing"), bank)
    words = re.sub(r"</?mark[^>]*>", "", closed.reference)
    lines = (line for passage in bank["training-01"].passages() for line in passage.splitlines())
    assert all(line in words for line in lines)
    assert "Going deeper" in closed.reference and "> **✗** " in closed.reference
    assert closed.verdicts.count('data-act="appeal"') == len(bank["training-01"].criteria) - 1
    assert (closed.earlier_of, closed.rated) == ("training-01", "training-01")


def test_a_skipped_question_has_its_reference_but_nothing_to_rate(bank: Bank) -> None:
    now = panel(state(attempt("training-01", closed=True, skipped=True), phase="reviewing"), bank)
    assert now.reference and (now.earlier_of, now.rated, now.verdicts) == ("training-01", "", "")


@pytest.mark.parametrize(("phase", "verdicts"), [("answering", GRADES_LATER), ("finished", "")])
def test_an_interview_keeps_its_grades_for_the_report(bank: Bank, phase: Phase, verdicts: str) -> None:
    tried = attempt("training-01", graded(bank, "training-01", "met"), closed=True)
    now = panel(state(tried, phase=phase, mode="interview"), bank)
    assert now.verdicts == verdicts
    assert (now.reference, now.earlier_of, now.rated) == ("", "", "")


def test_a_question_that_left_the_bank_leaves_the_panel_empty(bank: Bank) -> None:
    now = panel(state(attempt("gone-01", graded(bank, "training-01"), closed=True)), bank)
    assert (now.heading, now.question, now.verdicts, now.reference, now.earlier_of) == ("", "", "", "", "")
    assert panel(state(), bank).question == ""


def test_while_a_model_speaks_only_words_are_added(bank: Bank) -> None:
    turns = (Turn("candidate", "answer", "I think so."),)
    now = shown(View("i", state(attempt("training-01")), turns, doing="Thinking", partial="Why do"), bank)
    assert now.panel is None and [m.content for m in now.messages] == ["I think so.", "Why do …"]
    assert "Thinking …" in now.status and 'role="status"' in now.status
    assert shown(View("i", state(), turns), bank).status == ""


@pytest.mark.slow
def test_what_is_shown_is_decided_without_gradio() -> None:
    modules = ("interview.shown", "report.shown", "cards.shown", "progress.shown", "setup.earlier", "bank.shown")
    imports = "; ".join(f"import interviewer.web.{module}" for module in modules)
    code = f"import sys; {imports}; sys.exit('gradio' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_doubtful_points_can_be_denied_once_the_question_is_closed(bank: Bank) -> None:
    tried = attempt("training-01", graded(bank, "training-01", "met", "partly_met"))
    assert "deny" not in panel(state(tried), bank).verdicts
    closed = panel(state(replace(tried, closed=True), phase="reviewing"), bank)
    before, _ = closed.verdicts.split('data-act="deny"')
    assert before.rpartition("data-point=")[2].startswith(f'"{bank["training-01"].criteria[1].id}"')
    assert "deny" not in panel(state(replace(tried, closed=True), phase="finished", mode="interview"), bank).verdicts


def test_a_closed_question_says_what_can_be_asked(bank: Bank) -> None:
    grade = graded(bank, "training-01", "met")
    assert panel(state(attempt("training-01", grade)), bank).box == ANSWER_HERE
    assert panel(state(attempt("training-01", grade, closed=True), phase="reviewing"), bank).box == ASK_HERE
    assert panel(state(attempt("training-01", grade, closed=True), phase="working"), bank).box == ASK_HERE
    assert panel(state(attempt("training-01", closed=True, skipped=True), phase="reviewing"), bank).box == ASK_ANYTHING


def test_after_the_last_question_the_report_comes_next(bank: Bank) -> None:
    closed = attempt("training-01", graded(bank, "training-01", "met"), closed=True)
    assert panel(state(closed, phase="reviewing", questions=1), bank).next_label == FINISH
    more = replace(state(closed, phase="reviewing", questions=2).setup, pool=("training-01", "training-02"))
    assert panel(replace(state(closed, phase="reviewing"), setup=more), bank).next_label == NEXT


def test_a_skip_can_be_undone_at_a_press(bank: Bank) -> None:
    skipped = attempt("training-01", closed=True, skipped=True, left_at="")
    assert button_states(state(skipped, phase="reviewing"))["unskip"].visible
    assert button_states(state(skipped, attempt("nlp-10"), mode="interview"))["unskip"].visible
    assert not button_states(state(skipped, attempt("nlp-10")))["unskip"].visible
    assert not button_states(state(attempt("training-01"), mode="interview"))["unskip"].visible


def test_how_sure_one_is_belongs_to_an_answer_and_outlives_talk(bank: Bank) -> None:
    def done(of: InterviewState, *turns: Turn) -> bool:
        now = shown(View("i", of, turns), bank).panel
        assert now is not None
        return now.sure_done

    asked, said = Turn("interviewer", "ask", "Why?"), Turn("candidate", "talk", "What do you mean?")
    tried = attempt("training-01")
    assert done(state(tried), asked)  # what was pressed for an earlier question
    assert not done(state(tried), asked, said)
    clarifies = WordClarification("training-01", said.text)
    assert not done(replace(state(tried, phase="working"), pending=clarifies), asked, said)
    assert done(replace(state(tried, phase="working"), pending=GradeAnswer("training-01")), asked, said)
    assert done(state(replace(tried, closed=True), phase="reviewing"), asked, said)


def test_a_placeholder_fits_two_lines_of_a_phone() -> None:
    for _, hint in (ANSWER_HERE, ASK_HERE, ASK_ANYTHING):
        assert len(textwrap.wrap(hint, 27)) <= 2
