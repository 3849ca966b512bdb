"""What an interview is compared with."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from interviewer.conversation.machine.ending import finish
from interviewer.conversation.phrases import notices
from interviewer.conversation.state.state import QuestionAttempt
from interviewer.conversation.state.stored import Record
from interviewer.report.build import build_report
from interviewer.report.earlier import compared, last_interview
from interviewer.report.markdown import to_markdown
from interviewer.report.priorities import advice
from interviewer.report.records import Before
from interviewer.report.told import answers_counted, line
from knowledge.schema import Bank
from tests.interviewer.web.states import NOON, attempt, graded, record, state


def test_a_question_and_the_interview_are_compared_with_the_last_time(bank: Bank) -> None:
    weak, strong = graded(bank, "training-01", "met"), graded(bank, "training-01", *["met"] * 9)
    old = record("old", state(attempt("training-01", weak, closed=True), phase="finished"), NOON - timedelta(days=2))
    drill = record("d", state(attempt("training-01", strong), phase="finished", drill=True), NOON - timedelta(days=1))
    later = record("later", state(attempt("training-01", weak), phase="finished"), NOON + timedelta(days=1))
    now = record("now", state(attempt("training-01", strong, closed=True), phase="finished"), NOON)
    report = build_report(now, [], bank, others=[old, drill, later, now])
    assert report.last_time is not None and report.last_time.score == weak.score, "a drill is not an interview"
    before = report.questions[0].before
    assert before is not None and before.score == strong.score, "the last time the question was asked, in the drill"
    assert last_interview(old, [now, later]) is None
    open_one = record("o", replace(old.state, phase="answering"), NOON - timedelta(days=1))
    assert last_interview(now, [replace(open_one, phase="answering")]) is None


def test_an_interview_on_other_sections_is_no_comparison(bank: Bank) -> None:
    done = state(attempt("training-01", graded(bank, "training-01", "met"), closed=True), phase="finished")

    def on(name: str, days: int, *sections: str) -> Record:
        setup = replace(done.setup, sections=sections)
        return record(name, replace(done, setup=setup), NOON - timedelta(days=days))

    now = on("now", 0, "rl", "nlp")
    assert last_interview(now, [on("a", 1, "vision"), on("b", 2)]) is None
    assert last_interview(now, [on("a", 1, "nlp", "rl"), on("b", 2)]) is not None


def test_the_comparison_is_one_sentence() -> None:
    assert (
        compared(0.62, Before(0.54, "2 May 2026")) == "Last time (2 May 2026) it was 54%, so this is 8 points better."
    )
    assert compared(0.53, Before(0.54, "2 May 2026")).endswith("this is 1 point lower.")
    assert compared(0.54, Before(0.54, "2 May 2026")).endswith("this is the same.")
    assert compared(None, Before(0.5, "")) == compared(0.5, None) == ""


def test_what_was_skipped_counts_as_nothing_and_what_was_never_answered_does_not_count(bank: Bank) -> None:
    full = attempt("training-01", graded(bank, "training-01", *["met"] * 9), closed=True)
    skipped = QuestionAttempt("nlp-10", skipped=True, closed=True)
    unanswered = QuestionAttempt("vision-09")
    report = build_report(record("r", state(full, skipped, unanswered, phase="finished")), [], bank)
    assert report.score == 0.5 and report.sections == {"training": 1.0, "nlp": 0.0}
    assert [q.outcome for q in report.questions] == ["100%", "skipped", "not answered"]
    assert report.study[0].startswith(f"{bank['nlp-10'].short_title}. You skipped it")
    assert report.first[0].kind == "unanswered" and report.skipped == (bank["nlp-10"].short_title,)
    alone = build_report(record("r", state(skipped, phase="finished")), [], bank)
    assert alone.score is None and alone.sections == {}
    only = build_report(record("r", state(unanswered, phase="finished")), [], bank)
    assert answers_counted(only) == "1 question without a grade, so nothing counts yet"
    assert answers_counted(report).endswith("; 1 more has no grade and does not count")


def test_what_was_set_aside_and_never_come_back_to_was_not_skipped(bank: Bank) -> None:
    full = attempt("training-01", graded(bank, "training-01", *["met"] * 9), closed=True)
    aside = QuestionAttempt("nlp-10", aside=True, set_aside=True)
    for why, outcome in (("time up", "time ran out"), ("stopped", "not answered")):
        over, _ = finish(state(full, aside), 1.0, why)
        report = build_report(record("r", over), [], bank)
        assert report.questions[1].outcome == f"set aside, {outcome}" and report.score == 0.5
        assert report.skipped == () and report.set_aside == (bank["nlp-10"].short_title,)
        assert answers_counted(report) == "2 questions, 1 of them set aside and never answered (that counts as 0)"
        assert report.first[0].title == bank["nlp-10"].short_title
        assert advice(report.first[0]).startswith("You set this question aside") and "skipped" not in report.study[0]
        assert "set aside, " in to_markdown(report) and "skipped" not in to_markdown(report)
    back = QuestionAttempt("nlp-10", set_aside=True, skipped=True, closed=True)  # come back to, and skipped then
    assert build_report(record("r", state(full, back, phase="finished")), [], bank).questions[1].outcome == "skipped"


def test_a_report_names_whole_minutes_and_no_more_than_there_were(bank: Bank) -> None:
    full = attempt("training-01", graded(bank, "training-01", *["met"] * 9), closed=True)
    over = replace(state(full, phase="finished", mode="interview"), ended="all asked")
    for seconds, words in ((594.0, "10 of 30 minutes"), (1902.0, "all 30 minutes"), (4.0, "1 of 30 minutes")):
        report = build_report(record("r", replace(over, elapsed=seconds)), [], bank)
        assert line(report) == f"{report.date} · interview · {words} · all questions asked"


def test_another_kind_of_interview_is_no_comparison(bank: Bank) -> None:
    done = attempt("training-01", graded(bank, "training-01", "met"), closed=True)
    coach = record("c", state(done, phase="finished"), NOON - timedelta(days=1))
    now = record("now", state(done, phase="finished", mode="interview"), NOON)
    assert last_interview(now, [coach]) is None and build_report(now, [], bank, others=[coach]).last_time is None


def test_how_an_interview_ended_is_decided_by_no_sentence(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "ENDINGS", dict.fromkeys(notices.ENDINGS, "the bell has rung"))
    over, _ = finish(state(QuestionAttempt("nlp-10", aside=True, set_aside=True)), 1.0, "time up")
    assert build_report(record("r", over), [], bank).questions[0].outcome == "set aside, time ran out"
