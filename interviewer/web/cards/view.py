"""Quick cards on the page: each asks for a point, which is answered or looked up, then rated."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import gradio as gr

from interviewer.conversation.state.limits import MAX_BRIEF_CHARACTERS
from interviewer.errors import UsageError
from interviewer.study.quick_cards import CardSession
from interviewer.study.schedule import RATING_NAMES
from interviewer.web.appeals import PressedGrade
from interviewer.web.cards.contest import contest, deny
from interviewer.web.cards.shown import KEY, shown_card
from interviewer.web.desk import Desk
from interviewer.web.guards import QUIET, ComponentUpdates, guarded, guarded_stream
from interviewer.web.markdown import LATEX


class CardsView:
    """The view's components. ``back`` is wired by the page."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.session = gr.State(CardSession())
        with gr.Column(elem_id="view-cards"):
            self._build_front()
            self._build_back()
            self.keys = gr.HTML("", elem_id="card-keys")
        self.outputs = [
            self.session,
            self.head,
            self.front,
            self.whole,
            self.question,
            self.answer,
            self.check,
            self.turn,
            self.grade.html,
            self.claim,
            self.reference,
            self.ratings,
            self.keys,
            *self.rate.values(),
        ]
        self._wire()

    def _build_front(self) -> None:
        self.back = gr.Button("Back to the start", size="sm", elem_id="btn-cards-back")
        self.head = gr.HTML("", elem_id="card-head")
        self.front = gr.Markdown("", latex_delimiters=LATEX, elem_id="card-front")
        with gr.Accordion("The question", open=True) as self.whole:
            self.question = gr.Markdown("", latex_delimiters=LATEX)
        self.answer = gr.Textbox(
            label="Your answer, in a full sentence or two",
            lines=2,
            max_lines=8,
            max_length=MAX_BRIEF_CHARACTERS,
            elem_id="card-answer",
            placeholder="Answer as you would out loud.",
        )
        with gr.Row():
            self.check = gr.Button("Check my answer", variant="primary", elem_id="btn-check")
            self.turn = gr.Button("Show me", elem_id="btn-turn")

    def _build_back(self) -> None:
        self.grade = PressedGrade(elem_id="card-verdict", key=KEY)
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
        grade = self.grade
        reading = guarded_stream(self._appeal, lambda _: {})
        held = [self.session, grade.point]
        for heard in (
            grade.appeal(reading, [*held, grade.reason], self.outputs, js=grade.appealed, **QUIET),
            grade.deny(guarded(self._deny), held, self.outputs, js=grade.denied, **QUIET),
        ):
            heard.success(None, js=grade.heard, api_visibility="private")
            heard.failure(None, js=grade.failed, api_visibility="private")

    def opened(self, section: str | None, count: int) -> ComponentUpdates:
        """A fresh deck."""
        return self._show(CardSession(tuple(self._desk.deck(section, count))), fresh=True)

    def _check(self, session: CardSession, text: str) -> ComponentUpdates:
        if not session.deck or session.turned:
            return {self.session: session}
        if not text.strip():
            raise UsageError("write an answer first, or press “Show me”")
        verdict = self._desk.check_card(session.deck[0], text)
        return self._show(replace(session, verdict=verdict, answer=text, turned=True))

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

    def _appeal(self, session: CardSession, _point: str | None, reason: str) -> Iterator[ComponentUpdates]:
        """Have the verdict read again; nothing can be rated meanwhile, since the rating follows what it becomes."""
        yield {button: gr.update(interactive=False) for button in self.rate.values()}
        try:
            heard = contest(self._desk, session, reason)
        except Exception:
            yield {button: gr.update(interactive=True) for button in self.rate.values()}
            raise
        yield self._show(heard)

    def _deny(self, session: CardSession, _point: str | None) -> ComponentUpdates:
        return self._show(deny(self._desk, session))

    def _show(self, session: CardSession, fresh: bool = False) -> ComponentUpdates:
        desk = self._desk
        card = shown_card(session, desk.bank, desk.passage, desk.card_returns)
        update: ComponentUpdates = {
            self.session: session,
            self.head: card.head,
            self.front: card.front,
            self.whole: gr.update(visible=bool(card.question), **({"open": True} if fresh else {})),
            self.question: card.question,
            self.check: gr.update(visible=card.answering),
            self.turn: gr.update(visible=card.answering),
            self.grade.html: card.verdict,
            self.claim: card.back,
            self.reference: card.reference,
            self.ratings: gr.update(visible=bool(card.ratings)),
            self.keys: card.keys,
        }
        if fresh:
            update[self.answer] = gr.update(value="", visible=card.answering)
        for rating, button in self.rate.items() if card.ratings else ():
            shown = card.ratings.get(rating)
            variant = "primary" if shown and shown.suggested else "secondary"
            label = {"value": shown.label} if shown else {}
            update[button] = gr.update(visible=shown is not None, variant=variant, interactive=True, **label)
        return update
