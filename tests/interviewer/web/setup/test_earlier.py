"""What the start shows of earlier interviews, without Gradio."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewer.conversation.state.stored import Record
from interviewer.study.today import DailyPlan
from interviewer.web.setup.earlier import LONGEST_TITLE, Earlier, earlier_interviews, interview_label, paused_html
from knowledge.schema import Bank
from tests.interviewer.web.states import NOON, attempt, graded, record, state

NOTHING_DUE = DailyPlan((), ("training-01",), None, 0, 0)


def earlier(
    bank: Bank, unfinished: Sequence[Record] = (), finished: Sequence[Record] = (), plan: DailyPlan = NOTHING_DUE
) -> Earlier:
    return earlier_interviews(unfinished=unfinished, finished=finished, plan=plan, bank=bank)


def test_who_is_here_for_the_first_time_sees_nothing_of_it(bank: Bank) -> None:
    assert earlier(bank) == Earlier(welcome="", unfinished=(), finished=())


def test_an_answer_or_a_due_point_is_welcomed(bank: Bank) -> None:
    due = DailyPlan((("training-01", "a"),), (), None, 0, 0)
    half = attempt("training-01", replace(graded(bank, "training-01", "met"), score=0.5), closed=True)
    over = record("i", state(half, phase="finished"))
    assert "Due again" in earlier(bank, plan=due).welcome
    assert (
        f"Last time: {bank['training-01'].short_title} · coach session · 50%." in earlier(bank, finished=[over]).welcome
    )
    assert earlier(bank, unfinished=[record("i", state(half))]).welcome == ""


def test_interviews_are_listed_by_what_they_are_called_and_found_by_their_id(bank: Bank) -> None:
    one, two = record("one", state(attempt("training-01"))), record("two", state(phase="finished"))
    now = earlier(bank, unfinished=[one], finished=[two])
    assert [i for _, i in now.unfinished] == ["one"] and [i for _, i in now.finished] == ["two"]


def test_a_label_says_how_far_it_is_or_how_it_went(bank: Bank) -> None:
    when = NOON.astimezone().strftime("%d %b %H:%M")
    one, other = bank["training-01"].short_title, bank["nlp-10"].short_title
    both = f"{one} / {other}"
    if len(both) > LONGEST_TITLE:
        both = f"{both[:LONGEST_TITLE].rstrip(' ,/')}…"
    going = replace(state(attempt("training-01"), attempt("nlp-10")), elapsed=600.0)
    assert interview_label(record("i", going), bank) == f"{both} · question 2 · 20 min left · {when} · coach session"
    drill = state(attempt("training-01"), drill=True)
    assert interview_label(record("i", drill), bank) == f"All sections · question 1 · {when} · drill"
    grade = replace(graded(bank, "training-01"), score=0.25)
    over = state(attempt("training-01", grade), phase="finished")
    assert interview_label(record("i", over), bank) == f"{one} · 25% · {when} · coach session · 1 question"
    skipped = state(attempt("training-01"), attempt("nlp-10"), phase="finished")
    assert interview_label(record("i", skipped), bank) == f"{both} · {when} · coach session · 2 questions"


def test_a_long_title_leaves_room_for_how_it_went(bank: Bank) -> None:
    over = state(attempt("training-01", graded(bank, "training-01", "met")), phase="finished")
    named = replace(record("i", over), title="Computer Vision, Reinforcement Learning, Advanced Topics")
    assert interview_label(named, bank).startswith("Computer Vision, Reinforceme… · 29% · 01 Nov")


def test_a_pause_says_that_the_clock_has_stopped(bank: Bank) -> None:
    both = f"{bank['training-01'].short_title} / {bank['nlp-10'].short_title}"
    going = replace(state(attempt("training-01"), attempt("nlp-10")), elapsed=415.2)
    shown = paused_html(record("i", going), bank)
    assert f"<b>Paused</b> · {both}, question 2. 23:04 left on the clock." in shown
    drill = paused_html(record("i", state(attempt("training-01"), drill=True)), bank)
    assert "<b>Paused</b>" in drill and "clock" not in drill
