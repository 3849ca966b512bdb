"""What is remembered of an ambiguous message until the candidate says whether it was part of the answer."""

from __future__ import annotations

from dataclasses import dataclass

from interviewer.conversation.phrasing import Intent


@dataclass(frozen=True)
class Doubt:
    """A message that may be talk or part of the answer, where it lies at the end.

    Attributes:
        intent: The kind of talk that it may be.
        begins: Characters of the answer before it.
        confidence: How sure the candidate was before it, 0..1; so it is again where the message was talk.
        ends: Characters of the answer up to its end; what follows is a reply that was not understood. 0: it is all there is.
        again: The candidate was asked a second time, and will not be a third.
    """

    intent: Intent
    begins: int
    confidence: float | None = None
    ends: int = 0
    again: bool = False
