"""Where a candidate contests a verdict, in the interview and in the report."""

from __future__ import annotations

from collections.abc import Sequence

import gradio as gr

from interviewer.grading.appeal import MAX_ARGUMENT_CHARACTERS
from interviewer.web.guards import Update
from interviewer.web.verdicts import Choice


class AppealBox:
    """The folded box under a grade. ``send`` is wired by the view that shows it."""

    def __init__(self, choices: Sequence[Choice] = (), key: str = "") -> None:
        with gr.Accordion("Contest a verdict", open=False, visible=bool(choices), elem_classes="appeal") as self.box:
            self.point = gr.Dropdown(
                list(choices), value=None, label="Which point", elem_id=f"appeal-point{key}", interactive=True
            )
            self.reason = gr.Textbox(
                label="Why is the verdict wrong? Quote the words of your answer that make the point.",
                lines=2,
                max_lines=8,
                max_length=MAX_ARGUMENT_CHARACTERS,
                elem_id=f"appeal-reason{key}",
            )
            self.send = gr.Button("Ask for another look", size="sm", elem_id=f"btn-appeal{key}")
            gr.Markdown("This is read as an argument. It does not add to your answer.", elem_classes="quiet")

    def update(self, choices: Sequence[Choice]) -> Update:
        """The box with these points; hidden where there are none. What was typed stays."""
        return {self.box: gr.update(visible=bool(choices)), self.point: gr.update(choices=list(choices))}
