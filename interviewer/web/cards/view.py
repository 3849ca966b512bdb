"""Quick cards on the page: a point is asked, answered or looked up, and rated; then the next one."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import gradio as gr

from interviewer.errors import UsageError
from interviewer.grading.grade import CriterionGrade
from interviewer.study.quick_cards import CardSession, suggested
from interviewer.study.schedule import RATING_NAMES
from interviewer.web import render
from interviewer.web.desk import Desk
from interviewer.web.guards import Update, guarded
from knowledge.pictures import embedded
from knowledge.schema import section_title

MAX_ANSWER = 4_000


class CardsView:
    """Controls of the view. ``back`` is wired by the page."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.session = gr.State(CardSession())
        with gr.Column(elem_id="view-cards"):
            self.back = gr.Button("Back to the start", size="sm", elem_id="btn-cards-back")
            self.head = gr.HTML("", elem_id="card-head")
            self.front = gr.Markdown("", latex_delimiters=render.LATEX, elem_id="card-front")
            with gr.Accordion("The question it belongs to", open=False) as self.whole:
                self.question = gr.Markdown("", latex_delimiters=render.LATEX)
            self.answer = gr.Textbox(
                label="Your answer, in a full sentence or two",
                lines=2,
                max_lines=8,
                max_length=MAX_ANSWER,
                elem_id="card-answer",
                placeholder="Shift+Enter checks it.",
            )
            with gr.Row():
                self.check = gr.Button("Check my answer", variant="primary", elem_id="btn-check")
                self.turn = gr.Button("Show me", elem_id="btn-turn")
            self.verdict = gr.HTML("", elem_id="card-verdict")
            self.claim = gr.Markdown("", latex_delimiters=render.LATEX, elem_id="card-back")
            with gr.Row(visible=False, elem_id="card-ratings") as self.ratings:
                self.rate = {
                    rating: gr.Button(name, elem_id=f"btn-rate-{rating}", min_width=90)
                    for rating, name in RATING_NAMES.items()
                }
            self.reference = gr.Markdown("", latex_delimiters=render.LATEX, elem_id="card-reference")
            gr.HTML(
                '<p class="keys"><kbd>Shift</kbd>+<kbd>Enter</kbd> checks · <kbd>Alt</kbd>+<kbd>1</kbd> … '
                "<kbd>Alt</kbd>+<kbd>4</kbd> rate the card</p>"
            )
        self.outputs = [
            self.session,
            self.head,
            self.front,
            self.whole,
            self.question,
            self.answer,
            self.check,
            self.turn,
            self.verdict,
            self.claim,
            self.reference,
            self.ratings,
            *self.rate.values(),
        ]
        gr.on(
            [self.check.click, self.answer.submit],
            guarded(self._check),
            [self.session, self.answer],
            self.outputs,
            trigger_mode="once",
            api_name="check_card",
            show_progress="hidden",
        )
        self.turn.click(
            guarded(self._turn), [self.session], self.outputs, api_visibility="private", show_progress="hidden"
        )
        for rating, button in self.rate.items():
            button.click(
                guarded(self._rated(rating)),
                [self.session],
                self.outputs,
                trigger_mode="once",
                api_visibility="private",
                show_progress="hidden",
            )

    def opened(self, section: str | None, count: int) -> Update:
        """A fresh deck."""
        return self._show(CardSession(tuple(self._desk.deck(section, count))), fresh=True)

    def _check(self, session: CardSession, text: str) -> Update:
        if not session.deck or session.turned:
            return {self.session: session}
        if not text.strip():
            raise UsageError("write an answer first, or press “Show me”")
        return self._show(replace(session, verdict=self._desk.check_card(session.deck[0], text), turned=True))

    def _turn(self, session: CardSession) -> Update:
        return self._show(replace(session, turned=True)) if session.deck else {self.session: session}

    def _rated(self, rating: int) -> Callable[[CardSession], Update]:
        def handler(session: CardSession) -> Update:
            if not session.deck or not session.turned:
                return {self.session: session}
            return self._show(session.after(rating, self._desk.rate_card(session.deck[0], rating)), fresh=True)

        return handler

    def _show(self, session: CardSession, fresh: bool = False) -> Update:
        desk = self._desk
        update: Update = {
            self.session: session,
            self.head: head_html(session, self._where(session)),
            self.ratings: gr.update(visible=bool(session.deck) and session.turned),
            self.verdict: "",
            self.claim: "",
            self.reference: "",
        }
        if fresh:
            update[self.answer] = gr.update(value="", visible=bool(session.deck))
        for control in (self.check, self.turn):
            update[control] = gr.update(visible=bool(session.deck) and not session.turned)
        update[self.whole] = gr.update(visible=bool(session.deck))
        if not session.deck:
            update |= {self.front: done_markdown(session), self.question: ""}
            return update
        card = session.deck[0]
        question = desk.bank[card.question_id]
        update[self.front] = f"### {question.short_title}\n\n{render.safe_markdown(card.front)}"
        update[self.question] = embedded(question.question, desk.bank.root)
        if session.turned:
            claim = question.criterion(card.criterion_id).claim
            passage = desk.conductor.services.passage(question, claim)
            update[self.verdict] = verdict_html(session.verdict)
            update[self.claim] = f"**{claim}.** How well did you have it?"
            update[self.reference] = embedded(passage, desk.bank.root)
            returns = desk.card_returns(card)
            hinted = suggested(session.verdict)
            for rating, button in self.rate.items():
                update[button] = gr.update(
                    value=f"{RATING_NAMES[rating]} · {spell(returns[rating])}",
                    variant="primary" if rating == hinted else "secondary",
                )
        return update

    def _where(self, session: CardSession) -> str:
        return section_title(self._desk.bank[session.deck[0].question_id].section) if session.deck else ""


