"""Puts the page together."""

from __future__ import annotations

import gradio as gr

from interviewer.web.controls import controls, wire
from interviewer.web.desk import Desk
from interviewer.web.handlers import Handlers
from interviewer.web.layout import Layout
from interviewer.web.links import TITLE


def build_page(desk: Desk) -> gr.Blocks:
    """The Blocks of the page."""
    with gr.Blocks(title=TITLE, analytics_enabled=False) as blocks:
        layout = Layout(desk)
        handlers = Handlers(desk, layout)
        wire(controls(blocks, layout, handlers), handlers.refresh)
    return blocks
