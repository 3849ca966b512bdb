"""The application as it is put together, with models that are fakes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from interviewer.bootstrap import conductor_of, open_app
from interviewer.conversation.running.conductor import Conductor
from interviewer.conversation.state.stored import Rated
from interviewer.errors import StorageError
from interviewer.grading.grade import Evidence, Grade, MisconceptionFinding
from interviewer.grading.judge import Judgement, Judgements
from interviewer.services import Services
from interviewer.settings import Settings
from interviewer.storage.reviews import write_ratings
from interviewer.storage.store import Store
from interviewer.study.schedule import correct, rate, replayed
from knowledge.schema import Bank, Criterion, Question


def test_everything_is_opened_and_nothing_is_loaded(settings: Settings) -> None:
    app = open_app(settings)
    assert app.store.interviews.count() == 0 and app.bank["training-01"].section == "training"
    assert {part.state for part in app.services.parts()} == {"waiting"}
    app.close()


def coach(services: Services, store: Store, seed: int = 3) -> tuple[Conductor, str]:
    conductor = conductor_of(services, store)
    interview_id, _ = conductor.start("coach", 30, ("training",), seed=seed)
    return conductor, interview_id


def close_one(conductor: Conductor, interview_id: str) -> str:
    list(conductor.say(interview_id, "the loss goes down and then the weights settle"))
    while conductor.record(interview_id).phase == "answering":
        list(conductor.say(interview_id, "I don't know"))
    return conductor.record(interview_id).state.attempts[0].question_id


def test_a_closed_question_and_its_ratings_are_stored_together(light_services: Services, store: Store) -> None:
    conductor, interview_id = coach(light_services, store)
    question_id = close_one(conductor, interview_id)
    attempt = conductor.record(interview_id).state.attempts[0]
    assert attempt.closed and attempt.grade is not None
    judged = [item.id for item in attempt.grade.criteria if item.verdict != "ungraded"]
    assert [review.criterion_id for review in store.reviews.log(question_id)] == judged
    assert {key[1] for key in store.reviews.cards()} == set(judged)


def test_where_the_ratings_cannot_be_written_the_question_stays_open(
    light_services: Services, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StorageError("no room left")

    conductor, interview_id = coach(light_services, store)
    monkeypatch.setattr("interviewer.storage.interviews.write_ratings", refuse)
    with pytest.raises(StorageError):
        close_one(conductor, interview_id)
    record = conductor.record(interview_id)
    assert not any(attempt.closed for attempt in record.state.attempts)
    assert store.reviews.log() == []
    monkeypatch.undo()
    # and it goes on from there
    close_one(conductor, interview_id)
    assert store.reviews.log() != []


def test_ratings_that_fail_once_written_take_the_closing_back_with_them(
    light_services: Services, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    conductor, interview_id = coach(light_services, store)
    before: list[object] = []
    append = store.interviews.append

    def stored() -> tuple[object, ...]:
        record = conductor.record(interview_id)
        return record.version, record.state, store.interviews.transcript(interview_id), store.reviews.log()

    def append_after_a_look(*given: Any) -> int:
        before[:] = [stored()]
        return append(*given)

    def write_and_fail(session: Session, rated: Sequence[Rated]) -> None:
        write_ratings(session, rated)
        if rated:
            raise StorageError("no room left")

    monkeypatch.setattr(store.interviews, "append", append_after_a_look)
    monkeypatch.setattr("interviewer.storage.interviews.write_ratings", write_and_fail)
    with pytest.raises(StorageError):
        close_one(conductor, interview_id)
    # version, state, turns and ratings had all been sent to the database when it failed
    assert before == [stored()]
    assert store.reviews.log() == [] and store.reviews.cards() == {}
    assert not any(attempt.closed for attempt in conductor.record(interview_id).state.attempts)


def test_a_penalty_of_the_bank_survives_the_store(light_services: Services, store: Store, bank: Bank) -> None:
    conductor, interview_id = coach(light_services, store)
    record = conductor.record(interview_id)
    heard = MisconceptionFinding("wrong", (Evidence("said", 0, 4),), "in fact", penalty=0.4)
    question_id = record.state.attempts[-1].question_id
    grade = Grade(question_id, 0.6, (), (heard,))
    attempts = (*record.state.attempts[:-1], replace(record.state.attempts[-1], grade=grade))
    store.interviews.touch(interview_id, record.version, replace(record.state, attempts=attempts))
    kept = conductor.record(interview_id).state.attempts[-1].grade
    assert kept == grade and kept.misconceptions[0].penalty == 0.4


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
    assert store.reviews.cards()[question_id, mine] == dict(replayed(log).to_dict())
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
