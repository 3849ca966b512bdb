"""A question is closed and its ratings are written together, or neither is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ParamSpec

import pytest
from sqlalchemy.orm import Session

from interviewer.conversation.state.stored import Rated
from interviewer.errors import StorageError
from interviewer.loading.services import Services
from interviewer.storage.reviews import write_ratings
from interviewer.storage.store import Store
from tests.interviewer.conversation.coached import close_one, coach

P = ParamSpec("P")


def test_a_closed_question_and_its_ratings_are_stored_together(light_services: Services, store: Store) -> None:
    conductor, interview_id = coach(light_services, store)
    question_id = close_one(conductor, interview_id)
    attempt = conductor.record(interview_id).state.attempts[0]
    assert attempt.closed and attempt.grade is not None
    judged = [item.id for item in attempt.grade.criteria if item.verdict != "ungraded"]
    assert [review.criterion_id for review in store.reviews.log(question_id)] == judged
    assert {key[1] for key in store.reviews.schedule()} == set(judged)


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

    def stored() -> tuple[object, ...]:
        record = conductor.record(interview_id)
        return record.version, record.state, store.interviews.transcript(interview_id), store.reviews.log()

    def after_a_look(append: Callable[P, int]) -> Callable[P, int]:
        def looked(*given: P.args, **named: P.kwargs) -> int:
            before[:] = [stored()]
            return append(*given, **named)

        return looked

    def write_and_fail(session: Session, rated: Sequence[Rated]) -> None:
        write_ratings(session, rated)
        if rated:
            raise StorageError("no room left")

    monkeypatch.setattr(store.interviews, "append", after_a_look(store.interviews.append))
    monkeypatch.setattr("interviewer.storage.interviews.write_ratings", write_and_fail)
    with pytest.raises(StorageError):
        close_one(conductor, interview_id)
    # version, state, turns and ratings had all been sent to the database when it failed
    assert before == [stored()]
    assert store.reviews.log() == [] and store.reviews.schedule() == {}
    assert not any(attempt.closed for attempt in conductor.record(interview_id).state.attempts)
