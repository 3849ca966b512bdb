"""The forms of the interview view: the canvas or the tree, and the code editor with its Run button."""

from __future__ import annotations

import gradio as gr

from interviewer.web.guards import ComponentUpdates

CODE_LINES, MOST_CODE_LINES = 10, 22
"""Height of the box for code, in lines: at first, and at most."""


class FormBox:
    """The forms for answers that are not prose; hidden if the question asks for prose.

    Attributes:
        entered: Where the page's script puts the drawing or the tree when Send is pressed.
    """

    def __init__(self) -> None:
        self.html = gr.HTML("", elem_id="form")
        with gr.Column(visible=False, elem_id="code-box") as self.code_box:
            self.code = gr.Code(
                value="",
                language="python",
                label="Your code, sent with your answer (Esc leaves the editor)",
                lines=CODE_LINES,
                max_lines=MOST_CODE_LINES,
                interactive=True,
                buttons=["copy"],
                elem_id="code",
            )
            self.example = gr.Markdown("", elem_id="code-example", elem_classes="quiet")
            with gr.Row(elem_id="code-buttons"):
                self.run = gr.Button("Run", size="sm", elem_id="btn-run", min_width=80)
                self.stop = gr.Button("Stop", size="sm", variant="stop", elem_id="btn-stop", min_width=80)
            self.result = gr.HTML("", elem_id="code-result")
        self.entered = gr.Textbox("", visible=False)

    @property
    def parts(self) -> list[gr.blocks.Block]:
        """The components that ``update`` changes."""
        return [self.html, self.code_box, self.code, self.example, self.result]

    def update(self, form: str, code: bool, fresh_code: str | None, example: str) -> ComponentUpdates:
        """Show a question's form; code that was typed stays, unless the question has just been asked."""
        fresh = fresh_code is not None
        return {
            self.html: form,
            self.code_box: gr.update(visible=code),
            self.code: gr.update(value=fresh_code) if fresh else gr.skip(),
            self.example: example,
            self.result: "" if fresh or not code else gr.skip(),
        }
