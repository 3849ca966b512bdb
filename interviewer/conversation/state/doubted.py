"""What is remembered of an ambiguous message until the candidate says whether it was part of the answer."""

from __future__ import annotations

from dataclasses import dataclass

from interviewer.conversation.state.intents import Intent


@dataclass(frozen=True)
class Doubt:
    """A message at the end of the answer that may be talk or part of the answer.

    Attributes:
        intent: The kind of talk it may be.
        begins: Where it starts in the answer, in characters.
        confidence: How sure the candidate was before it, 0..1; restored if the message was talk.
        ends: Where it ends in the answer, if a reply that was not understood follows it; 0 if nothing follows.
        guess: It is an answer in the form of a question, and the candidate was asked whether that is their answer.
        again: The candidate was asked a second time, and will not be asked a third.
        leaves: It is an answer, and the candidate was asked whether it also asks to leave the question.
    """

    intent: Intent
    begins: int
    confidence: float | None = None
    ends: int = 0
    again: bool = False
    guess: bool = False
    leaves: bool = False
