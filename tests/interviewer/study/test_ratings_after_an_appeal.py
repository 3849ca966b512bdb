"""An appeal that is upheld changes the rating that the grade gave, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from interviewer.grading.grade import Evidence
from interviewer.grading.judge import Judgement, Judgements
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from interviewer.study.schedule import correct, rate, replayed
from knowledge.schema import Criterion, Question
from tests.interviewer.conversation.coached import close_one, coach


class Generous:
    """Finds every point, where it may; nothing before."""

    name = "generous"
    verdict = "not_met"

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        quote = (Evidence(text, 0, len(text)),)
        return Judgements(tuple(Judgement(c.id, self.verdict, 0.9, quote) for c in criteria))  # type: ignore[arg-type]


@pytest.mark.parametrize("before", ["not_met", "ungraded"])
def test_an_appeal_that_is_upheld_changes_the_rating_that_the_grade_gave(
    light_services: Services, store: Store, monkeypatch: pytest.MonkeyPatch, before: str
) -> None:
    judge = Generous()
    monkeypatch.setattr(light_services, "judge", lambda: judge)
    judge.verdict = before
    conductor, interview_id = coach(light_services, store)
    question_id = close_one(conductor, interview_id)
    attempt = conductor.record(interview_id).state.attempts[0]
    assert attempt.grade is not None
    mine, other = (item.id for item in attempt.grade.criteria[:2])
    later = datetime.fromtimestamp(attempt.closed_at, UTC) + timedelta(days=2)
    rate(store, question_id, mine, 2, later, "card")
    if before == "not_met":
        correct(store, question_id, other, 2)  # by hand, which stays
    judge.verdict = "met"
    for point in (mine, other):
        conductor.appeal(interview_id, question_id, point, "the loss goes down, I said so")
    log = store.reviews.log(question_id, mine)
    assert [(review.rating, review.source) for review in log] == [(3, "grade"), (2, "card")]
    assert store.reviews.schedule()[question_id, mine] == dict(replayed(log).to_dict())
    by_hand = [(review.rating, review.source) for review in store.reviews.log(question_id, other)]
    assert by_hand == [(2, "corrected") if before == "not_met" else (3, "grade")]


def test_an_appeal_that_is_turned_down_changes_no_rating(
    light_services: Services, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(light_services, "judge", Generous)
    conductor, interview_id = coach(light_services, store)
    question_id = close_one(conductor, interview_id)
    log = store.reviews.log()
    assert log
    conductor.appeal(interview_id, question_id, log[0].criterion_id, "the loss goes down, I said so")
    assert store.reviews.log() == log
