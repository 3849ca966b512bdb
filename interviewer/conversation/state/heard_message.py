"""A message of the candidate as it is handled, and the handlers that are asked in turn what it leads to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from interviewer.conversation.state.intents import Intent
from interviewer.conversation.state.state import InterviewState, JustAsked, QuestionAttempt, Said, Turn
from interviewer.conversation.state.steps import Step
from knowledge.schema import Bank


@dataclass(frozen=True)
class HeardMessage:
    """What the candidate said, with the state in which they said it and the intent that was read from it.

    Attributes:
        asked: What the interviewer had asked just before; ``state`` no longer has it.
        whole: The whole message, if ``event`` has only the part that asks something; else "".
    """

    state: InterviewState
    event: Said
    intent: Intent
    bank: Bank
    asked: JustAsked = ""
    whole: str = ""

    @property
    def text(self) -> str:
        """The words."""
        return self.event.text

    @property
    def attempt(self) -> QuestionAttempt:
        """The question they were said to."""
        return self.state.attempts[-1]

    @property
    def turn(self) -> Turn:
        """The message in the transcript: an answer or talk, by its intent."""
        return self.as_answer if self.intent == "answer" else self.as_talk

    @property
    def as_answer(self) -> Turn:
        """The message in the transcript, as part of the answer."""
        return Turn("candidate", "answer", self.whole or self.text, self.event.at, self.attempt.question_id)

    @property
    def as_talk(self) -> Turn:
        """The message in the transcript, as something that is not part of the answer."""
        return Turn("candidate", "talk", self.whole or self.text, self.event.at, self.attempt.question_id)


MessageHandler = Callable[[HeardMessage], Step | None]
"""What a message of one kind leads to; None if the message is of another kind."""


def first_step(handlers: Sequence[MessageHandler], message: HeardMessage) -> Step | None:
    """What the first handler makes of a message that it is for; None if it is for none of them."""
    return next((step for handler in handlers if (step := handler(message)) is not None), None)
