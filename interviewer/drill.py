"""Drilling: which questions come back first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from interviewer.schedule import CardTable
from knowledge.schema import Bank


def drill_order(bank: Bank, pool: Sequence[str], cards: CardTable, now: datetime | None = None) -> list[str]:
    """The pool with what is due first (longest overdue before), then what was never asked, then the rest.

    Among equals the order of the pool stays, so that a topic's nearest questions come first.
    """
    moment = now or datetime.now(UTC)

    def key(question_id: str) -> tuple[int, float]:
        dues = [
            datetime.fromisoformat(cards[question_id, c.id]["due"])
            for c in bank[question_id].criteria
            if (question_id, c.id) in cards
        ]
        if not dues:
            return (1, 0.0)
        overdue = (moment - min(dues)).total_seconds()
        return (0, -overdue) if overdue >= 0 else (2, -overdue)

    return sorted(pool, key=key)
