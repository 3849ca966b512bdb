"""The log of ratings, and the FSRS cards that are made from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from interviewer.conversation.stored import Rated, Review
from interviewer.storage.database import Database
from interviewer.storage.tables import CardRow, ReviewRow


class Reviews:
    """Ratings and cards in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cards(self) -> dict[tuple[str, str], dict[str, Any]]:
        """FSRS cards by question and criterion."""
        with self._database.session() as session:
            return {(row.question_id, row.criterion_id): row.card for row in session.scalars(select(CardRow))}

    def put_card(self, question_id: str, criterion_id: str, due: datetime, card: dict[str, Any]) -> None:
        """Store the FSRS card of a criterion."""
        with self._database.session() as session:
            session.merge(CardRow(question_id=question_id, criterion_id=criterion_id, due=due, card=card))

    def log(self, question_id: str = "", criterion_id: str = "") -> list[Review]:
        """Ratings, oldest first; of one question, or of one criterion, where it is named."""
        query = select(ReviewRow).order_by(ReviewRow.at, ReviewRow.id)
        if question_id:
            query = query.where(ReviewRow.question_id == question_id)
        if criterion_id:
            query = query.where(ReviewRow.criterion_id == criterion_id)
        with self._database.session() as session:
            return [Review(r.at, r.question_id, r.criterion_id, r.rating, r.source) for r in session.scalars(query)]

    def add(self, rated: Sequence[Rated]) -> None:
        """Log ratings and move their cards, all in one transaction."""
        with self._database.session() as session:
            write_ratings(session, rated)

    def correct(self, question_id: str, criterion_id: str, rating: int) -> bool:
        """Put another rating in the place of a criterion's last one; False where there is none."""
        with self._database.session() as session:
            last = session.scalars(
                select(ReviewRow)
                .where(ReviewRow.question_id == question_id, ReviewRow.criterion_id == criterion_id)
                .order_by(ReviewRow.at.desc(), ReviewRow.id.desc())
                .limit(1)
            ).first()
            if last is None:
                return False
            last.rating, last.source = rating, "corrected"
            return True


def write_ratings(session: Session, rated: Sequence[Rated]) -> None:
    """Add ratings and their cards to a transaction under way."""
    for item in rated:
        review = item.review
        session.add(ReviewRow(**asdict(review)))
        session.merge(
            CardRow(question_id=review.question_id, criterion_id=review.criterion_id, due=item.due, card=item.card)
        )
