"""Where a candidate contests a verdict, in the interview and in the report."""

from __future__ import annotations

import html
from collections.abc import Sequence

import gradio as gr

from interviewer.grading.appeal import MAX_ARGUMENT_CHARACTERS
from interviewer.web.guards import Update
from interviewer.web.verdicts import Choice


class AppealBox:
    """The folded box under a grade. ``send`` and ``deny`` are wired by the view that shows it.

    Args:
        choices: Points whose verdict may be contested.
        doubtful: Points that the grade is unsure about; the candidate may say that the answer does not make one.
    """

    def __init__(self, choices: Sequence[Choice] = (), doubtful: Sequence[Choice] = (), key: str = "") -> None:
        shown = bool(choices or doubtful)
        with gr.Accordion("Contest a verdict", open=False, visible=shown, elem_classes="appeal") as self.box:
            self.point = gr.Dropdown(
                list(choices), value=None, label="Which point", elem_id=f"appeal-point{key}", interactive=True
            )
            self.reason = gr.Textbox(
                label="Why is the verdict wrong? Quote the words of your answer that make the point, "
                "or say that you did not say what it holds against you.",
                lines=2,
                max_lines=8,
                max_length=MAX_ARGUMENT_CHARACTERS,
                elem_id=f"appeal-reason{key}",
            )
            self.send = gr.Button("Ask for another look", size="sm", elem_id=f"btn-appeal{key}")
            self.result = gr.HTML("", elem_id=f"appeal-result{key}", elem_classes="appeal-result")
            gr.Markdown("This is read as an argument. It does not add to your answer.", elem_classes="quiet")
            with gr.Column(visible=bool(doubtful)) as self.doubts:
                self.doubt = gr.Dropdown(
                    list(doubtful),
                    value=None,
                    label="The grade is not sure about these. Which one does your answer not say?",
                    elem_id=f"deny-point{key}",
                    interactive=True,
                )
                self.deny = gr.Button("No, it does not say that", size="sm", elem_id=f"btn-deny{key}")

    @property
    def parts(self) -> list[gr.blocks.Block]:
        """What ``update`` changes, and the box that is emptied when an appeal was heard."""
        return [self.box, self.point, self.reason, self.doubts, self.doubt, self.result]

    def decided(self, text: str) -> Update:
        """What came of an appeal, where it was made."""
        shown = f'<p role="status"><b>Second look.</b> {html.escape(text)}</p>' if text else ""
        return {self.result: shown, self.box: gr.update(visible=True)}

    def update(self, choices: Sequence[Choice], doubtful: Sequence[Choice] = ()) -> Update:
        """The box with these points; hidden where there are none. What was typed stays, and what was decided last."""
        shown = bool(choices or doubtful)
        return {
            self.box: gr.update(visible=shown),
            self.result: gr.skip() if shown else "",
            self.point: gr.update(choices=list(choices)),
            self.doubts: gr.update(visible=bool(doubtful)),
            self.doubt: gr.update(choices=list(doubtful), value=None),
        }
