"""The box in which a candidate asks about a question once the interview is over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import gradio as gr

from interviewer.conversation.state.limits import MAX_BRIEF_CHARACTERS
from interviewer.web.guards import QUIET, ComponentUpdates
from interviewer.web.markdown import LATEX, safe_markdown
from interviewer.web.report.shown import said_markdown

ASKED = "Ask about this question"
KEYS = '<p class="keys"><kbd>Ctrl</kbd>+<kbd>Enter</kbd> to ask</p>'
EXAMPLES = "Ask about this grade: “Why?” or “Explain point 2”"


class AskBox:
    """What was asked since the end, a line to ask more, its button and its keys. It is added to the page where it is created.

    Attributes:
        asked: What was asked so far, with the replies.
        box: Where the next question is written; what is in it stays until the reply is there.
    """

    def __init__(self, asked: str) -> None:
        self.asked = gr.Markdown(asked, latex_delimiters=LATEX, elem_classes="asked-since", container=False)
        with gr.Row(elem_classes="ask-row", equal_height=False):
            self.box = gr.Textbox(
                label=ASKED,
                placeholder=EXAMPLES,
                lines=2,  # as in the answer box: Enter begins a line and Ctrl+Enter sends
                max_lines=5,
                max_length=MAX_BRIEF_CHARACTERS,
                container=False,
                min_width=160,
                elem_classes="ask-box",
            )
            self._button = gr.Button("Ask", size="sm", scale=0, min_width=80, elem_classes="ask-send")
        gr.HTML(KEYS, elem_classes="ask-keys", padding=False)

    def wire(
        self,
        handler: Callable[..., Iterator[ComponentUpdates]],
        inputs: Sequence[gr.components.Component],
        outputs: Sequence[gr.components.Component],
    ) -> None:
        """Have a handler reply to what is asked; if it fails, the words are still in the box."""
        parts = [*outputs, self.box, self._button]
        asking = gr.on(
            [self._button.click, self.box.submit], handler, list(inputs), parts, concurrency_limit=None, **QUIET
        )
        asking.failure(self.again, None, [self.box, self._button], **QUIET)

    def waiting(self, before: str, text: str) -> ComponentUpdates:
        """What was just asked, while there is no reply yet."""
        return {**self.replying(before, text, "*One moment …*"), **self._enabled(False)}

    def replying(self, before: str, text: str, reply: str) -> ComponentUpdates:
        """The reply as far as it goes."""
        return {self.asked: "\n\n".join(part for part in (before, said_markdown(text), safe_markdown(reply)) if part)}

    def done(self) -> ComponentUpdates:
        """Ready for the next question."""
        return {self.box: gr.update(value="", interactive=True), self._button: gr.update(interactive=True)}

    def again(self) -> ComponentUpdates:
        """Ready to ask the same again."""
        return self._enabled(True)

    def _enabled(self, on: bool) -> ComponentUpdates:
        return {self.box: gr.update(interactive=on), self._button: gr.update(interactive=on)}
