"""The forms of the interview view: the canvas or the tree, and the code editor with its run."""

from __future__ import annotations

import gradio as gr

from interviewer.web.guards import Update

CODE_LINES, MOST_CODE_LINES = 10, 22


class FormBox:
    """What an answer that is not prose is entered in; hidden where the question asks for prose.

    Attributes:
        entered: Where the page's script puts the drawing or the tree when Send is pressed.
    """

    def __init__(self) -> None:
        self.html = gr.HTML("", elem_id="form")
        with gr.Column(visible=False, elem_id="code-box") as self.code_box:
            self.code = gr.Code(
                value="",
                language="python",
                label="Your code (sent with your answer)",
                lines=CODE_LINES,
                max_lines=MOST_CODE_LINES,
                interactive=True,
                buttons=["copy"],
                elem_id="code",
            )
        self.entered = gr.Textbox("", visible=False)

    @property
    def parts(self) -> list[gr.blocks.Block]:
        """What ``update`` changes."""
        return [self.html, self.code_box, self.code]

    def update(self, form: str, code: bool, fresh_code: str | None) -> Update:
        """Show the form of a question; what was typed as code stays unless a question has just been asked."""
        return {
            self.html: form,
            self.code_box: gr.update(visible=code),
            self.code: gr.skip() if fresh_code is None else gr.update(value=fresh_code),
        }
