"""What could not be graded is tried once more: stored question by question, once, and with faults in the middle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from interviewer.bootstrap import conductor_of
from interviewer.conversation.conducting import rereading
from interviewer.conversation.conducting.conductor import Conductor
from interviewer.conversation.debrief.left import LATER, left_ungraded, points_left
from interviewer.conversation.state.state import InterviewState, QuestionAttempt, Said
from interviewer.errors import ConflictError, StorageError
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from interviewer.study.schedule import RATINGS
from knowledge.schema import Bank
from tests.interviewer.conversation.faulty import AWAY, FaultyJudge

POOL = ("training-01", "nlp-10")


class Interview:
    """An interview of two questions whose judge was away."""

    def __init__(self, services: Services, store: Store, mode: str = "coach") -> None:
        self.store = store
        self.judge = services._judge = FaultyJudge("*")
        self.conductor: Conductor = conductor_of(services, store)
        self.id, _ = self.conductor.start(mode, 60, pool=POOL, questions=2, seed=1)  # type: ignore[arg-type]
        for _ in POOL:
            list(self.conductor.say(self.id, "Overfit one batch first, then insert, delete and substitute."))
            if self.state.phase == "reviewing":
                list(self.conductor.press(self.id, "next"))

    @property
    def state(self) -> InterviewState:
        return self.conductor.record(self.id).state

    def attempt(self, question_id: str) -> QuestionAttempt:
        return next(a for a in self.state.attempts if a.question_id == question_id)

    def regrade(self) -> list[rereading.Reread]:
        return list(self.conductor.rereading.regrade(self.id))

    def left(self) -> int:
        return points_left(self.state, self.conductor.bank)


@pytest.fixture
def interview(light_services: Services, store: Store) -> Iterator[Interview]:
    yield Interview(light_services, store)


def test_what_was_ungraded_is_graded_once_and_nothing_is_left(interview: Interview) -> None:
    asked = {a.question_id: a.answer for a in interview.state.attempts}
    points = interview.left()
    assert interview.state.phase == "finished" and points and len(asked) == 2
    interview.judge.away.clear()
    interview.judge.calls.clear()
    told = interview.regrade()
    assert sum(each.points for each in told) == points and not any(each.left or each.reason for each in told)
    for attempt in interview.state.attempts:
        assert attempt.grade is not None and not attempt.grade.ungraded and attempt.grade.score > 0
        assert attempt.answer == asked[attempt.question_id]
        rated = {r.criterion_id: r.rating for r in interview.store.reviews.log(attempt.question_id)}
        assert rated == {c.id: RATINGS[c.verdict] for c in attempt.grade.criteria}
    calls, events = len(interview.judge.calls), interview.conductor.record(interview.id).version
    assert interview.regrade() == [] and interview.left() == 0
    assert len(interview.judge.calls) == calls and interview.conductor.record(interview.id).version == events


def test_only_what_has_no_verdict_is_judged_again(light_services: Services, store: Store, bank: Bank) -> None:
    one = Interview(light_services, store)
    one.judge.away.clear()
    kept = bank["training-01"].criteria[0].id
    one.judge.without = {kept}
    one.regrade()
    before = one.attempt("training-01").grade
    assert before is not None and [c.id for c in before.ungraded] == [kept]
    one.judge.without.clear()
    one.judge.calls.clear()
    one.regrade()
    assert one.judge.calls == [("training-01", (kept,))]
    after = one.attempt("training-01").grade
    assert after is not None and [c for c in after.criteria if c.id != kept] == [
        c for c in before.criteria if c.id != kept
    ]
    assert after.criterion(kept).verdict == "met"


def test_a_model_that_is_still_away_changes_nothing_and_says_why(interview: Interview) -> None:
    before = interview.conductor.record(interview.id)
    told = interview.regrade()
    assert {each.reason for each in told} == {AWAY} and all(each.left == each.points for each in told)
    assert interview.conductor.record(interview.id) == before


def test_one_question_that_fails_keeps_no_other_from_its_grade(interview: Interview) -> None:
    interview.judge.away = {"training-01"}
    told = {each.question_id: each for each in interview.regrade()}
    assert told["training-01"].reason == AWAY and not told["nlp-10"].left
    interview.judge.away.clear()
    assert [each.question_id for each in interview.regrade()] == ["training-01"]
    assert interview.left() == 0


def test_stopped_in_the_middle_it_goes_on_from_there(interview: Interview) -> None:
    interview.judge.away.clear()
    interview.judge.calls.clear()
    interview.judge.stops_at = 2
    with pytest.raises(KeyboardInterrupt):
        interview.regrade()
    first = interview.judge.calls[0][0]
    graded = [a.question_id for a in interview.state.attempts if a.grade and not a.grade.ungraded]
    assert graded == [first]
    assert [each.question_id for each in interview.regrade()] == [q for q, _ in interview.judge.calls[1:2]]
    assert interview.left() == 0 and [q for q, _ in interview.judge.calls].count(first) == 1


def test_a_grade_that_cannot_be_stored_is_asked_for_again(
    interview: Interview, monkeypatch: pytest.MonkeyPatch
) -> None:
    interview.judge.away.clear()
    before = interview.conductor.record(interview.id)
    with monkeypatch.context() as full:
        full.setattr(interview.store.interviews, "append", _full)
        with pytest.raises(StorageError, match="disk is full"):
            interview.regrade()
    assert interview.conductor.record(interview.id) == before
    assert interview.store.reviews.log("training-01") == []
    interview.regrade()
    assert interview.left() == 0


def _full(*_: object) -> int:
    raise StorageError("the disk is full; make room")


def test_an_interview_that_moves_on_meanwhile_keeps_both(
    light_services: Services, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = Interview(light_services, store)
    one.judge.away.clear()
    real, moves = store.interviews.append, [1, 1]

    def append(interview_id: str, version: int, *rest: object) -> int:
        if moves and moves.pop():
            record = store.interviews.load(interview_id)
            real(interview_id, record.version, Said(1.0, "in another window"), record.state, ())
        return real(interview_id, version, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(store.interviews, "append", append)
    one.judge.calls.clear()
    one.regrade()
    assert one.left() == 0 and len(one.judge.calls) == 2, "a grade was thrown away"


def test_what_was_read_elsewhere_meanwhile_is_not_overwritten(
    light_services: Services, store: Store, interview: Interview
) -> None:
    interview.judge.away.clear()
    real, other = interview.judge.judge, conductor_of(light_services, store)
    versions: list[int] = []

    def judge(*asked: object) -> object:
        light_services._judge = FaultyJudge()
        if not versions:
            list(other.rereading.regrade(interview.id))
            versions.append(other.record(interview.id).version)
        return real(*asked)  # type: ignore[arg-type]

    interview.judge.judge = judge  # type: ignore[method-assign,assignment]
    assert interview.regrade() == [], "both were graded by the other"
    assert interview.conductor.record(interview.id).version == versions[0] and interview.left() == 0


def test_one_that_is_looked_at_later_finds_nothing_to_do(interview: Interview) -> None:
    interview.judge.away.clear()
    steps = interview.conductor.rereading.regrade(interview.id)
    next(steps)
    interview.regrade()
    assert list(steps) == []


@pytest.mark.slow
def test_an_answer_that_is_being_graded_is_waited_for_and_not_refused(
    light_services: Services, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = Interview(light_services, store)
    record = one.conductor.record(one.id)
    monkeypatch.setattr(rereading, "MOST_WAIT", 0.3)
    busy = replace(record.state, phase="working")
    store.interviews.append(one.id, record.version, Said(1.0, "x"), busy, ())
    with pytest.raises(ConflictError, match="being graded right now"):
        one.regrade()
    # what a process that died left under way is not waited for
    monkeypatch.setattr(one.conductor.rereading, "_clock", lambda: 4e9)
    one.judge.away.clear()
    one.regrade()
    assert one.left() == 0


def test_it_is_told_in_the_conversation(interview: Interview) -> None:
    interview.judge.away.clear()
    interview.regrade()
    told = [t for t in interview.store.interviews.transcript(interview.id) if "couldn't grade" in t.text]
    assert [t.question_id for t in told] == [a.question_id for a in interview.state.attempts]
    assert all("**met**" in t.text and "brings the grade to " in t.text for t in told)


def test_an_interview_that_keeps_its_grades_back_tells_none(light_services: Services, store: Store) -> None:
    one = Interview(light_services, store, "interview")
    record = one.conductor.record(one.id)
    open_still = replace(record.state, phase="answering", ended="")
    store.interviews.append(one.id, record.version, Said(1.0, "x"), open_still, ())
    one.judge.away.clear()
    one.regrade()
    told = store.interviews.transcript(one.id)[-1]
    assert told.text == LATER and "met" not in told.text


def test_what_has_left_the_bank_is_left_alone(interview: Interview) -> None:
    bank = interview.conductor.bank
    smaller = Bank(q for q in bank.values() if q.id != "training-01")
    assert [item.question_id for item in left_ungraded(interview.state, smaller)] == ["nlp-10"]
    thinner = Bank(replace(q, criteria=q.criteria[1:]) if q.id == "training-01" else q for q in bank.values())
    gone, *rest = (criterion.id for criterion in bank["training-01"].criteria)
    left = {item.question_id: set(item.points) for item in left_ungraded(interview.state, thinner)}
    assert gone not in left["training-01"] and left["training-01"] == set(rest)


def test_practice_after_the_answer_was_seen_and_open_questions_are_left_alone(interview: Interview) -> None:
    state = interview.state
    seen = replace(state, attempts=tuple(replace(a, seen=True) for a in state.attempts))
    still_open = replace(state, attempts=tuple(replace(a, closed=False) for a in state.attempts))
    assert left_ungraded(seen, interview.conductor.bank) == left_ungraded(still_open, interview.conductor.bank) == ()
