"""Between the machine and the grader: what the conductor hands over."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pytest

from interviewer.conversation.conducting.conductor import Conductor
from interviewer.conversation.conducting.reading_ahead import Draft
from interviewer.grading.grade import Grade
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from knowledge.schema import Question
from tests.waiting import until


def test_the_grader_is_told_where_the_reply_to_a_follow_up_begins(
    light_services: Services, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    conductor = Conductor(light_services, store.interviews, lambda: 1000.0)
    told: list[int] = []
    real = conductor.grader.grade

    def grade(
        question: Question,
        answer: str,
        only: Collection[str] | None = None,
        since: int = 0,
        said: Sequence[str] = (),
    ) -> Grade:
        told.append(since)
        return real(question, answer, only, since, said)

    monkeypatch.setattr(conductor.grader, "grade", grade)
    interview_id, _ = conductor.start("coach", 30, pool=("training-06a",), seed=1)
    first = "I would clip the gradient by its norm."
    list(conductor.say(interview_id, first))
    list(conductor.say(interview_id, "And the loss turns NaN."))
    assert told == [0, len(first)]


@pytest.fixture
def offered(light_services: Services, store: Store) -> tuple[Conductor, str, list[Draft]]:
    """A conductor in an interview, and the drafts that it had read ahead."""
    conductor = Conductor(light_services, store.interviews, lambda: 1000.0)
    drafts: list[Draft] = []
    conductor._performer.reading_ahead._read = lambda draft: bool(drafts.append(draft))
    interview_id, _ = conductor.start("coach", 30, pool=("training-06a", "training-07"), seed=1)
    return conductor, interview_id, drafts


def read(conductor: Conductor) -> None:
    until(lambda: not conductor._performer.reading_ahead._works)


def test_what_is_in_the_box_is_read_as_it_would_be_after_sending(offered: tuple[Conductor, str, list[Draft]]) -> None:
    conductor, interview_id, drafts = offered
    conductor.overhear(interview_id, "I would clip the gradient by its norm. And")
    read(conductor)
    list(conductor.press(interview_id, "hint"))
    conductor.overhear(interview_id, "I would clip the gradient by its norm. And the rate")
    read(conductor)
    assert [draft.answer for draft in drafts] == [
        "I would clip the gradient by its norm. And",
        "I would clip the gradient by its norm. And the rate",
    ]
    assert drafts[0].question.id == conductor.record(interview_id).state.attempts[-1].question_id
    assert not drafts[0].said and drafts[1].said, "a hint was given between the two"
    list(conductor.say(interview_id, "I would clip the gradient by its norm."))
    conductor.overhear(interview_id, "It also helps to")
    read(conductor)
    assert drafts[-1].answer == "I would clip the gradient by its norm.\n\nIt also helps to", "added to what was said"
    attempt = conductor.record(interview_id).state.attempts[-1]
    assert attempt.answer == "I would clip the gradient by its norm.", "nothing of it is stored"


@pytest.mark.parametrize("text", ["", "  \n", "\ud800"])
def test_an_empty_box_or_half_a_character_harms_nothing(offered: tuple[Conductor, str, list[Draft]], text: str) -> None:
    conductor, interview_id, drafts = offered
    conductor.overhear(interview_id, text)
    read(conductor)
    assert len(drafts) == bool(text.strip())


def test_nothing_is_read_ahead_of_a_closed_question_or_by_an_endpoint(
    offered: tuple[Conductor, str, list[Draft]], light_services: Services
) -> None:
    conductor, interview_id, drafts = offered
    list(conductor.press(interview_id, "skip"))
    list(conductor.press(interview_id, "end"))
    conductor.overhear(interview_id, "Too late for this.")
    other, _ = conductor.start("coach", 30, pool=("training-06a",), seed=1)
    light_services.settings = light_services.settings.model_copy(update={"judge": "llm"})
    assert light_services.settings.judge_kind == "llm"
    conductor.overhear(other, "Every call would cost money.")
    read(conductor)
    assert drafts == []
