"""Carries what is pressed on the card of a verdict from the page's script to the server."""

from __future__ import annotations

import gradio as gr

from interviewer.web.objections import CARDS


class VerdictCards:
    """A grade whose cards can be pressed, built where it is created.

    ``appeal`` and ``deny`` are the events that the view wires.

    Args:
        value: The grade as HTML.
    """

    APPEALED = "(...values) => [...values.slice(0, -2), ...window.vivaObjection()]"
    """What the browser runs before an appeal is sent: ``point`` and ``reason`` are its last two inputs."""
    DENIED = "(...values) => [...values.slice(0, -1), window.vivaObjection()[0]]"
    """The same for a denial, whose last input is ``point``."""
    HEARD = "() => window.vivaObjectionHeard(true)"
    FAILED = "() => window.vivaObjectionHeard(false)"
    """What the browser runs once an objection was heard, and where that came to nothing."""

    def __init__(self, value: str = "", elem_id: str | None = None) -> None:
        self.html = gr.HTML(value, elem_id=elem_id, js_on_load=CARDS)
        self.point = gr.Textbox(visible=False)
        self.reason = gr.Textbox(visible=False)
        self.appeal = self.html.select
        self.deny = self.html.submit
