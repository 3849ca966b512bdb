"""Drilling: which questions come back first, by FSRS on each criterion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from interviewer.records import Grade
from interviewer.sessions.store import SessionStore
from knowledge.schema import Bank

CardTable = Mapping[tuple[str, str], dict[str, Any]]


def review(store: SessionStore, question_id: str, grade: Grade, now: datetime | None = None) -> None:
    """Move the FSRS card of each judged criterion: met is Good, partly met Hard, not met Again.

    Args:
        now: Time of the review, UTC.
    """
    from fsrs import Card, Rating, Scheduler

    ratings = {"met": Rating.Good, "partly_met": Rating.Hard, "not_met": Rating.Again}
    scheduler = Scheduler(enable_fuzzing=False)
    kept = store.cards()
    for item in grade.criteria:
        if item.verdict not in ratings:
            continue
        stored = kept.get((question_id, item.id))
        card = Card.from_dict(stored) if stored else Card()
        card, _ = scheduler.review_card(card, ratings[item.verdict], now or datetime.now(UTC))
        store.put_card(question_id, item.id, card.due, dict(card.to_dict()))


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
