"""What a quick card shows before and after it is turned, without Gradio."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from interviewer.grading.grade import CriterionVerdict, Evidence
from interviewer.grading.rubric.spoken import point
from interviewer.study.quick_cards import CardSession, QuickCard
from interviewer.study.schedule import AGAIN, EASY, GOOD, HARD
from interviewer.web.cards.shown import ShownCard, done_markdown, head_html, short_question, shown_card
from knowledge.schema import Bank, Question

RETURNS = {AGAIN: timedelta(days=1), HARD: timedelta(days=2), GOOD: timedelta(days=4), EASY: timedelta(days=15)}


def card(bank: Bank, due: bool = True) -> QuickCard:
    return QuickCard("training-01", bank["training-01"].criteria[0].id, "What about <i>this</i>?", due)


def shown(session: CardSession, bank: Bank) -> ShownCard:
    def passage(question: Question, about: str) -> str:
        assert session.turned, "nothing is looked up before the card is turned"
        return f"about {about}"

    def returns(which: QuickCard) -> Mapping[int, timedelta]:
        assert session.turned and which == session.deck[0]
        return RETURNS

    return shown_card(session, bank, passage, returns)


def test_a_card_that_is_not_turned_gives_nothing_away(bank: Bank) -> None:
    now = shown(CardSession((card(bank),)), bank)
    question = bank["training-01"]
    assert now.front == f"## {question.short_title}\n\n> {question.question}\n\nWhat about &lt;i>this&lt;/i>?"
    assert now.answering and now.question == "", "what is above the card is not repeated"
    assert "to check" in now.keys and "Alt" not in now.keys
    assert (now.verdict, now.back, now.reference, now.ratings) == ("", "", "", {})


def test_a_card_that_was_looked_up_suggests_no_rating(bank: Bank) -> None:
    now = shown(CardSession((card(bank),), turned=True), bank)
    claim = bank["training-01"].criteria[0].claim
    assert now.back == f"**{point(claim)}.** How well did you know it?" and now.reference == f"about {claim}"
    assert not now.answering and now.verdict == ""
    assert now.ratings[AGAIN].label == "Again · now" and now.ratings[EASY].label == "Easy · 15 days"
    assert not any(rating.suggested for rating in now.ratings.values())


def test_a_verdict_suggests_its_rating(bank: Bank) -> None:
    verdict = CriterionVerdict("c", "c", 1, "partly_met", 0.5, (Evidence("<b>", 0, 3),), "<i>half")
    now = shown(CardSession((card(bank),), verdict=verdict, turned=True), bank)
    assert [r for r, rating in now.ratings.items() if rating.suggested] == [HARD]
    assert "partly met" in now.verdict and "<b>" not in now.verdict and "&lt;i&gt;half" in now.verdict


def test_the_head_counts_the_deck(bank: Bank) -> None:
    two = CardSession((card(bank), card(bank, due=False)), rated=(GOOD,))
    assert "Training · due · 2 to go" in head_html(two, "Training") and 'max="3" value="1"' in head_html(two, "")
    last = CardSession((card(bank, due=False),))
    assert "<b> · new · last card" in head_html(last, "<b>").replace("&lt;b&gt;", "<b>")
    assert "<b>" not in head_html(last, "<b>")


def test_the_end_counts_the_ratings(bank: Bank) -> None:
    over = CardSession(rated=(AGAIN, GOOD, GOOD))
    now = shown(over, bank)
    assert now.front == done_markdown(over) and "3 cards: 1 again, 2 good." in now.front
    assert (now.question, now.answering, now.ratings) == ("", False, {}) and "All done" in now.head
    assert now.keys == "", "there is nothing left to check or to rate"
    assert "0 cards: none rated." in done_markdown(CardSession())


def test_an_answer_that_says_the_contrary_is_put_right(bank: Bank) -> None:
    wrong = CriterionVerdict("c", "Says that it fits", 1, "not_met", 0.0, (Evidence("<b>no", 0, 5),), contradicted=True)
    now = shown(CardSession((card(bank),), verdict=wrong, turned=True), bank)
    assert [r for r, rating in now.ratings.items() if rating.suggested] == [AGAIN]
    assert 'class="verdict contradicted"' in now.verdict and '<span class="tag">contradicted</span>' in now.verdict
    assert '<span class="mark" aria-hidden="true">≠</span>' in now.verdict
    assert now.back.startswith("You said “no”. In fact, it fits.") and "How well did you know it?" in now.back


def test_nobody_is_asked_to_check_what_cannot_be_contested_any_more(bank: Bank) -> None:
    doubtful = CriterionVerdict(card(bank).criterion_id, "c", 1, "not_met", 0.5)
    asked = shown(CardSession((card(bank),), verdict=doubtful, turned=True), bank)
    assert "Not sure about this one: does your answer say this?" in asked.verdict and "%" not in asked.verdict
    now = shown(CardSession((card(bank),), verdict=doubtful, turned=True, appealed=True), bank)
    assert "Not sure about this one: your answer may make it after all." in now.verdict
    assert "%" not in now.verdict and "does your answer" not in now.verdict and "<button" not in now.verdict


def test_a_verdict_is_contested_where_it_is_shown_and_its_outcome_stands_there(bank: Bank) -> None:
    point = card(bank).criterion_id
    missed = CriterionVerdict(point, "c", 1, "not_met", 0.1)
    asked = shown(CardSession((card(bank),), verdict=missed, turned=True), bank).verdict
    assert f'data-point="{point}"' in asked and ">No, I did say that</button>" in asked
    assert set(re.findall(r'aria-(?:describedby|controls)="([^"]+)"', asked)) <= set(
        re.findall(r' id="([^"]+)"', asked)
    )
    met = replace(missed, verdict="met", probability=0.9)
    now = shown(CardSession((card(bank),), verdict=met, turned=True, appealed=True, told="You are <b>right</b>."), bank)
    assert "<b>Second look.</b> You are &lt;b&gt;right&lt;/b&gt;." in now.verdict and "<button" not in now.verdict
    assert [r for r, rating in now.ratings.items() if rating.suggested] == [GOOD]
    assert "<button" not in shown(CardSession((card(bank),), turned=True), bank).verdict, (
        "what was looked up has no verdict"
    )


def test_every_card_shows_the_question_that_it_is_about(bank: Bank) -> None:
    for question in bank.values():
        asked = QuickCard(question.id, question.criteria[0].id, "What is left of it?", due=False)
        now = shown(CardSession((asked,)), bank)
        assert (f"\n\n> {question.question}\n\n" in now.front) == (now.question == ""), question.id
        assert now.front.endswith("\n\nWhat is left of it?")
    long = [question.id for question in bank.values() if not short_question(question)]
    assert set(long) >= {"rl-07", "nlp-05a"} and len(long) < 10, "those with a figure or a text of their own"


def test_only_buttons_that_differ_are_offered(bank: Bank) -> None:
    """A point that was missed today is due tomorrow, however well it is known the second time."""
    day = timedelta(days=1)
    missed = CardSession(
        (card(bank),), turned=True, repeated=frozenset({(card(bank).question_id, card(bank).criterion_id)})
    )
    now = shown_card(missed, bank, lambda q, a: a, lambda c: dict.fromkeys(RETURNS, day))
    assert {r: rating.label for r, rating in now.ratings.items()} == {
        AGAIN: "Again · 1 day, asked first",
        GOOD: "Good · 1 day",
    }
    assert now.keys.count("<kbd>") == 3 and "<kbd>1</kbd> again · <kbd>3</kbd> good" in now.keys
    half = replace(missed, verdict=CriterionVerdict("c", "c", 1, "partly_met", 0.5))
    kept = shown_card(half, bank, lambda q, a: a, lambda c: dict.fromkeys(RETURNS, day)).ratings
    assert [r for r, rating in kept.items() if rating.suggested] == [HARD], "what the verdict stands for can be chosen"


def test_no_two_buttons_promise_the_same(bank: Bank) -> None:
    same = {**RETURNS, HARD: timedelta(days=1)}
    key = (card(bank).question_id, card(bank).criterion_id)
    for session in (
        CardSession((card(bank),), turned=True),
        CardSession((card(bank),), turned=True, repeated=frozenset({key})),
    ):
        labels = [r.label for r in shown_card(session, bank, lambda q, a: a, lambda c: same).ratings.values()]
        assert len({label.split(" · ")[1] for label in labels}) == len(labels), labels
    assert labels[:2] == ["Again · 1 day, asked first", "Hard · 1 day"]
