"""Lets candidates change when a point comes back, if they disagree with the grade."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import gradio as gr

from interviewer.errors import UsageError
from interviewer.grading.rubric.spoken import point
from interviewer.study.day import local_day
from interviewer.study.schedule import RATING_NAMES
from interviewer.web.desk import Desk
from interviewer.web.guards import ComponentUpdates, guarded
from knowledge.schema import Bank

RatedPoint = tuple[str, str, int, datetime]
"""Question, criterion, last rating and due date."""
LATEST = 60
"""Most points listed when all are requested: as many as one can scroll through. A judgement."""


class RatingBox:
    """The collapsed box under a grade, and on the progress page."""

    def __init__(self, desk: Desk, key: str = "") -> None:
        self._desk = desk
        with gr.Accordion("Change when a point is due", open=False, visible=False) as self.box:
            gr.Markdown(
                "A verdict decides when its point is due again: not met counts as *Again*, partly met as *Hard*, met as "
                "*Good*. A point you contradicted counts as *Again* and is asked first. If you see it differently, "
                "change it here.",
                elem_classes="quiet",
            )
            self.point = gr.Dropdown([], label="Point", elem_id=f"rating-point{key}", interactive=True)
            self.rating = gr.Radio(
                [(name, number) for number, name in RATING_NAMES.items()],
                label="How well did you know it?",
                elem_id=f"rating{key}",
            )
            self.save = gr.Button("Save the rating", size="sm", elem_id=f"btn-rating{key}")
        self._question = gr.State("")
        self.outputs = [self.box, self.point, self.rating, self._question]
        self.save.click(
            guarded(self._save),
            [self.point, self.rating, self._question],
            self.outputs,
            trigger_mode="once",
            api_visibility="private",
            show_progress="hidden",
        )

    def of_question(self, question_id: str) -> ComponentUpdates:
        """The box with a question's rated points."""
        return self._listed(self._desk.rated_points(question_id), question_id)

    def of_all(self) -> ComponentUpdates:
        """The box with the most recently rated points of all questions."""
        return self._listed(self._desk.rated_points()[:LATEST], "")

    def hidden(self) -> ComponentUpdates:
        """The box with nothing in it."""
        return self._listed([], "")

    def _listed(self, rows: Sequence[RatedPoint], question_id: str) -> ComponentUpdates:
        choices = rating_choices(rows, self._desk.bank, with_titles=not question_id)
        return {
            self.box: gr.update(visible=bool(choices)),
            self.point: gr.update(choices=choices, value=None),
            self.rating: gr.update(value=None),
            self._question: question_id,
        }

    def _save(self, point: str | None, rating: int | None, question_id: str) -> ComponentUpdates:
        if not point or rating is None:
            raise UsageError("choose a point, and how well you knew it")
        at, _, criterion_id = point.partition(" ")
        due = self._desk.correct_rating(at, criterion_id, int(rating))
        gr.Info(f"Saved as {RATING_NAMES[int(rating)]}. It comes back on {_day(due)}.")
        return self.of_question(question_id) if question_id else self.of_all()


def rating_choices(rows: Sequence[RatedPoint], bank: Bank, with_titles: bool) -> list[tuple[str, str]]:
    """Rated points as choices for a list: the label, and "question criterion" as its value."""
    choices = []
    for question_id, criterion_id, rating, due in rows:
        question = bank[question_id]
        title = f"{question.short_title}: " if with_titles else ""
        claim = point(question.criterion(criterion_id).claim)
        shown = f"{title}{claim} ({RATING_NAMES[rating]}, due {_day(due)})"
        choices.append((shown, f"{question_id} {criterion_id}"))
    return choices


def _day(due: datetime) -> str:
    """The candidate's day on which a point comes back: before four in the morning it is still the day before."""
    day = local_day(due)
    return f"{day.day} {day:%b}"
