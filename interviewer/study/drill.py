"""Drilling: which questions come back first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from interviewer.study.schedule import CardTable, days_until, due_now
from knowledge.schema import Bank


def drill_order(bank: Bank, pool: Sequence[str], cards: CardTable, now: datetime | None = None) -> list[str]:
    """The pool with what is due first (least likely remembered before), then what was never asked, then the rest.

    Among equals the order of the pool stays, so that a topic's nearest questions come first.
    """
    moment = now or datetime.now(UTC)
    due: dict[str, int] = {}
    for question_id, _ in due_now(cards, bank, moment):
        due.setdefault(question_id, len(due))

    def key(question_id: str) -> tuple[int, int]:
        if question_id in due:
            return (0, due[question_id])
        ahead = [
            days_until(cards[question_id, c.id], moment)
            for c in bank[question_id].criteria
            if (question_id, c.id) in cards
        ]
        return (2, min(ahead)) if ahead else (1, 0)

    return sorted(pool, key=key)
