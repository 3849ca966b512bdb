"""Damage that kills must not do is detected: each error is introduced by hand into a database without errors."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from evals.suites.stress.stored_truth import Kept, faults_of, kept, resumed_wrong
from interviewer.bootstrap import conductor_of
from interviewer.conversation.state.state import GradeAnswer, Turn
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from knowledge.schema import Bank

pytestmark = pytest.mark.slow

MARK = "answer "
SAID = [f"{MARK}{n}: the loss goes down when the step is small" for n in range(4)]


@pytest.fixture
def played(light_services: Services, tmp_path: Path) -> tuple[Path, str]:
    """A database with an interview in the middle of its second question, and the interview's id."""
    path = tmp_path / "played.db"
    store = Store(f"sqlite:///{path}")
    conductor = conductor_of(light_services, store)
    interview_id, _ = conductor.start("coach", 240, sections=["training"], questions=3, seed=5)
    list(conductor.press(interview_id, "hint"))
    list(conductor.say(interview_id, SAID[0]))
    list(conductor.say(interview_id, "What do you mean by that?"))
    while conductor.record(interview_id).phase != "reviewing":
        list(conductor.press(interview_id, "skip"))
    list(conductor.press(interview_id, "next"))
    list(conductor.resume(interview_id))
    list(conductor.tick(interview_id))
    list(conductor.say(interview_id, SAID[1]))
    store.close()
    return path, interview_id


def test_an_interview_as_it_was_played_has_no_fault(played: tuple[Path, str], bank: Bank) -> None:
    assert faults_of(played[0], bank, SAID[:2], MARK) == []


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("delete from turns where text like 'answer 1%'", "an accepted answer is lost: answer 1"),
        ("insert into turns select null, interview_id, at, role, kind, text, question_id, criterion_id from turns "
         "where text like 'answer 0%'", "an answer is stored twice: answer 0"),
        ("delete from events where seq = 3", "an event is missing"),
        ("delete from events where seq = (select max(seq) from events)", "an event is missing"),
        ("delete from turns where kind = 'hint'", "its conversation differs from a replay of its events"),
        ("update turns set text = 'something else' where kind = 'hint'", "its conversation differs"),
        ("delete from reviews", "are closed without a rating"),
        ("""update interviews set state = json_set(state, '$.attempts[1].answer', 'nothing')""", "its state differs"),
        ("""update interviews set state = json_set(state, '$.phase', 'working')""", "its state differs"),
    ],
)  # fmt: skip
def test_a_fault_is_told(played: tuple[Path, str], bank: Bank, statement: str, told: str) -> None:
    with sqlite3.connect(played[0]) as plain:
        assert plain.execute(statement).rowcount
    plain.close()
    assert any(told in fault for fault in faults_of(played[0], bank, SAID[:2], MARK))


def _said_more(now: Kept) -> Kept:
    return replace(now, turns=(*now.turns, Turn("candidate", "answer", "again", 1.0)))


def _said_other(now: Kept) -> Kept:
    return replace(now, turns=(replace(now.turns[0], text="another opening"), *now.turns[1:]))


def _moved_on(now: Kept) -> Kept:
    state = replace(now.record.state, phase="reviewing")
    return replace(now, record=replace(now.record, state=state))


def _another_question(now: Kept) -> Kept:
    first, *rest = now.record.state.attempts
    state = replace(now.record.state, attempts=(replace(first, question_id="nlp-10"), *rest))
    return replace(now, record=replace(now.record, state=state))


def _another_point(now: Kept) -> Kept:
    *rest, last = now.record.state.attempts
    state = replace(now.record.state, attempts=(*rest, replace(last, probing="elsewhere")))
    return replace(now, record=replace(now.record, state=state))


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_said_more, "the candidate's messages are not the same"),
        (_said_other, "earlier turns have changed"),
        (_moved_on, "it is at another point"),
        (_another_question, "it is at another question"),
        (_another_point, "it is at another point"),
    ],
)
def test_an_interview_that_is_taken_up_elsewhere_is_told(
    played: tuple[Path, str], spoil: Callable[[Kept], Kept], told: str
) -> None:
    store = Store(f"sqlite:///{played[0]}")
    now = kept(store, played[1])
    store.close()
    assert resumed_wrong(now, now) == []
    assert told in resumed_wrong(now, spoil(now))


def test_what_was_under_way_must_be_done(played: tuple[Path, str]) -> None:
    store = Store(f"sqlite:///{played[0]}")
    now = kept(store, played[1])
    store.close()
    pending = GradeAnswer(now.record.state.attempts[-1].question_id)
    working = replace(now.record.state, phase="working", pending=pending)
    before = replace(now, record=replace(now.record, state=working), turns=now.turns[:-1])
    assert resumed_wrong(before, now) == []
    assert resumed_wrong(replace(before, turns=now.turns), replace(before, turns=now.turns)) == [
        "the pending work was not done",
        "nothing was said about the pending work",
    ]
