"""The application as it is put together, with models that are fakes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.bootstrap import conductor_of, open_app
from interviewer.conversation.conductor import Conductor
from interviewer.errors import StorageError
from interviewer.grading.grade import Evidence, Grade, MisconceptionFinding
from interviewer.services import Services
from interviewer.settings import Settings
from interviewer.storage.store import Store
from knowledge.schema import Bank


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
