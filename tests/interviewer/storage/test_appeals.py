"""A contested verdict is stored with the interview, and kept as a case that outlives it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from interviewer.conversation.conducting.conductor import Conductor
from interviewer.errors import StorageError, UsageError
from interviewer.grading.appeals.given_back import DENIAL
from interviewer.grading.grade import Evidence
from interviewer.grading.judge import Judgement, Judgements
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from knowledge.schema import Bank, Criterion, Question
from tests.interviewer.conversation.contested import Closed, closed_interview
from tests.interviewer.grading.appeals.test_appeal import ANSWER, Reader


@pytest.fixture
def closed(light_services: Services, store: Store) -> Closed:
    return closed_interview(light_services, store)


def test_an_appeal_after_the_end_changes_the_report_and_is_kept_as_a_case(closed: Closed, store: Store) -> None:
    conductor, interview_id = closed
    step = conductor.appeal(interview_id, "training-01", "bug-check", 'it says "something is broken"')
    attempt = conductor.record(interview_id).state.attempts[0]
    assert attempt.grade is not None and attempt.grade.criterion("bug-check").verdict == "met"
    assert attempt.appealed == ("bug-check",) and attempt.changes[-1].criterion_id == "bug-check"
    assert step.state.phase == "finished" and step.turn is not None and step.turn.kind == "appeal"
    kinds = [(t.role, t.kind) for t in conductor.store.transcript(interview_id)][-2:]
    assert kinds == [("candidate", "appeal"), ("interviewer", "appeal")]
    with pytest.raises(UsageError, match="already contested"):
        conductor.appeal(interview_id, "training-01", "bug-check", "again")
    (case,) = store.interviews.appeals()
    assert (case.before, case.after, case.answer) == ("not_met", "met", ANSWER)
    store.interviews.remove(interview_id)
    assert store.interviews.appeals() == [case], "a case outlives its interview"


def test_an_appeal_and_its_case_are_stored_together_or_not_at_all(
    closed: Closed, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    conductor, interview_id = closed
    version = conductor.record(interview_id).version

    def fail(**_: object) -> None:
        raise StorageError("no room left")

    monkeypatch.setattr("interviewer.storage.interviews.AppealRow", fail)
    with pytest.raises(StorageError):
        conductor.appeal(interview_id, "training-01", "bug-check", 'it says "something is broken"')
    record = conductor.record(interview_id)
    assert record.version == version and record.state.attempts[0].appealed == ()
    monkeypatch.undo()
    conductor.appeal(interview_id, "training-01", "bug-check", 'it says "something is broken"')
    assert len(store.interviews.appeals()) == 1


def test_a_no_of_the_candidate_is_kept_like_an_appeal(
    bank: Bank, light_services: Services, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Doubter(Reader):
        def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
            quote = Evidence(text[:5], 0, 5)
            return Judgements(tuple(Judgement(c.id, "partly_met", 0.5, (quote,), unsure=True) for c in criteria))

    monkeypatch.setattr(light_services, "judge", Doubter)
    conductor = Conductor(light_services, store.interviews)
    interview_id, _ = conductor.start("coach", 20, pool=["training-01"], questions=1)
    list(conductor.say(interview_id, ANSWER))
    with pytest.raises(UsageError, match="closed and graded"):
        conductor.deny(interview_id, "training-01", "bug-check")
    for _ in range(3):
        if conductor.record(interview_id).phase != "finished":
            list(conductor.press(interview_id, "skip"))
    conductor.deny(interview_id, "training-01", "bug-check")
    attempt = conductor.record(interview_id).state.attempts[0]
    assert attempt.grade is not None and attempt.grade.criterion("bug-check").denied
    assert attempt.appealed == ("bug-check",) and attempt.changes[-1].after == "not_met"
    (case,) = store.interviews.appeals()
    assert (case.before, case.after, case.argument) == ("partly_met", "not_met", DENIAL)
    last = conductor.store.transcript(interview_id)[-2:]
    assert [(t.role, t.kind) for t in last] == [("candidate", "appeal"), ("interviewer", "appeal")]
    with pytest.raises(UsageError, match="already contested"):
        conductor.deny(interview_id, "training-01", "bug-check")
