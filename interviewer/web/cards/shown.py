"""What a quick card shows: decided here, without Gradio."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from interviewer.grading.feedback.certainty import doubt
from interviewer.grading.feedback.correction import correct_point
from interviewer.grading.grade import MARKS, CriterionVerdict, verdict_words
from interviewer.grading.rubric.spoken import point
from interviewer.report.excerpt import excerpt
from interviewer.report.quotes import shown_quote
from interviewer.study.card_appeal import card_attempt
from interviewer.study.quick_cards import CardSession, QuickCard, suggested, told_apart
from interviewer.study.schedule import AGAIN, RATING_NAMES
from interviewer.web.formulas import with_formulas
from interviewer.web.markdown import safe_line, safe_markdown
from interviewer.web.objections import Contest, objection_html, objections
from interviewer.web.verdicts import doubt_html
from interviewer.web.words import count
from knowledge.schema import Bank, Question, section_title
from knowledge.text.pictures import described, embedded

KEY = "card"
"""Distinguishes the card's buttons from those of other grades on the page."""
MOST_WORDS = 80
"""Most words of a question shown above what is asked: four lines. In the bank only questions with a figure or a text are longer."""


@dataclass(frozen=True)
class ShownRating:
    """A rating button: its label, and whether the verdict suggests it."""

    label: str
    suggested: bool


@dataclass(frozen=True, kw_only=True)
class ShownCard:
    """The card on top of a deck, or the end of it.

    Attributes:
        head: How much of the deck is done, as HTML.
        front: What is asked, below the question that it belongs to, or the closing words; as Markdown.
        question: That question as Markdown where it is too long for the front, with its pictures; otherwise "".
        answering: Whether the card is waiting for an answer.
        verdict: The verdict on the answer as HTML, "" without one.
        back: The point itself as Markdown, "" until the card is turned.
        reference: The passage that covers it as Markdown, "" until the card is turned.
        ratings: The buttons by rating; none until the card is turned.
        keys: Which keys do something now, as HTML.
    """

    head: str
    front: str
    question: str = ""
    answering: bool = False
    verdict: str = ""
    back: str = ""
    reference: str = ""
    ratings: Mapping[int, ShownRating]
    keys: str = ""


def shown_card(
    session: CardSession,
    bank: Bank,
    passage: Callable[[Question, str], str],
    returns: Callable[[QuickCard], Mapping[int, timedelta]],
) -> ShownCard:
    """The view of a deck.

    Args:
        passage: Finds the reference passage nearest to a text; called only when the card is turned.
        returns: Gives how soon a card would come back, by rating; called only when the card is turned.
    """
    if not session.deck:
        return ShownCard(head=head_html(session, ""), front=done_markdown(session), ratings={})
    card = session.deck[0]
    question = bank[card.question_id]
    claim = question.criterion(card.criterion_id).claim
    turned = session.turned
    ratings = _ratings(returns(card), suggested(session.verdict), session.comes_again) if turned else {}
    short = short_question(question)
    return ShownCard(
        head=head_html(session, section_title(question.section)),
        front=f"## {safe_line(question.short_title)}\n\n{f'> {safe_line(short)}{2 * chr(10)}' if short else ''}{safe_markdown(card.front)}",
        question="" if short else embedded(safe_markdown(question.question), *bank.roots),
        answering=not turned,
        verdict=_contestable(session) if turned else "",
        back=f"{_put_right(session, question, passage)}**{safe_line(point(claim))}.** How well did you know it?"
        if turned
        else "",
        reference=embedded(safe_markdown(excerpt(question, passage(question, claim))), *bank.roots) if turned else "",
        ratings=ratings,
        keys=keys_html(ratings),
    )


def short_question(question: Question) -> str:
    """The question on one line, without which what a card asks could not be understood; "" if it is too long for that."""
    text = " ".join(question.question.split())
    one_line = "\n" not in question.question.strip() and described(text) == text
    return text if one_line and len(text.split()) <= MOST_WORDS else ""


