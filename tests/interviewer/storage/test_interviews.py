from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from pydantic import ValidationError

from interviewer.conversation.conducting.conductor import Conductor
from interviewer.conversation.machine.ending import finish
from interviewer.conversation.machine.machine import advance
from interviewer.conversation.state.state import InterviewState, Said, Setup, Started
from interviewer.errors import ConflictError, StorageError, UsageError
from interviewer.loading.services import Services
from interviewer.storage.interviews import EARLIER_ENDINGS, read_state
from interviewer.storage.store import Store
from knowledge.schema import Bank


@pytest.fixture
def begun(store: Store, bank: Bank) -> tuple[str, InterviewState]:
    state = InterviewState(Setup("coach", 10.0, tuple(bank), 1, ("training",), 2))
    interview_id = store.interviews.create(state, "Training")
    after, turns = advance(state, Started(100.0), bank)
    store.interviews.append(interview_id, 0, Started(100.0), after, turns)
    return interview_id, after


def test_a_state_with_a_pending_action_comes_back_as_it_was(
    store: Store, bank: Bank, begun: tuple[str, InterviewState]
) -> None:
    interview_id, state = begun
    event = Said(130.0, "an answer with emoji 🙂, עברית and \x00 null")
    after, turns = advance(state, event, bank)
    assert after.pending is not None
    store.interviews.append(interview_id, 1, event, after, turns)
    record = store.interviews.load(interview_id)
    assert record.state == after
    assert record.version == 2
    said = store.interviews.transcript(interview_id)
    assert [t.kind for t in said] == ["opening", "ask", "answer"]
    assert "עברית" in said[-1].text


def test_a_second_window_is_refused_and_nothing_is_written(
    store: Store, bank: Bank, begun: tuple[str, InterviewState]
) -> None:
    interview_id, state = begun
    store.interviews.append(interview_id, 1, Said(110.0, "first"), state, [])
    with pytest.raises(ConflictError, match="another window"):
        store.interviews.append(interview_id, 1, Said(111.0, "second"), state, [])
    assert store.interviews.load(interview_id).version == 2


def test_lists_and_removal(store: Store, begun: tuple[str, InterviewState]) -> None:
    interview_id, _ = begun
    assert [r.id for r in store.interviews.unfinished()] == [interview_id]
    assert store.interviews.finished() == []
    store.interviews.remove(interview_id)
    assert store.interviews.count() == 0
    with pytest.raises(UsageError, match="no interview"):
        store.interviews.load(interview_id)


def test_a_tick_never_overwrites_an_answer_that_was_stored_in_between(
    store: Store, bank: Bank, begun: tuple[str, InterviewState]
) -> None:
    interview_id, state = begun
    event = Said(120.0, "an answer")
    after, turns = advance(state, event, bank)
    store.interviews.append(interview_id, 1, event, after, turns)
    store.interviews.touch(interview_id, 1, state)
    assert store.interviews.load(interview_id).state == after
    store.interviews.touch(interview_id, 2, state)
    assert store.interviews.load(interview_id).state == state


def test_an_interview_and_its_opening_are_stored_together_or_not_at_all(
    light_services: Services, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise StorageError("no room left")

    conductor = Conductor(light_services, store.interviews)
    monkeypatch.setattr(store.interviews, "append", fail)  # whatever would be written later
    interview_id, steps = conductor.start("coach", 10, sections=("training",))
    record = store.interviews.load(interview_id)
    assert record.version == 1 and record.phase == "answering" and record.state == steps[-1].state
    assert [turn.kind for turn in store.interviews.transcript(interview_id)] == ["opening", "ask"]
    assert [step.turn.kind for step in steps if step.turn] == ["opening", "ask"] and steps[-1].turn is None
    monkeypatch.setattr("interviewer.storage.interviews._rows", fail)
    with pytest.raises(StorageError):
        conductor.start("coach", 10, sections=("training",))
    assert store.interviews.count() == 1


def test_an_interview_that_a_crash_left_before_its_opening_begins_on_resume(
    light_services: Services, store: Store, bank: Bank
) -> None:
    interview_id = store.interviews.create(InterviewState(Setup("coach", 10.0, tuple(bank), 1)), "Training")
    conductor = Conductor(light_services, store.interviews)
    assert [step.turn.kind for step in conductor.resume(interview_id) if step.turn] == ["opening", "ask"]
    assert store.interviews.load(interview_id).phase == "answering"


def test_an_interview_that_cannot_be_read_does_not_hide_the_others(store: Store, tmp_path: Path, bank: Bank) -> None:
    setup = Setup("coach", 10.0, tuple(bank), 1)
    state = advance(InterviewState(setup), Started(100.0), bank)[0]
    good, bad = store.interviews.create(state, "Good"), store.interviews.create(state, "Bad")
    with sqlite3.connect(tmp_path / "viva.db") as plain:
        plain.execute("UPDATE interviews SET state = '{\"of a later version\": 1}' WHERE id = ?", (bad,))
    plain.close()
    assert [r.id for r in store.interviews.unfinished()] == [r.id for r in store.interviews.all()] == [good]
    with pytest.raises(StorageError, match="cannot read"):
        store.interviews.load(bad)


@pytest.mark.parametrize(("said", "ending"), EARLIER_ENDINGS.items())
def test_why_an_interview_ended_is_read_as_earlier_versions_stored_it(
    said: str, ending: str, tmp_path: Path, bank: Bank
) -> None:
    path = tmp_path / "old.db"
    store = Store(f"sqlite:///{path}")
    over, _ = finish(InterviewState(Setup("coach", 10.0, tuple(bank), 1)), 1.0, "stopped")
    interview_id = store.interviews.create(over, "Training")
    store.close()
    with sqlite3.connect(path) as connection:
        new = str(connection.execute("SELECT state FROM interviews").fetchone()[0])
        old = new.replace('"ended": "stopped"', f'"ended": "{said}"')
        assert old != new
        connection.execute("UPDATE interviews SET state = ?", (old,))
    connection.close()
    store = Store(f"sqlite:///{path}")
    assert store.interviews.load(interview_id).state.ended == ending
    store.close()


def test_an_ending_that_no_version_stored_is_no_interview() -> None:
    setup = {"mode": "coach", "minutes": 10.0, "pool": [], "seed": 1}
    assert read_state({"setup": setup, "ended": "stopped"}).ended == "stopped"
    with pytest.raises(ValidationError):
        read_state({"setup": setup, "ended": "because"})
