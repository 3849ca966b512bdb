"""Quick cards: how a point is asked, which come first, what a rating does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from interviewer.errors import UsageError
from interviewer.grading.grade import CriterionVerdict
from interviewer.grading.grader import Grader
from interviewer.grading.judge import Judgement, Judgements
from interviewer.grading.text.evidence import locate
from interviewer.storage.store import Store
from interviewer.study.quick_cards import (
    OPEN,
    CardSession,
    QuickCard,
    asked_next,
    check_card,
    fronts,
    quick_deck,
    rate_card,
    returns_in,
    suggested,
    told_apart,
)
from interviewer.study.schedule import AGAIN, EASY, GOOD, HARD, correct, due_now, rate, rated_points
from interviewer.web.cards.shown import done_markdown, head_html, spell, verdict_html
from knowledge.schema import Bank, Criterion, Question
from tests.interviewer.grading.forms.answers import EXACT

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


class Nodding:
    """A judge that takes everything for met."""

    name = "nodding"

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        found = locate(text, text)
        assert found
        return Judgements(tuple(Judgement(c.id, "met", 0.9, (found,)) for c in criteria))


def test_every_point_of_the_bank_is_asked_in_many_ways_and_never_in_its_own_words(bank: Bank) -> None:
    for question in bank.values():
        for criterion in question.criteria:
            ways = fronts(criterion)
            assert len(set(ways)) == len(ways) >= 6
            assert not any(criterion.claim in way or said in way for way in ways for said in criterion.satisfied_by)


def test_the_banks_other_questions_take_the_place_of_leads_to_the_first() -> None:
    point = Criterion("a", "Says a", not_satisfied_by=("b.", "c."), probe="Why?", further_probes=("How?", "When?"))
    ways = fronts(point)
    assert [way for way in ways if "Somebody answered" not in way] == ["Why?", "How?", "When?"]
    assert all(way.endswith("Why?") and way.count("?") == 1 for way in ways if "Somebody" in way), "one card, one task"
    assert ways[0] == "Why?" and "“b”" in ways[1] and ways[2] == "How?" and len(ways) == 5
    one = fronts(replace(point, further_probes=()))
    assert [way for way in one if "Somebody answered" not in way] == ["Why?"], "no lead makes another question of it"


def test_a_point_without_a_probe_can_be_asked_too() -> None:
    assert fronts(Criterion("a", "Says a")) == (OPEN,)
    assert len(fronts(Criterion("a", "Says a", not_satisfied_by=("b.",)))) == 2


def test_due_points_come_first_then_new_ones_and_one_question_is_not_asked_twice_running(
    bank: Bank, store: Store
) -> None:
    first = next(q for q in bank.values() if len(q.criteria) >= 3)
    for criterion in first.criteria[:2]:
        rate(store, first.id, criterion.id, AGAIN, NOON)
    deck = quick_deck(store, bank, NOON + timedelta(days=1), count=8)
    assert len(deck) == 8
    assert [c.question_id for c in deck if c.due] == [first.id, first.id]
    assert all(c.due for c in deck[:2]) and not any(c.due for c in deck[2:])
    new = [c.question_id for c in deck[2:]]
    assert all(a != b for a, b in pairwise(new))


def test_a_point_comes_back_in_other_words(bank: Bank, store: Store) -> None:
    card = quick_deck(store, bank, NOON, count=1)[0]
    seen = [card.front]
    for day in range(1, 5):
        rate(store, card.question_id, card.criterion_id, AGAIN, NOON + timedelta(days=day))
        card = asked_next(store, bank, card)
        seen.append(card.front)
    assert len(set(seen)) == 5


@pytest.mark.slow
def test_a_section_is_kept_to_and_a_finished_one_says_so(bank: Bank, store: Store) -> None:
    deck = quick_deck(store, bank, NOON, section="rl", count=500)
    assert {bank[c.question_id].section for c in deck} == {"rl"}
    assert len(deck) == sum(len(q.criteria) for q in bank.in_section("rl"))
    for card in deck:
        rate(store, card.question_id, card.criterion_id, EASY, NOON)
    with pytest.raises(UsageError, match="no point is due"):
        quick_deck(store, bank, NOON, section="rl")


def test_only_the_cards_point_is_graded_and_the_verdict_suggests_a_rating(bank: Bank, store: Store) -> None:
    card = quick_deck(store, bank, NOON, count=1)[0]
    verdict = check_card(Grader(Nodding()), bank, card, "something that is said")
    assert (verdict.id, verdict.verdict) == (card.criterion_id, "met")
    assert suggested(verdict) == GOOD and suggested(None) is None
    assert suggested(check_card(Grader(Nodding()), bank, card, "I do not know")) == AGAIN


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("Five, by (n + 2p - k)/s + 1.", "met"),
        ("Six, by (n + 2p - k)/s + 1.", "partly_met"),
        ("The output is 6 wide.", "contradicted"),
    ],
)
def test_a_size_that_a_card_asks_for_is_computed(bank: Bank, answer: str, kind: str) -> None:
    front = next(
        text for text in fronts(bank["vision-05"].criterion("size-formula")) if text.startswith("The input is 10")
    )
    card = QuickCard("vision-05", "size-formula", front, due=False)
    assert check_card(Grader(Nodding(), forms=EXACT), bank, card, answer).kind == kind


def test_what_each_rating_would_do_is_what_it_does(bank: Bank, store: Store) -> None:
    card = quick_deck(store, bank, NOON, count=1)[0]
    rate(store, card.question_id, card.criterion_id, GOOD, NOON - timedelta(days=3))
    told = returns_in(store, card, NOON)
    assert told[AGAIN] < told[HARD] <= told[GOOD] < told[EASY]
    assert set(told_apart(told, HARD)) >= {AGAIN, HARD, EASY}
    assert rate(store, card.question_id, card.criterion_id, GOOD, NOON) - NOON == told[GOOD]


def test_of_ratings_that_do_the_same_one_is_offered(bank: Bank, store: Store) -> None:
    card = quick_deck(store, bank, NOON, count=1)[0]
    assert len(set(told_apart(returns_in(store, card, NOON)))) == 4
    rate(store, card.question_id, card.criterion_id, AGAIN, NOON - timedelta(minutes=5))
    told = returns_in(store, card, NOON)
    assert set(told.values()) == {timedelta(days=1)}, "FSRS asks for it again tomorrow at the earliest"
    assert list(told_apart(told)) == [AGAIN, GOOD] and list(told_apart(told, EASY)) == [AGAIN, EASY]


def test_rated_points_are_listed_and_a_rating_is_corrected(bank: Bank, store: Store) -> None:
    one, two = quick_deck(store, bank, NOON, count=2)
    for card, moment in ((one, NOON), (two, NOON + timedelta(hours=1))):
        rate(store, card.question_id, card.criterion_id, GOOD, moment)
    rate(store, "gone-01", "gone", GOOD, NOON)
    assert [row[:3] for row in rated_points(store, bank)] == [
        (two.question_id, two.criterion_id, GOOD),
        (one.question_id, one.criterion_id, GOOD),
    ]
    before = rated_points(store, bank, one.question_id)[0][3]
    correct(store, one.question_id, one.criterion_id, AGAIN)
    assert rated_points(store, bank, one.question_id)[0][2:] < (GOOD, before)


def test_a_forgotten_card_comes_once_more_at_the_end(bank: Bank, store: Store) -> None:
    one, two = quick_deck(store, bank, NOON, count=2)
    again = asked_next(store, bank, one)
    session = CardSession((one, two)).after(AGAIN, again)
    assert session.deck == (two, again) and session.rated == (AGAIN,)
    session = session.after(GOOD, two).after(AGAIN, again)
    assert session.deck == () and done_markdown(session).startswith("## That’s the deck\n\n3 cards: 2 again, 1 good.")
    assert "All done" in head_html(session, "")


@pytest.mark.parametrize(
    ("interval", "said"),
    [
        (timedelta(seconds=5), "1 min"),
        (timedelta(minutes=10), "10 min"),
        (timedelta(hours=5), "5 h"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=8), "8 days"),
    ],
)
def test_intervals_are_spelt(interval: timedelta, said: str) -> None:
    assert spell(interval) == said


def test_a_verdict_shows_nothing_as_markup(bank: Bank, store: Store) -> None:
    card = quick_deck(store, bank, NOON, count=1)[0]
    shown = verdict_html(check_card(Grader(Nodding()), bank, card, "<b>bold</b> words"))
    assert "&lt;b&gt;" in shown and "<b>bold" not in shown and verdict_html(None) == ""


def test_a_card_that_was_answered_wrongly_comes_back_first(bank: Bank, store: Store) -> None:
    question = bank["training-01"]
    wrong = CriterionVerdict("c", "c", 1, "not_met", contradicted=True)
    cards = [QuickCard(question.id, c.id, "front", due=False) for c in question.criteria[:3]]
    assert suggested(wrong) == AGAIN
    rate_card(store, bank, cards[0], AGAIN, NOON)
    rate_card(store, bank, cards[1], AGAIN, NOON, wrong)
    rate_card(store, bank, cards[2], GOOD, NOON, wrong)
    assert [r.source for r in store.reviews.log()] == ["card", "contradicted", "card"], "the candidate's rating counts"
    assert due_now(store.reviews.schedule(), bank, NOON + timedelta(days=1))[0] == (question.id, cards[1].criterion_id)
