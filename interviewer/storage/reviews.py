"""The log of ratings, and the schedule that is made from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from interviewer.conversation.state.stored import Rated, Rescheduler, Review
from interviewer.storage.database import Database
from interviewer.storage.preferences import INTERVIEW_DATE
from interviewer.storage.tables import PreferenceRow, ReviewRow, ScheduleRow


class Reviews:
    """Ratings, and the schedule they lead to, in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def schedule(self) -> dict[tuple[str, str], dict[str, Any]]:
        """What FSRS keeps of each point, which its library calls a card, by question and criterion."""
        with self._database.session() as session:
            return {(row.question_id, row.criterion_id): row.card for row in session.scalars(select(ScheduleRow))}

    def log(self, question_id: str = "", criterion_id: str = "") -> list[Review]:
        """Ratings, oldest first; of one question or one criterion, if given."""
        with self._database.session() as session:
            return _log(session, question_id, criterion_id)

    def add(self, rated: Sequence[Rated]) -> list[datetime]:
        """Log ratings and schedule their points anew, in one transaction; returns when each is due."""
        with self._database.session() as session:
            return write_ratings(session, rated)

    def correct(self, question_id: str, criterion_id: str, rating: int, make: Rescheduler) -> datetime | None:
        """Replace a criterion's last rating and reschedule it; returns when it is due.

        Returns:
            None if there is no rating.
        """
        mine = (ReviewRow.question_id == question_id) & (ReviewRow.criterion_id == criterion_id)
        with self._database.session() as session:
            last = select(ReviewRow.id).where(mine).order_by(ReviewRow.at.desc(), ReviewRow.id.desc()).limit(1)
            # found and written in one statement, so that nobody can write in between on SQLite
            corrected = update(ReviewRow).where(ReviewRow.id == last.scalar_subquery())
            session.execute(corrected.values(rating=rating, source="corrected"))
            return (
                settle(session, question_id, criterion_id, make) if _log(session, question_id, criterion_id) else None
            )

    def set_interview_date(self, text: str, make: Rescheduler) -> None:
        """Store the date of the interview, "" for none, and schedule every point anew that has a log, in one transaction."""
        with self._database.session() as session:
            session.execute(delete(PreferenceRow).where(PreferenceRow.name == INTERVIEW_DATE))
            session.add(PreferenceRow(name=INTERVIEW_DATE, value=text))
            session.flush()
            for row in session.scalars(select(ScheduleRow)).all():
                if _log(session, row.question_id, row.criterion_id):  # a point from before the log was kept stays
                    settle(session, row.question_id, row.criterion_id, make)


_IMPORTED = "import"
"""Source of reviews imported from elsewhere, with dates in the past."""
_NEXT_TO = 0.001
"""Seconds between a moved rating and the one it was placed next to. No person gives two ratings this close together."""
_MOST_AHEAD = 7 * 86_400.0
"""How many seconds a rating can be ahead of a later one and keep its time. Further ahead, its clock was wrong, and the point
would come back weeks or years late; a judgement."""
_NO_CLOCK = datetime(2020, 1, 1, tzinfo=UTC).timestamp()
"""A clock that lost its battery starts in 1970, 1980 or 2000; nothing was rated with Viva before 2020."""


def write_ratings(session: Session, rated: Sequence[Rated]) -> list[datetime]:
    """Add ratings to an open transaction and schedule their points anew from the log; returns when each is due.

    A rating given now is always its point's last one, even if the clock was set back since the previous one. A replacing
    rating finds the original even if it was moved for that reason.
    """
    fresh: list[ReviewRow] = []
    for item in rated:
        review = item.review
        same = select(ReviewRow).where(
            ReviewRow.question_id == review.question_id,
            ReviewRow.criterion_id == review.criterion_id,
            ReviewRow.at == review.at,
        )
        before = (session.scalars(same).first() or _moved(session, review)) if item.replaces else None
        if before is None:
            row = ReviewRow(**asdict(review))
            session.add(row)
            if review.source != _IMPORTED and not item.replaces:  # a replacement keeps the time of what it replaces
                fresh.append(row)
        elif before.source == review.source:
            before.rating = review.rating
    # written before the logs are read: from here on nobody else can write on SQLite, so that no rating is missed
    session.flush()
    for row in fresh:
        _put_last(session, row)
    day = _interview_day(session) if rated else None  # queried once, since every query in a turn counts under load
    makers = {(item.review.question_id, item.review.criterion_id): item.make for item in rated}
    # each point once, however many its ratings
    due = {key: _settle(session, *key, make, day) for key, make in makers.items()}
    return [due[item.review.question_id, item.review.criterion_id] for item in rated]


