"""Once an interview is over, its questions can still be talked about, and nothing else can be done with it."""

from __future__ import annotations

import pytest

from interviewer.bootstrap import conductor_of
from interviewer.conversation.conducting import afterwards
from interviewer.conversation.conducting.afterwards import replied, standing_at
from interviewer.conversation.conducting.conductor import Conductor
from interviewer.conversation.phrases import notices
from interviewer.conversation.state.state import InterviewState, Said, Turn
from interviewer.conversation.state.steps import turn
from interviewer.errors import UsageError
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from knowledge.schema import Bank

POOL = ("training-06a", "nlp-10", "training-01")


class Over:
    """An interview with one answered question, one skipped and one that was never answered, without grades along the way."""

    def __init__(self, services: Services, store: Store) -> None:
        self.conductor: Conductor = conductor_of(services, store)
        self.store = store
        self.id, _ = self.conductor.start("interview", 60, pool=POOL, questions=3, seed=1)
        list(self.conductor.say(self.id, "The loss turns NaN, so I clip the gradients."))
        while len(self.state.attempts) < 2:
            list(self.conductor.press(self.id, "skip"))
        list(self.conductor.press(self.id, "skip"))
        assert len(self.state.attempts) == 3
        list(self.conductor.press(self.id, "end"))

    @property
    def state(self) -> InterviewState:
        return self.conductor.record(self.id).state

    def ask(self, text: str, number: int = 0) -> list[Turn]:
        question_id = self.state.attempts[number].question_id
        return [step.turn for step in self.conductor.afterwards.ask(self.id, question_id, text) if step.turn]


@pytest.fixture
def over(light_services: Services, store: Store) -> Over:
    return Over(light_services, store)


def test_why_is_answered_from_the_grade_and_kept(over: Over) -> None:
    before = over.state
    mine, reply = over.ask("Why did I lose points?")
    grade = before.attempts[0].grade
    assert grade is not None and (mine.role, mine.text) == ("candidate", "Why did I lose points?")
    missed = [c for c in grade.criteria if c.verdict == "not_met" and c.weight]
    assert reply.role == "interviewer" and missed and "**not met**" in reply.text
    assert over.state.attempts == before.attempts and over.state.phase == "finished"
    assert over.store.interviews.transcript(over.id)[-2:] == [mine, reply]


@pytest.mark.parametrize(
    "text", ["next", "thanks!", "let's end the interview", "skip", "how much time do I have left?"]
)
@pytest.mark.parametrize("number", [0, 1, 2])
def test_nothing_leads_on(over: Over, text: str, number: int) -> None:
    before = over.state
    turns = over.ask(text, number)
    assert [turn.text for turn in turns] == [text, notices.OVER]
    assert over.state == before


@pytest.mark.parametrize(
    ("notice", "text", "reply"),
    [
        ("STILL_HERE", "thanks!", notices.OVER),
        ("CLOSED", "Gradient norms tell you early that it diverges.", notices.CLOSED_OVER),
    ],
)
def test_a_notice_in_other_words_leads_nobody_on(
    over: Over, monkeypatch: pytest.MonkeyPatch, notice: str, text: str, reply: str
) -> None:
    """The step tells what a reply is for, not its words."""
    assert over.ask(text)[-1].text == reply
    with monkeypatch.context() as other:
        other.setattr(notices, notice, "Something else. {}")
        assert over.ask(text)[-1].text == reply


def test_a_remark_with_the_words_of_a_notice_is_left_alone(over: Over, bank: Bank) -> None:
    state = standing_at(over.state, over.state.attempts[0].question_id)
    with pytest.MonkeyPatch.context() as patch:
        same = turn("note", notices.CLOSED, 1.0, state.attempts[-1])
        patch.setattr(afterwards, "advance", lambda *_: (state, [same]))
        assert replied(state, Said(1.0, "What should I read?"), bank) == (state, [same])


def test_more_of_an_answer_is_not_graded(over: Over) -> None:
    before = over.state.attempts
    assert over.ask("Gradient norms tell you early that it diverges.")[-1].text == notices.CLOSED_OVER
    assert over.state.attempts == before


def test_a_verdict_is_contested_in_words_and_only_once(over: Over) -> None:
    grade = over.state.attempts[0].grade
    assert grade is not None
    number = next(n for n, c in enumerate(grade.criteria, start=1) if c.verdict == "not_met")
    said = f"I disagree about point {number}: I said that the loss turns NaN."
    turns = over.ask(said)
    assert [turn.kind for turn in turns] == ["talk", "appeal"]
    attempt = over.state.attempts[0]
    assert attempt.appealed == (grade.criteria[number - 1].id,) and over.state.phase == "finished"
    assert attempt.closed and over.state.setup.mode == "interview"
    assert over.ask(said)[-1].kind == "note"


@pytest.mark.parametrize("number", [1, 2])
def test_a_question_without_an_answer_can_be_asked_about(over: Over, number: int, bank: Bank) -> None:
    before = over.state
    assert over.ask("What should I read about this?", number)[-1].text
    assert over.ask("why?", number)[-1].text == notices.NO_GRADE
    assert over.state.attempts == before.attempts


def test_an_open_interview_is_talked_about_in_its_own_place(light_services: Services, store: Store) -> None:
    conductor = conductor_of(light_services, store)
    interview_id, steps = conductor.start("interview", 60, pool=POOL, seed=1)
    asked = steps[-1].state.attempts[0].question_id
    with pytest.raises(UsageError, match="still going on"):
        list(conductor.afterwards.ask(interview_id, asked, "why?"))
    list(conductor.press(interview_id, "end"))
    with pytest.raises(UsageError, match="no longer in the bank"):
        list(conductor.afterwards.ask(interview_id, "nlp-01", "why?"))
