"""The part of the tab that takes a list, pasted or as a file. It is previewed first, then added as drafts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import gradio as gr

from interviewer.bootstrap import App
from interviewer.errors import UsageError
from interviewer.web.bank.likes import much_like
from interviewer.web.bank.seen import added_markdown, seen_markdown
from interviewer.web.guards import ComponentUpdates
from interviewer.web.markdown import safe_markdown
from knowledge.authoring.importer import write_list
from knowledge.authoring.manifest import ImportFailure
from knowledge.authoring.naming import OWN_PREFIX
from knowledge.authoring.question_list import QuestionList
from knowledge.authoring.reading.list_file import list_text, read_list_text
from knowledge.authoring.rehearsal import rehearse

MOST_BYTES = 1_000_000
"""Most bytes of a list on the page: some ten thousand questions. Reading those takes half a minute; a book by mistake would
take longer."""
TYPES = [".md", ".markdown", ".txt", ".csv"]
_PASTED = "The pasted text"
EXAMPLE = "## Training\n\n1. What does dropout do, and why does it help?\n2. When would you use batch normalisation?"


@dataclass(frozen=True)
class HeldList:
    """A list that was previewed and can be added.

    Attributes:
        source: Where it came from; a file may have any name.
        name: What it is called in messages.
        text: "" if there is none.
    """

    source: Literal["pasted", "file"] = "pasted"
    name: str = ""
    text: str = ""


class ListUpload:
    """The components that take a list, added to the page where they are created.

    Args:
        root: Gives the folder of the user's own bank, which is made when the first questions are added.
    """

    def __init__(self, app: App, root: Callable[[], Path]) -> None:
        self._app, self._root = app, root
        self.text = gr.Textbox(
            label="Paste your questions",
            info="One per line, or any Markdown list. Text below a question becomes its draft answer.",
            placeholder=EXAMPLE,
            lines=5,
            max_lines=14,
            max_length=MOST_BYTES,
            elem_id="list-text",
        )
        with gr.Row():
            self.read = gr.Button("Preview the list", size="sm", elem_id="btn-list-read")
            self.file = gr.UploadButton(
                "Upload a file (.md, .txt, .csv)", file_types=TYPES, size="sm", elem_id="btn-list-file"
            )
        self.seen = gr.Markdown("", elem_id="list-seen")
        self.add = gr.Button("Add these", variant="primary", size="sm", visible=False, elem_id="btn-list-add")
        self.held: gr.State = gr.State(HeldList())
        self.outputs: list[gr.blocks.Block] = [self.seen, self.add, self.held]

    def look_at_text(self, text: str | None) -> ComponentUpdates:
        """A preview of what was pasted."""
        data = (text or "").encode("utf-8", "replace")
        return self._looked("pasted", _PASTED, data)

    def look_at_file(self, path: str | None) -> ComponentUpdates:
        """A preview of what was uploaded."""
        if not path:
            raise UsageError("choose a file first")
        file = Path(path)
        if file.stat().st_size > MOST_BYTES:  # before it is read
            return self._refused(_too_long(file.name))
        return self._looked("file", file.name, file.read_bytes())

    def add_these(self, held: HeldList, now: str | None = None) -> ComponentUpdates:
        """Write the previewed list as drafts.

        Args:
            now: What is in the paste box. The box is emptied if that is what was added, and left alone otherwise.

        Raises:
            UsageError: No list was previewed.
        """
        if not held.text:
            raise UsageError("preview a list first; then you can add it")
        found = read_list_text(held.text, held.name)
        result = write_list(found, self._root(), prefix=self._prefix)
        return {
            self.seen: added_markdown(result),
            self.add: gr.update(visible=False),
            self.held: HeldList(),
            self.text: gr.update(value="") if held.source == "pasted" and now == held.text else gr.skip(),
        }

    @property
    def _prefix(self) -> str:
        """The prefix of new ids, which must not clash with the ids of built-in questions."""
        return "" if self._app.settings.bank else OWN_PREFIX

    def _looked(self, source: Literal["pasted", "file"], name: str, data: bytes) -> ComponentUpdates:
        if len(data) > MOST_BYTES:
            return self._refused(_too_long(name))
        try:
            text = list_text(data, name)
            if "\0" in text:
                return self._refused(f"{name} is not a text file; save the list as text, in UTF-8")
            if not text.strip():
                return self._refused(f"{name} is empty; write a question on each line, such as '1. What is …?'")
            found = read_list_text(text, name)
            result = rehearse(found, self._root(), self._prefix)
        except ImportFailure as error:
            return self._refused(str(error))
        new = {i: _text_of(found, number) for i, number in result.places.items() if i in set(result.written)}
        return {
            self.seen: seen_markdown(found, result, much_like(new, self._app.services)),
            self.add: gr.update(visible=bool(result.written or result.reworded or result.answered)),
            self.held: HeldList(source, name, text),
        }

    def _refused(self, why: str) -> ComponentUpdates:
        return {
            self.seen: f"**Not read.** {safe_markdown(' '.join(why.split()))}",
            self.add: gr.update(visible=False),
            self.held: HeldList(),
        }


def _text_of(found: QuestionList, number: int) -> str:
    part = found.parts[number]
    return f"{part.stem} {part.text}".strip()


def _too_long(name: str) -> str:
    return f"{name} is over 1 MB; a question list is text, so take the questions out of it, or split it"
