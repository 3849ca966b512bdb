"""The clock, and where the question belongs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.web.interview.panel import clock_html, heading_html
from knowledge.schema import Bank
from tests.interviewer.web.states import Phase, attempt, state


@pytest.mark.parametrize(
    ("elapsed", "phase", "shown"),
    [
        (0.0, "answering", "<b>30:00</b><small>left</small>"),
        (65.4, "answering", "<b>28:54</b><small>left</small>"),  # 1800 - 65.4 = 1734.6 s
        (65.4, "working", "<b>28:54</b><small>left, paused</small>"),
        (9999.0, "answering", "<b>0:00</b><small>left</small>"),
    ],
)
def test_the_clock_shows_what_is_left(elapsed: float, phase: Phase, shown: str) -> None:
    assert shown in clock_html(replace(state(phase=phase), elapsed=elapsed))


def test_the_clock_is_red_for_the_last_five_minutes() -> None:
    assert 'class="clock"' in clock_html(replace(state(), elapsed=1500.0))
    assert 'class="clock low"' in clock_html(replace(state(), elapsed=1501.0))


def test_the_script_is_told_how_much_is_left_and_whether_it_runs() -> None:
    shown = clock_html(replace(state(), elapsed=60.0))
    assert 'data-left="1740" data-running="1" data-stamp="60.0"' in shown
    assert 'data-running="0"' in clock_html(state(phase="reviewing"))


def test_a_drill_has_no_clock() -> None:
    assert "no time limit" in clock_html(state(drill=True)) and "data-left" not in clock_html(state(drill=True))


def test_the_heading_says_which_question_and_how_hard(bank: Bank) -> None:
    question = bank["nlp-10"]
    shown = heading_html(state(attempt("training-01"), attempt("nlp-10", hints=(0, 1)), questions=3), bank)
    assert "Question 2 of 3 · " in shown and f"<h2>{question.short_title}</h2>" in shown
    assert "●" * question.difficulty + "○" * (5 - question.difficulty) + "</span> · 2 hints used</div>" in shown
    alone = heading_html(state(attempt("nlp-10", hints=(0,))), bank)
    assert "Question 1 · " in alone and "1 hint used" in alone


def test_without_a_question_there_is_no_heading(bank: Bank) -> None:
    assert heading_html(state(), bank) == heading_html(state(attempt("gone-01")), bank) == ""


def test_two_questions_never_have_the_same_number(bank: Bank) -> None:
    """One that was set aside comes back after the last new one, whose number is then taken."""
    last = heading_html(state(attempt("training-01", set_aside=True), attempt("nlp-10"), questions=2), bank)
    back = heading_html(state(attempt("nlp-10"), attempt("training-01", set_aside=True), questions=2), bank)
    assert "Question 2 of 2 · " in last and "Back to an earlier question · " in back


def test_a_drill_says_how_many_questions_it_has(bank: Bank) -> None:
    begun = state(attempt("training-01"), drill=True)
    setup = replace(begun.setup, pool=("training-01", "nlp-10", "training-06a"), questions=None)
    shown = heading_html(replace(begun, setup=setup), bank)
    assert "Question 1 of 3 · " in shown
