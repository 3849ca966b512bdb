"""Objections to a quick card's verdict: it is read again or decided, and stored as a case that the grader can be checked against."""

from __future__ import annotations

import time

from interviewer.study.card_appeal import contest_card, deny_card
from interviewer.study.quick_cards import CardSession
from interviewer.web.desk import Desk


def contest(desk: Desk, session: CardSession, argument: str) -> CardSession:
    """Have the verdict on the card shown read again.

    Raises:
        UsageError: There is nothing to contest, or no reason is given.
    """
    with desk.app.services.queue.turn(f"cards {desk.store.owner}"):
        heard, case = contest_card(desk.app.grader, desk.bank, session, argument, time.time())
    if case is not None:
        desk.store.interviews.keep(case)
    return heard


def deny(desk: Desk, session: CardSession) -> CardSession:
    """Take the candidate's word that the answer doesn't make the card's point.

    Raises:
        UsageError: There is nothing to deny.
    """
    heard, case = deny_card(desk.bank, session, time.time())
    if case is not None:
        desk.store.interviews.keep(case)
    return heard
