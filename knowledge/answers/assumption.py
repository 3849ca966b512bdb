"""What a candidate may ask before answering, and what the interviewer replies."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Assumption:
    """Something a candidate may ask about before answering, and the interviewer's reply.

    Attributes:
        asked: The request in different people's words.
        answer: One sentence that settles the assumption and gives away nothing of the answer.
    """

    asked: tuple[str, ...]
    answer: str
