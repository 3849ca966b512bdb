"""How one graded question went, as the estimate of ability counts it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """One graded answer: ``score`` 0..1 of ``items`` criteria, on a question of the author's ``difficulty``."""

    question_id: str
    difficulty: float
    score: float
    items: int = 4
