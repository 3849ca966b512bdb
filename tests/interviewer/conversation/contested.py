"""An interview that is over, with a verdict to contest."""

from __future__ import annotations

from interviewer.conversation.conducting.conductor import Conductor
from interviewer.grading.grader import Grader
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from tests.interviewer.grading.appeals.test_appeal import ANSWER, Reader

Closed = tuple[Conductor, str]
"""The conductor, and the interview's id."""


def closed_interview(services: Services, store: Store) -> Closed:
    """Its one question is answered and closed, and the point ``bug-check`` is not met."""
    conductor = Conductor(services, store.interviews)
    conductor.grader = conductor._performer.grader = Grader(Reader())
    interview_id, _ = conductor.start("coach", 20, pool=["training-01"], questions=1)
    list(conductor.say(interview_id, ANSWER))
    for _ in range(3):
        if conductor.record(interview_id).phase != "finished":
            list(conductor.press(interview_id, "skip"))
    assert conductor.record(interview_id).phase == "finished"
    return conductor, interview_id
