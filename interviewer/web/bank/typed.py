"""What is in the fields of the open draft, and what is shown if it cannot be saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import gradio as gr

from interviewer.web.bank.form import read_edit
from interviewer.web.guards import ComponentUpdates
from knowledge.authoring.drafts.edits import DraftEdit

_LONGEST_NAME = 40
"""Longest name that is shown, in characters."""


@dataclass(frozen=True, kw_only=True)
class Typed:
    """The fields of the open draft as they came from the page.

    Attributes:
        name: The name of the draft; "" if none is open.
        stamp: The stamp of its file when it was opened.
        text: What is in the file editor.
        form: What is in the form; None if there is none.
    """

    name: str
    stamp: str
    text: str = ""
    form: DraftEdit | None = None


def read_typed(values: Sequence[object]) -> Typed:
    """The fields, in the order of the tab: what is open, the file, and the form."""
    opened, text, *fields = values
    name, stamp = opened_of(opened)
    return Typed(name=name, stamp=stamp, text=str(text or ""), form=read_edit(fields) if fields else None)


def opened_of(value: object) -> tuple[str, str]:
    """Name and stamp of the open draft; the page keeps them as JSON, which has no tuples."""
    if isinstance(value, list | tuple) and len(value) == 2:
        return str(value[0]), str(value[1])
    return "", ""


class HeldBack:
    """A way out if what was typed can't be saved: it stays in the fields until the writer discards it.

    Attributes:
        drop: The button that discards it.
        wanted: The draft that is opened next.
    """

    def __init__(self) -> None:
        self.drop = gr.Button("Drop what I typed", size="sm", visible=False, elem_id="btn-draft-drop")
        self.wanted: gr.State = gr.State("")

    def shown(self, wanted: str, there: bool) -> ComponentUpdates:
        """The button.

        Args:
            wanted: The draft that is opened when it is pressed, or the first one if that is gone.
            there: Whether that draft still exists.
        """
        name = wanted if len(wanted) <= _LONGEST_NAME else f"{wanted[: _LONGEST_NAME - 1]}…"
        words = f"Drop what I typed and open {name}" if there else "Drop what I typed"
        return {self.drop: gr.update(visible=True, value=words), self.wanted: wanted}

    def hidden(self) -> ComponentUpdates:
        """Neither."""
        return {self.drop: gr.update(visible=False), self.wanted: ""}
