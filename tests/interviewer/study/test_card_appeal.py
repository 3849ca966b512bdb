"""The verdict on a quick card is contested like one on a closed question, and the rating follows what it becomes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from interviewer.errors import UnavailableError, UsageError
from interviewer.grading.grade import CriterionVerdict, Evidence
from interviewer.grading.grader import Grader
from interviewer.storage.store import Store
from interviewer.study.card_appeal import contest_card, deny_card
from interviewer.study.quick_cards import CardSession, QuickCard, check_card, rate_card, suggested
from interviewer.study.schedule import AGAIN, CONTRADICTED, GOOD
from knowledge.schema import Bank
from tests.interviewer.grading.appeals.test_appeal import ANSWER, Reader

CARD = QuickCard("training-01", "bug-check", "What does it tell you if it can't?", due=False)
SAID = 'I did say "else something is broken"!'
NOW = 1_800_000_000.0


def answered(bank: Bank, answer: str = ANSWER) -> CardSession:
    verdict = check_card(Grader(Reader()), bank, CARD, answer)
    return CardSession((CARD,), verdict=verdict, answer=answer, turned=True)


def charged(bank: Bank) -> CardSession:
    criterion = bank[CARD.question_id].criterion(CARD.criterion_id)
    said = (Evidence("Then I sleep", 0, 12),)
    wrong = CriterionVerdict(criterion.id, criterion.claim, 1, "not_met", 0.0, said, contradicted=True)
    return CardSession((CARD,), verdict=wrong, answer="Then I sleep.", turned=True)


def test_words_that_are_pointed_at_are_read_again_and_the_rating_follows(bank: Bank, store: Store) -> None:
    session = answered(bank)
    assert suggested(session.verdict) == AGAIN
    heard, case = contest_card(Grader(Reader()), bank, session, SAID, NOW)
    assert heard.verdict is not None and heard.verdict.verdict == "met" and suggested(heard.verdict) == GOOD
    assert heard.told.startswith("You are right. ") and heard.told.endswith("changes from not met to met.")
    assert "grade" not in heard.told and "%" not in heard.told, "a card has no grade"
    assert case is not None and (case.before, case.after, case.judge) == ("not_met", "met", "reader")
    store.interviews.keep(case)
    assert store.interviews.appeals() == [case] and store.reviews.log() == [], "nothing is rated by it"
    assert (heard.deck, heard.rated, heard.turned) == (session.deck, session.rated, True)
    with pytest.raises(UsageError, match="already contested"):
        contest_card(Grader(Reader()), bank, heard, SAID, NOW)


def test_an_argument_earns_nothing_and_is_asked_for(bank: Bank) -> None:
    session = answered(bank, "I like big networks.")
    heard, _ = contest_card(Grader(Reader()), bank, session, "else something is broken", NOW)
    assert heard.verdict is not None and heard.verdict.verdict == "not_met" and heard.told and heard.appealed
    with pytest.raises(UsageError, match="say why"):
        contest_card(Grader(Reader()), bank, session, " ?! ", NOW)


def test_nothing_can_be_contested_before_an_answer_was_checked(bank: Bank) -> None:
    for session in (CardSession((CARD,), turned=True), CardSession()):
        with pytest.raises(UsageError, match="once your answer was checked"):
            contest_card(Grader(Reader()), bank, session, SAID, NOW)
        with pytest.raises(UsageError, match="once your answer was checked"):
            deny_card(bank, session, NOW)


def test_a_fault_settles_nothing(bank: Bank) -> None:
    broken = Reader()
    broken.fault = UnavailableError("no model")
    heard, case = contest_card(Grader(broken), bank, answered(bank), SAID, NOW)
    assert case is None and not heard.appealed and "try again later" in heard.told
    assert contest_card(Grader(Reader()), bank, heard, SAID, NOW)[0].verdict.verdict == "met"  # type: ignore[union-attr]


def test_a_charge_that_is_dropped_is_not_asked_first(bank: Bank, store: Store) -> None:
    now = datetime.now(UTC)
    for session, source in ((charged(bank), CONTRADICTED), (deny_card(bank, charged(bank), NOW)[0], "card")):
        rate_card(store, bank, CARD, AGAIN, now, session.verdict)
        assert store.reviews.log()[-1].source == source
    heard, case = deny_card(bank, charged(bank), NOW)
    assert case is not None and "The grade" not in heard.told and heard.verdict is not None and heard.verdict.denied


def test_a_softened_charge_can_be_contested_once_more(bank: Bank) -> None:
    heard, _ = contest_card(Grader(Reader()), bank, charged(bank), "I meant that I sleep well", NOW)
    assert heard.verdict is not None and not heard.verdict.contradicted and not heard.appealed
    assert contest_card(Grader(Reader()), bank, replace(heard), SAID, NOW)[0].told