def keys_html(ratings: Mapping[int, ShownRating]) -> str:
    """The keys that do something while a card is asked or, once it is turned, rated."""
    alt = " · ".join(f"<kbd>{rating}</kbd> {RATING_NAMES[rating].lower()}" for rating in ratings)
    keys = f"<kbd>Alt</kbd> with {alt}" if ratings else "<kbd>Ctrl</kbd>+<kbd>Enter</kbd> to check"
    return f'<p class="keys">{keys}</p>'


def head_html(session: CardSession, section: str) -> str:
    """How much of the deck is done."""
    if not session.deck:
        return '<div class="qmeta quiet">All done</div>'
    kind = "due" if session.deck[0].due else "new"
    left, rated = len(session.deck), len(session.rated)
    rest = "last card" if left == 1 else f"{left} to go"
    bar = f'<progress max="{left + rated}" value="{rated}" aria-label="cards done"></progress>'
    return f'<div class="qmeta quiet" role="status">{html.escape(section)} · {kind} · {rest}</div>{bar}'


def done_markdown(session: CardSession) -> str:
    """The closing words of a deck."""
    counts = ", ".join(
        f"{session.rated.count(r)} {name.lower()}" for r, name in RATING_NAMES.items() if r in session.rated
    )
    return (
        f"## That’s the deck\n\n{count(len(session.rated), 'card')}: {counts or 'none rated'}. "
        "What you missed comes back first, asked in a different way."
    )


def _contestable(session: CardSession) -> str:
    """The verdict with the possible objections to it, and their outcome."""
    item = session.verdict
    if item is None:
        return ""
    offered = objections(card_attempt(session), item)
    return verdict_html(item, objection_html(item, 1, offered, Contest(KEY, {item.id: session.told})), bool(offered))


def verdict_html(verdict: CriterionVerdict | None, below: str = "", to_check: bool = False) -> str:
    """The verdict on a card's answer, with its quote; "" if the answer was not checked.

    Args:
        below: The buttons that contest it, as HTML.
        to_check: Whether they can settle it where it is in doubt.
    """
    if verdict is None:
        return ""
    quote = f"<q>{with_formulas(said)}</q>" if (said := shown_quote(verdict)) else ""
    return (
        f'<section class="verdicts" aria-label="Grade"><div class="verdict {verdict.kind}" data-point="{html.escape(verdict.id, quote=True)}">'
        f'<span class="mark" aria-hidden="true">{MARKS[verdict.kind]}</span><div><div id="claim-{KEY}-1">'
        f'<span class="tag">{verdict_words(verdict.kind)}</span> '
        f"{doubt_html(doubt(verdict, to_check))}{quote}<p>{with_formulas(verdict.reason)}</p></div>{below}</div></div></section>"
    )


def _put_right(session: CardSession, question: Question, passage: Callable[[Question, str], str]) -> str:
    """What the answer got wrong and what is right, as a paragraph of Markdown; "" if nothing was wrong."""
    verdict = session.verdict
    if verdict is None or not verdict.called_wrong:
        return ""
    return f"{safe_markdown(correct_point(question, verdict, passage=passage).text)}\n\n"


def spell(interval: timedelta) -> str:
    """An interval in words, such as "10 min" or "8 days"."""
    minutes = interval.total_seconds() / 60
    if minutes < 60:
        return f"{max(1, round(minutes))} min"
    if minutes < 60 * 24:
        return f"{round(minutes / 60)} h"
    return count(round(minutes / 60 / 24), "day")


def _ratings(returns: Mapping[int, timedelta], hinted: int | None, comes_again: bool) -> dict[int, ShownRating]:
    """The rating buttons; no two promise the same.

    Args:
        comes_again: Whether a card rated "Again" is asked again in this deck.
    """
    when = {rating: spell(interval) for rating, interval in told_apart(returns, hinted).items()}
    if comes_again:
        when[AGAIN] = "now"
    elif when[AGAIN] in [soon for rating, soon in when.items() if rating != AGAIN]:
        when[AGAIN] += ", asked first"  # within a day, the points least likely to be remembered come first
    return {r: ShownRating(f"{RATING_NAMES[r]} · {soon}", r == hinted) for r, soon in when.items()}
