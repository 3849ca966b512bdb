"""Quick cards on the page: each asks for a point, which is answered or looked up, then rated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import gradio as gr

from interviewer.errors import UsageError
from interviewer.study.quick_cards import CardSession
from interviewer.study.schedule import RATING_NAMES
from interviewer.web.cards.shown import shown_card
from interviewer.web.desk import Desk
from interviewer.web.guards import ComponentUpdates, guarded
from interviewer.web.markdown import LATEX

MAX_ANSWER = 4_000
"""Most characters of an answer to a card, which asks for a sentence or two."""
KEYS = (
    '<p class="keys"><kbd>Ctrl</kbd>+<kbd>Enter</kbd> to check · <kbd>Alt</kbd>+<kbd>1</kbd> to '
    "<kbd>Alt</kbd>+<kbd>4</kbd> to rate</p>"
)


class CardsView:
    """The view's components. ``back`` is wired by the page."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.session = gr.State(CardSession())
        with gr.Column(elem_id="view-cards"):
            self._build_front()
            self._build_back()
            gr.HTML(KEYS)
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
        self._wire()

    def _build_front(self) -> None:
        self.back = gr.Button("Back to the start", size="sm", elem_id="btn-cards-back")
        self.head = gr.HTML("", elem_id="card-head")
        self.front = gr.Markdown("", latex_delimiters=LATEX, elem_id="card-front")
        with gr.Accordion("The whole question", open=False) as self.whole:
            self.question = gr.Markdown("", latex_delimiters=LATEX)
        self.answer = gr.Textbox(
            label="Your answer, in a full sentence or two",
            lines=2,
            max_lines=8,
            max_length=MAX_ANSWER,
            elem_id="card-answer",
            placeholder="Answer as you would out loud.",
        )
        with gr.Row():
            self.check = gr.Button("Check my answer", variant="primary", elem_id="btn-check")
            self.turn = gr.Button("Show me", elem_id="btn-turn")

    def _build_back(self) -> None:
        self.verdict = gr.HTML("", elem_id="card-verdict")
        self.claim = gr.Markdown("", latex_delimiters=LATEX, elem_id="card-back")
        with gr.Row(visible=False, elem_id="card-ratings") as self.ratings:
            self.rate = {
                rating: gr.Button(name, elem_id=f"btn-rate-{rating}", min_width=90)
                for rating, name in RATING_NAMES.items()
            }
        self.reference = gr.Markdown("", latex_delimiters=LATEX, elem_id="card-reference")

    def _wire(self) -> None:
        gr.on(
            [self.check.click, self.answer.submit],
            guarded(self._check),
            [self.session, self.answer],
            self.outputs,
            api_name="check_card",
            show_progress="hidden",
        )
        for button, handler in ((self.turn, self._turn), *((b, self._rated(r)) for r, b in self.rate.items())):
            button.click(
                guarded(handler), [self.session], self.outputs, api_visibility="private", show_progress="hidden"
            )

    def opened(self, section: str | None, count: int) -> ComponentUpdates:
        """A fresh deck."""
        return self._show(CardSession(tuple(self._desk.deck(section, count))), fresh=True)

    def _check(self, session: CardSession, text: str) -> ComponentUpdates:
        if not session.deck or session.turned:
            return {self.session: session}
        if not text.strip():
            raise UsageError("write an answer first, or press “Show me”")
        return self._show(replace(session, verdict=self._desk.check_card(session.deck[0], text), turned=True))

    def _turn(self, session: CardSession) -> ComponentUpdates:
        return self._show(replace(session, turned=True)) if session.deck else {self.session: session}

    def _rated(self, rating: int) -> Callable[[CardSession], ComponentUpdates]:
        def handler(session: CardSession) -> ComponentUpdates:
            if not session.deck or not session.turned:
                return {self.session: session}
            return self._show(
                session.after(rating, self._desk.rate_card(session.deck[0], rating, session.verdict)), fresh=True
            )

        return handler

    def _show(self, session: CardSession, fresh: bool = False) -> ComponentUpdates:
        desk = self._desk
        card = shown_card(session, desk.bank, desk.passage, desk.card_returns)
        update: ComponentUpdates = {
            self.session: session,
            self.head: card.head,
            self.front: card.front,
            self.whole: gr.update(visible=bool(card.question)),
            self.question: card.question,
            self.check: gr.update(visible=card.answering),
            self.turn: gr.update(visible=card.answering),
            self.verdict: card.verdict,
            self.claim: card.back,
            self.reference: card.reference,
            self.ratings: gr.update(visible=bool(card.ratings)),
        }
        if fresh:
            update[self.answer] = gr.update(value="", visible=card.answering)
        for rating, shown in card.ratings.items():
            variant = "primary" if shown.suggested else "secondary"
            update[self.rate[rating]] = gr.update(value=shown.label, variant=variant)
        return update
