"""An interview with a coach, and its first question answered and closed."""

from __future__ import annotations

from interviewer.bootstrap import conductor_of
from interviewer.conversation.conducting.conductor import Conductor
from interviewer.loading.services import Services
from interviewer.storage.store import Store


def coach(services: Services, store: Store, seed: int = 3) -> tuple[Conductor, str]:
    conductor = conductor_of(services, store)
    interview_id, _ = conductor.start("coach", 30, sections=("training",), seed=seed)
    return conductor, interview_id


def close_one(conductor: Conductor, interview_id: str) -> str:
    list(conductor.say(interview_id, "the loss goes down and then the weights settle"))
    while conductor.record(interview_id).phase == "answering":
        list(conductor.say(interview_id, "I don't know"))
    return conductor.record(interview_id).state.attempts[0].question_id
