"""What a candidate may ask back before answering, and what the interviewer replies."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Assumption:
    """Something a candidate may ask about before answering, and the interviewer's reply.

    Attributes:
        asked: The request as different people put it.
        answer: One sentence; it settles the assumption and gives nothing of the answer away.
    """

    asked: tuple[str, ...]
    answer: str