def _put_last(session: Session, row: ReviewRow) -> None:
    """Place a rating after the earlier ones of its point, no matter what the clock said.

    It is moved to just after them. If they are far ahead, they are moved instead, to just before it.
    """
    earlier = _given(row.question_id, row.criterion_id) & (ReviewRow.id < row.id) & (ReviewRow.at > row.at)
    ahead = session.scalars(select(ReviewRow).where(earlier).order_by(ReviewRow.at.desc(), ReviewRow.id.desc())).all()
    if not ahead:
        return
    if ahead[0].at - row.at <= _MOST_AHEAD or row.at < _NO_CLOCK:
        row.at = ahead[0].at + _NEXT_TO
    else:
        for number, other in enumerate(ahead, start=1):
            other.at = row.at - number * _NEXT_TO
    session.flush()


def _moved(session: Session, review: Review) -> ReviewRow | None:
    """The rating originally given at a time, if it was moved next to another one; the last if there are several."""
    mine = _given(review.question_id, review.criterion_id)
    rows = session.scalars(select(ReviewRow).where(mine).order_by(ReviewRow.at, ReviewRow.id)).all()
    pairs = [(a, b) for a, b in pairwise(rows) if abs(b.at - a.at - _NEXT_TO) < _NEXT_TO / 2]
    put_off = [b for _, b in pairs if b.at > review.at]
    brought_back = [a for a, b in pairs if review.at - b.at > _MOST_AHEAD]
    return next(iter([*reversed(put_off), *reversed(brought_back)]), None)


def _given(question_id: str, criterion_id: str) -> ColumnElement[bool]:
    """The filter for a point's ratings that were given here rather than imported."""
    return (
        (ReviewRow.question_id == question_id)
        & (ReviewRow.criterion_id == criterion_id)
        & (ReviewRow.source != _IMPORTED)
    )


def settle(session: Session, question_id: str, criterion_id: str, make: Rescheduler) -> datetime:
    """Schedule a criterion anew from its log; returns when it is due."""
    return _settle(session, question_id, criterion_id, make, _interview_day(session))


def _settle(session: Session, question_id: str, criterion_id: str, make: Rescheduler, day: date | None) -> datetime:
    # a database server allows concurrent writes: whichever process locks the row reads the log next
    row = session.get(ScheduleRow, (session.info["owner"], question_id, criterion_id), with_for_update=True)
    made = make(_log(session, question_id, criterion_id), day)
    if row is None:
        session.add(ScheduleRow(question_id=question_id, criterion_id=criterion_id, due=made.due, card=made.fsrs_card))
        session.flush()
    else:
        row.due, row.card = made.due, dict(made.fsrs_card)
    return made.due


def _interview_day(session: Session) -> date | None:
    day = session.scalar(select(PreferenceRow.value).where(PreferenceRow.name == INTERVIEW_DATE))
    return date.fromisoformat(day) if day else None


def _log(session: Session, question_id: str = "", criterion_id: str = "") -> list[Review]:
    query = select(ReviewRow).order_by(ReviewRow.at, ReviewRow.id)
    if question_id:
        query = query.where(ReviewRow.question_id == question_id)
    if criterion_id:
        query = query.where(ReviewRow.criterion_id == criterion_id)
    return [Review(r.at, r.question_id, r.criterion_id, r.rating, r.source) for r in session.scalars(query)]
