"""What counts as reviewed on a day, from the log of ratings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from interviewer.conversation.state.stored import Review
from interviewer.study.day import local_day

CARD = "card"
"""Source of a rating that was given on a quick card."""


def reviewed(log: Sequence[Review], today: date) -> set[tuple[str, str]]:
    """The points reviewed on a day: asked on a card, or again after an earlier answer.

    A first answer in an interview reviews nothing.
    """
    found: set[tuple[str, str]] = set()
    known: set[tuple[str, str]] = set()
    for review in sorted(log, key=lambda review: review.at):
        key = (review.question_id, review.criterion_id)
        if day_of(review) == today and (key in known or review.source == CARD):
            found.add(key)
        known.add(key)
    return found


def first_asked(log: Sequence[Review], today: date) -> set[str]:
    """The questions that were new on a day, in any session: rated then, and never before."""
    before = {review.question_id for review in log if day_of(review) < today}
    return {review.question_id for review in log if day_of(review) == today} - before


def day_of(review: Review) -> date:
    """The day of a rating, as the candidate's clock has it."""
    return local_day(datetime.fromtimestamp(review.at, UTC))
