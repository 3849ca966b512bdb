"""What today holds, in words."""

from __future__ import annotations

import re

from interviewer.study.progress import GradedAnswer
from interviewer.study.schedule import DailyPlan
from interviewer.web.today import today_html, welcome_html
from knowledge.schema import Bank
from tests.interviewer.web.states import NOON, graded


def plan(
    due: tuple[str, ...] = (), new: tuple[str, ...] = (), days_left: int | None = None, streak: int = 0
) -> DailyPlan:
    return DailyPlan(tuple((i, "a") for i in due), new, days_left, 2, streak)


def answered(bank: Bank, question_id: str, score: float, interview_id: str = "one") -> GradedAnswer:
    grade = graded(bank, question_id)
    return GradedAnswer(interview_id, "Training <&>", question_id, NOON, score, "x", grade, None)


def text(shown: str) -> str:
    return re.sub(r"<[^>]+>", "", shown)


def test_the_facts_of_a_day_agree_with_their_numbers(bank: Bank) -> None:
    assert "1 point due · 2 new questions · 2 reviewed today" in text(
        today_html(plan(("nlp-10",), ("training-01", "rl-01")), bank)
    )
    shown = text(today_html(plan(days_left=1, streak=3), bank))
    assert "0 points due · 0 new questions · 2 reviewed today · 3 days in a row · 1 day to your interview" in shown
    assert "Nothing is due today" in shown
    assert "in a row" not in today_html(plan(streak=1), bank)


def test_due_and_new_questions_are_named_and_marked(bank: Bank) -> None:
    shown = today_html(plan(("nlp-10",), ("training-01",)), bank)
    assert f"<li>{bank['nlp-10'].short_title} <small>due</small></li>" in shown
    assert f"<li>{bank['training-01'].short_title} <small>new</small></li>" in shown
    many = tuple(q.id for q in bank.values())[:20]
    assert today_html(plan((), many), bank).count("<li>") == 6


def test_the_last_interview_and_its_weakest_answer_are_told(bank: Bank) -> None:
    older = answered(bank, "rl-01", 0.0, "zero")
    last = [answered(bank, "training-01", 0.8), answered(bank, "nlp-10", 0.4)]
    shown = welcome_html(plan(), [older, *last], bank)
    assert "Last time: Training &lt;&amp;&gt;, 60%." in shown
    assert f"Your weakest answer was <i>{bank['nlp-10'].short_title}</i>, at 40%." in shown
    assert "weakest" not in welcome_html(plan(), last[:1], bank)
    assert "Last time" not in welcome_html(plan(), [], bank)


def test_what_is_due_again_is_counted_where_it_is_not_named(bank: Bank) -> None:
    due = tuple(q.id for q in bank.values())[:5]
    shown = welcome_html(plan(due), [], bank)
    assert "and 2 more." in shown and bank[due[2]].short_title in text(shown).replace("&#x27;", "'")
    assert "more" not in welcome_html(plan(due[:3]), [], bank)
    assert "Nothing is due today" in welcome_html(plan(), [], bank)
    assert "Nothing is due" not in welcome_html(plan(new=due), [], bank)