def head_html(session: CardSession, section: str) -> str:
    """How far the deck is."""
    if not session.deck:
        return '<div class="qmeta quiet">All done</div>'
    kind = "due" if session.deck[0].due else "new"
    left = len(session.deck)
    cards = "this is the last" if left == 1 else f"{left} to go"
    bar = (
        f'<progress max="{left + len(session.rated)}" value="{len(session.rated)}" aria-label="cards done"></progress>'
    )
    return f'<div class="qmeta quiet" role="status">{html.escape(section)} · {kind} · {cards}</div>{bar}'


def done_markdown(session: CardSession) -> str:
    """What is said at the end of a deck."""
    counts = ", ".join(
        f"{session.rated.count(r)} {name.lower()}" for r, name in RATING_NAMES.items() if r in session.rated
    )
    cards = f"{len(session.rated)} card{'s' if len(session.rated) != 1 else ''}"
    return (
        f"### That is the deck\n\n{cards}: {counts or 'none rated'}. What you missed comes back first, in other words."
    )


def verdict_html(verdict: CriterionGrade | None) -> str:
    """The verdict on a card's answer, with its quote."""
    if verdict is None:
        return ""
    quote = f"<q>{html.escape(verdict.evidence[0].quote)}</q>" if verdict.evidence else ""
    words = render.VERDICT_WORDS[verdict.verdict]
    sure = render.confidence(verdict, closed=True)
    return (
        f'<section class="verdicts" aria-label="Grade"><div class="verdict {verdict.verdict}"><div><span class="tag">{words}</span> '
        f"{sure}{quote}<p>{html.escape(verdict.reason)}</p></div></div></section>"
    )


def spell(interval: timedelta) -> str:
    """An interval in words."""
    minutes = interval.total_seconds() / 60
    if minutes < 60:
        return f"{max(1, round(minutes))} min"
    if minutes < 60 * 24:
        return f"{round(minutes / 60)} h"
    days = round(minutes / 60 / 24)
    return f"{days} day{'s' if days != 1 else ''}"
