"""Where a candidate who knows better changes when a point comes back."""

from __future__ import annotations

import gradio as gr

from interviewer.errors import UsageError
from interviewer.study.schedule import RATING_NAMES
from interviewer.web.desk import Desk
from interviewer.web.guards import Update, guarded

LATEST = 60
"""Points listed where all of them are asked for."""


class RatingBox:
    """The folded box under a grade, and on the progress page."""

    def __init__(self, desk: Desk, key: str = "") -> None:
        self._desk = desk
        with gr.Accordion("Correct when a point comes back", open=False, visible=False) as self.box:
            gr.Markdown(
                "A verdict rates your memory of its point: not met counts as *Again*, partly met as *Hard*, met as "
                "*Good*. Where you know better, say so.",
                elem_classes="quiet",
            )
            self.point = gr.Dropdown([], label="Point", elem_id=f"rating-point{key}", interactive=True)
            self.rating = gr.Radio(
                [(name, number) for number, name in RATING_NAMES.items()], label="How it was", elem_id=f"rating{key}"
            )
            self.keep = gr.Button("Change the rating", size="sm", elem_id=f"btn-rating{key}")
        self._question = gr.State("")
        self.outputs = [self.box, self.point, self.rating, self._question]
        self.keep.click(
            guarded(self._keep),
            [self.point, self.rating, self._question],
            self.outputs,
            trigger_mode="once",
            api_visibility="private",
            show_progress="hidden",
        )

    def update(self, question_id: str = "", shown: bool = True) -> Update:
        """The box for a question, or for every point where none is named."""
        rows = self._desk.rated_points(question_id)[:LATEST] if shown else []
        choices = []
        for at, criterion_id, rating, due in rows:
            question = self._desk.bank[at]
            title = "" if question_id else f"{question.short_title}: "
            claim = question.criterion(criterion_id).claim
            choices.append((f"{title}{claim} ({RATING_NAMES[rating]}, due {due:%d %b})", f"{at} {criterion_id}"))
        return {
            self.box: gr.update(visible=bool(choices)),
            self.point: gr.update(choices=choices, value=None),
            self.rating: gr.update(value=None),
            self._question: question_id,
        }

    def _keep(self, point: str | None, rating: int | None, question_id: str) -> Update:
        if not point or rating is None:
            raise UsageError("choose a point and how it was")
        at, _, criterion_id = point.partition(" ")
        due = self._desk.correct_rating(at, criterion_id, int(rating))
        gr.Info(f"Kept: {RATING_NAMES[int(rating)]}. It comes back on {due:%d %B}.")
        return self.update(question_id)
