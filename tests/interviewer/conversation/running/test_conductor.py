"""Between the machine and the grader: what the conductor hands over."""

from __future__ import annotations

from typing import Any

import pytest

from interviewer.conversation.running.conductor import Conductor
from interviewer.storage.store import Store


def test_the_grader_is_told_where_the_reply_to_a_follow_up_begins(
    light_services: Any, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    conductor = Conductor(light_services, store.interviews, lambda: 1000.0)
    told: list[int] = []
    real = conductor.grader.grade

    def grade(question: Any, answer: str, only: Any = None, since: int = 0, said: Any = ()) -> Any:
        told.append(since)
        return real(question, answer, only, since, said)

    monkeypatch.setattr(conductor.grader, "grade", grade)
    interview_id, _ = conductor.start("coach", 30, pool=("training-06a",), seed=1)
    first = "I would clip the gradient by its norm."
    list(conductor.say(interview_id, first))
    list(conductor.say(interview_id, "And the loss turns NaN."))
    assert told == [0, len(first)]
