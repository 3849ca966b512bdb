"""The form of one draft: the question, a good answer, and the points it is graded by."""

from __future__ import annotations

from collections.abc import Sequence

import gradio as gr

from interviewer.web.bank.points import PointFields, read_points
from interviewer.web.guards import ComponentUpdates
from knowledge.authoring.drafts.edits import MOST_POINTS, DraftEdit
from knowledge.schema import Bank, section_title

_LONGEST = 100_000
"""Most characters of a question or an answer; a bank file can hold a megabyte."""


class DraftForm:
    """The form's components, added to the page where they are created.

    Attributes:
        inputs: Every field, in the order that ``read_edit`` takes.
    """

    def __init__(self) -> None:
        with gr.Column(visible=False, elem_id="draft-form") as self.box:
            self.title = gr.Textbox(label="Title", lines=1, max_lines=1, max_length=200, elem_id="draft-title")
            self.question = gr.Textbox(
                label="Question",
                info="Markdown; formulas go between dollar signs.",
                lines=3,
                max_lines=20,
                max_length=_LONGEST,
                elem_id="draft-question",
            )
            self.reference = gr.Textbox(
                label="Reference answer",
                info="What a very good answer says, in a few paragraphs. It is shown once the question is done.",
                lines=5,
                max_lines=24,
                max_length=_LONGEST,
                elem_id="draft-reference",
            )
            with gr.Row():
                self.section = gr.Dropdown(
                    [], label="Section", allow_custom_value=True, interactive=True, elem_id="draft-section"
                )
                self.difficulty = gr.Slider(
                    1, 5, value=3, step=1, label="Difficulty, 1 to 5", elem_id="draft-difficulty"
                )
            gr.Markdown(
                "**Points.** What an answer is graded on. Each must be decidable on its own. A weight of 0 makes it a bonus. Write "
                "one phrase per line. Clear a point to remove it.",
                elem_classes="quiet",
            )
            self.points = PointFields()
            self.hints = gr.Textbox(
                label="Hints, one per line",
                info="The first should give away the least.",
                lines=2,
                max_lines=10,
                max_length=20_000,
                elem_id="draft-hints",
            )
        fields = [self.title, self.question, self.reference, self.section, self.difficulty, self.hints]
        self.inputs: list[gr.blocks.Block] = [*fields, *self.points.inputs]
        self.outputs: list[gr.blocks.Block] = [self.box, *fields, *self.points.outputs]

    def filled(self, edit: DraftEdit | None, bank: Bank) -> ComponentUpdates:
        """The form filled with a draft; hidden if there is none to show.

        Args:
            bank: Its sections are offered; any other can be typed.
        """
        if edit is None:
            return {self.box: gr.update(visible=False)}
        sections = dict.fromkeys([*bank.sections, edit.section])
        return {
            self.box: gr.update(visible=True),
            self.title: edit.title,
            self.question: edit.question,
            self.reference: edit.reference,
            self.section: gr.update(choices=[(section_title(s), s) for s in sections], value=edit.section),
            self.difficulty: edit.difficulty,
            self.hints: "\n".join(edit.hints),
            **self.points.filled(edit.points),
        }


def read_edit(values: Sequence[object]) -> DraftEdit:
    """The edit that the fields contain, from the values the page sent."""
    title, question, reference, section, difficulty, hints, *points = values
    level = float(str(difficulty)) if difficulty is not None else 0.0
    return DraftEdit(
        title=str(title or ""),
        question=str(question or ""),
        reference=str(reference or ""),
        section=str(section or ""),
        difficulty=int(level) if level == int(level) else 0,
        hints=tuple(str(hints or "").splitlines()),
        points=read_points(points[: 4 * MOST_POINTS]),
    )
