"""How closed questions enter the schedule: each once, and not at all if nothing is rated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from interviewer.conversation.conducting.closing import ratings_after_appeal, ratings_of_closed
from interviewer.conversation.state.state import Appealed, InterviewState, QuestionAttempt, Setup
from interviewer.conversation.state.stored import Rated, Review, Scheduled
from interviewer.grading.grade import CriterionVerdict, Grade, Verdict


def rate(question_id: str, grade: Grade, at: datetime) -> list[Rated]:
    return [
        Rated(Review(at.timestamp(), question_id, item.id, 3 if item.verdict == "met" else 1, "interview"), scheduled)
        for item in grade.criteria
    ]


def scheduled(log: Sequence[Review], exam: date | None) -> Scheduled:
    return Scheduled(datetime.fromtimestamp(log[-1].at, UTC), {})


def point(name: str, verdict: Verdict) -> CriterionVerdict:
    return CriterionVerdict(name, f"Says {name}", 1.0, verdict, 0.9)


GRADE = Grade("q1", 0.5, (point("a", "met"), point("b", "not_met")))
OPEN = QuestionAttempt("q1", grade=GRADE)
CLOSED = replace(OPEN, closed=True, closed_at=100.0)
BEFORE = InterviewState(Setup("coach", 10.0, ("q1",), 1), attempts=(OPEN,))
AFTER = replace(BEFORE, attempts=(CLOSED,))


def test_a_question_is_rated_by_the_event_that_closes_it_and_by_no_later_one() -> None:
    rated = ratings_of_closed(BEFORE, AFTER, rate)
    assert [(item.review.criterion_id, item.review.rating, item.replaces) for item in rated] == [
        ("a", 3, False),
        ("b", 1, False),
    ]
    assert rated[0].review.at == 100.0
    assert ratings_of_closed(AFTER, AFTER, rate) == [] and ratings_of_closed(BEFORE, BEFORE, rate) == []
    ungraded = replace(BEFORE, attempts=(replace(CLOSED, grade=None),))
    assert ratings_of_closed(BEFORE, ungraded, rate) == [] and ratings_of_closed(BEFORE, AFTER, None) == []


def test_an_appeal_rates_its_own_point_anew_and_only_where_the_verdict_changed() -> None:
    settled = replace(GRADE, criteria=(GRADE.criteria[0], point("b", "met")))
    event = Appealed(
        at=120.0,
        question_id="q1",
        criterion_id="b",
        argument="I said b.",
        before="not_met",
        after="met",
        grade=settled,
        explanation="",
    )
    (item,) = ratings_after_appeal(CLOSED, event, rate)
    assert (item.review.criterion_id, item.review.rating, item.replaces) == ("b", 3, True)
    assert ratings_after_appeal(CLOSED, replace(event, after="not_met"), rate) == []
    assert ratings_after_appeal(OPEN, event, rate) == [] and ratings_after_appeal(CLOSED, event, None) == []
