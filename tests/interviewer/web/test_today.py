"""What there is to do today, in words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from interviewer.conversation.machine.ending import finish
from interviewer.conversation.state.state import QuestionAttempt
from interviewer.report.build import build_report
from interviewer.report.earlier import last_interview
from interviewer.report.score import interview_score
from interviewer.study.today import DailyPlan
from interviewer.web.history.rows import history_rows
from interviewer.web.report.shown import head_html
from interviewer.web.setup.earlier import earlier_interviews, interview_label
from interviewer.web.today import today_html, welcome_html
from knowledge.schema import Bank
from tests.interviewer.web.states import NOON, attempt, graded, record, state


def plan(
    due: tuple[str, ...] = (), new: tuple[str, ...] = (), days_left: int | None = None, streak: int = 0
) -> DailyPlan:
    return DailyPlan(tuple((i, "a") for i in due), new, days_left, 2, streak)


def text(shown: str) -> str:
    return re.sub(r"<[^>]+>", "", shown)


def test_the_facts_of_a_day_agree_with_their_numbers(bank: Bank) -> None:
    assert "Today: 1 point to go over again and 2 new questions · 2 points reviewed today" in text(
        today_html(plan(("nlp-10",), ("training-01", "rl-01")), bank)
    )
    shown = text(today_html(plan(days_left=1, streak=3), bank))
    assert "Done for today.2 points reviewed today · 3 days in a row · 1 day to your interview" in shown
    assert "Nothing is due today" in text(today_html(replace(plan(), done_today=0), bank))
    assert "in a row" not in today_html(plan(streak=1), bank)


def test_somebody_new_is_told_what_a_point_is_and_why_so_many_questions(bank: Bank) -> None:
    """They read "0 points due · 4 new questions"."""
    for told in (today_html, lambda of, bank: welcome_html(of, None, bank)):
        shown = text(told(plan((), ("rl-01",)), bank))
        assert "Today: 1 new question" in shown and "0 points" not in shown and "A point is" not in shown
        assert "at most four new questions a day" in shown
        dated = text(told(plan(("nlp-10",), ("rl-01",), days_left=9), bank))
        assert "A point is one thing that a good answer says" in dated and "before your interview" in dated
        assert "at most four" not in dated


def test_due_and_new_questions_are_named_and_marked(bank: Bank) -> None:
    shown = today_html(plan(("nlp-10",), ("training-01",)), bank)
    assert f"<li>{bank['nlp-10'].short_title} <small>due</small></li>" in shown
    assert f"<li>{bank['training-01'].short_title} <small>new</small></li>" in shown
    many = tuple(q.id for q in bank.values())[:20]
    assert today_html(plan((), many), bank).count("<li>") == 6


def test_the_last_interview_and_its_weakest_answer_are_told(bank: Bank) -> None:
    strong, weak = (replace(graded(bank, i), score=score) for i, score in (("training-01", 0.8), ("nlp-10", 0.4)))
    of = state(attempt("training-01", strong), attempt("nlp-10", weak), phase="finished", mode="interview")
    shown = welcome_html(plan(), replace(record("one", of), title="Training <&>"), bank)
    assert "Last time: Training &lt;&amp;&gt; · interview · 60%." in shown
    assert f"Your weakest answer was <i>{bank['nlp-10'].short_title}</i>, at 40%." in shown
    alone = record("one", state(attempt("training-01", strong), phase="finished"))
    assert "weakest" not in welcome_html(plan(), alone, bank)
    assert "Last time" not in welcome_html(plan(), None, bank)


def test_every_place_gives_one_interview_the_same_score(bank: Bank) -> None:
    grade = replace(graded(bank, "training-01", "met"), score=0.86)
    aside = QuestionAttempt("nlp-10", set_aside=True, aside=True)
    running = state(attempt("training-01", grade, closed=True), aside)
    over, _ = finish(running, 1.0, "time up")
    one = record("one", over)
    report = build_report(one, [], bank)
    assert report.score == interview_score(one) == history_rows([one], bank)[0].score == 0.43
    welcome = earlier_interviews(unfinished=[], finished=[one], plan=plan(), bank=bank).welcome
    assert "43%" in interview_label(one, bank) and "43%" in head_html(report)
    assert (
        f"Last time: {bank['training-01'].short_title} / {bank['nlp-10'].short_title} · coach session · 43%." in welcome
        and "86%" not in welcome
    )
    assert f"You left <i>{bank['nlp-10'].short_title}</i> unanswered." in welcome
    later = record("two", over, NOON + timedelta(days=1))
    before = last_interview(later, [one])
    assert before is not None and before.score == 0.43
    gone = record("gone", replace(over, attempts=(*over.attempts, QuestionAttempt("gone-01", skipped=True))))
    assert build_report(gone, [], bank).score == history_rows([gone], bank)[0].score == interview_score(gone)


def test_what_is_due_again_is_counted_where_it_is_not_named(bank: Bank) -> None:
    due = tuple(q.id for q in bank.values())[:5]
    shown = welcome_html(plan(due), None, bank)
    assert "and 2 more." in shown and bank[due[2]].short_title in text(shown).replace("&#x27;", "'")
    assert "more" not in welcome_html(plan(due[:3]), None, bank)
    assert "Nothing is due today" in welcome_html(replace(plan(), done_today=0), None, bank)
    assert not any(said in welcome_html(plan(new=due), None, bank) for said in ("Nothing is due", "Done for today"))
    for told in (today_html, lambda of, bank: welcome_html(of, None, bank)):
        shown = text(told(replace(plan(), begun=4, ahead=(7, 1)), bank))
        assert shown.count("Done for today. 7 points come back tomorrow.") == 1


def test_who_reviewed_nothing_is_told_nothing_of_it(bank: Bank) -> None:
    assert "reviewed" not in today_html(replace(plan(), done_today=0), bank)
    assert "<b>1</b> point reviewed today" in today_html(replace(plan(), done_today=1), bank)
