"""Carries button presses on a verdict from the page's script to the server."""

from __future__ import annotations

import json

import gradio as gr


class PressedGrade:
    """A grade whose verdicts have buttons. Its components are added to the page at the place where it is created.

    The view wires its ``appeal`` and ``deny`` events.

    Args:
        value: The grade as HTML.
        key: Unique among all grades the page may show, including later ones: a press in one must not be sent or handled by
        another.

    Attributes:
        appealed: What the browser runs before an appeal is sent: ``point`` and ``reason`` are its last two inputs.
        denied: The same for a denial, whose last input is ``point``.
        heard: What the browser runs once an objection has been handled.
        failed: What it runs if the objection failed.
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
