"""Rows that tests write by themselves, where the product writes them only together with others."""

from __future__ import annotations

from fsrs import Card

from interviewer.conversation.state.stored import AppealCase
from interviewer.storage.interviews import _case_row
from interviewer.storage.store import Store
from interviewer.storage.tables import ScheduleRow


def keep_appeal(store: Store, case: AppealCase) -> None:
    """Store a contested verdict, without the event that decides it."""
    with store._database.session() as session:
        session.add(_case_row(case))


def put_card(store: Store, question_id: str, criterion_id: str, card: Card) -> None:
    """Store the FSRS card of a criterion, without a log that it follows from."""
    row = ScheduleRow(
        owner=store.owner, question_id=question_id, criterion_id=criterion_id, due=card.due, card=dict(card.to_dict())
    )
    with store._database.session() as session:
        session.merge(row)
