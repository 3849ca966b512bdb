"""Carries what is pressed on a verdict from the page's script to the server."""

from __future__ import annotations

import json

import gradio as gr


class PressedGrade:
    """A grade whose verdicts can be pressed, built where it is created.

    ``appeal`` and ``deny`` are the events that the view wires.

    Args:
        value: The grade as HTML.
        key: Tells it from every other grade that the page may show, even after this one: what is pressed in one
            must not be sent or settled by another.

    Attributes:
        appealed: What the browser runs before an appeal is sent: ``point`` and ``reason`` are its last two inputs.
        denied: The same for a denial, whose last input is ``point``.
        heard: What the browser runs once an objection was heard.
        failed: What it runs where that came to nothing.
    """

    def __init__(self, value: str = "", elem_id: str | None = None, *, key: str) -> None:
        name = json.dumps(key)
        self.html = gr.HTML(value, elem_id=elem_id, js_on_load=f"window.vivaGrade(element, trigger, {name})")
        self.point = gr.Textbox(visible=False)
        self.reason = gr.Textbox(visible=False)
        self.appeal = self.html.select
        self.deny = self.html.submit
        self.appealed = f"(...values) => [...values.slice(0, -2), ...window.vivaObjection({name})]"
        self.denied = f"(...values) => [...values.slice(0, -1), window.vivaObjection({name})[0]]"
        self.heard = f"() => window.vivaObjectionHeard({name}, true)"
        self.failed = f"() => window.vivaObjectionHeard({name}, false)"
