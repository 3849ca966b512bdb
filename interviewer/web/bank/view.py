"""The page's tab for the drafts of one's own bank: read, edit, approve."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import gradio as gr

from interviewer.errors import UsageError
from interviewer.web import render
from interviewer.web.guards import Update, guarded
from knowledge.authoring.review import approve, drafts, missing_for_approval, save
from knowledge.pictures import embedded, relative_to_root
from knowledge.schema import Question

EMPTY = "No drafts: every question of your bank is approved."


class DraftsTab:
    """Controls of the tab, built where it is created. ``root`` is the folder of the person's bank."""

    def __init__(self, root: Path) -> None:
        self._root = root
        gr.Markdown(
            "Questions that were imported are asked only after a person has approved them. "
            "Complete the reference answer and the criteria, then approve; `VIVA_BANK` interviews use it after a restart.",
            elem_classes="quiet",
        )
        self.which = gr.Dropdown([], label="Draft", elem_id="draft-list", interactive=True)
        self.text = gr.Code(
            label="The file", language="markdown", lines=16, max_lines=28, elem_id="draft-text", interactive=True
        )
        self.faults = gr.Markdown("", elem_id="draft-faults")
        with gr.Row():
            self.keep = gr.Button("Save", size="sm", elem_id="btn-draft-save")
            self.approve = gr.Button("Approve", size="sm", variant="primary", elem_id="btn-draft-approve")
        with gr.Accordion("As it will be read", open=False):
            self.preview = gr.Markdown("", latex_delimiters=render.LATEX)
        outputs = [self.which, self.text, self.faults, self.preview]
        self.which.input(guarded(self._open), [self.which], outputs, api_name="draft_open")
        self.keep.click(guarded(self._save), [self.which, self.text], outputs, api_name="draft_save")
        self.approve.click(guarded(self._approve), [self.which, self.text], outputs, api_name="draft_approve")
        self.outputs = outputs

    def listed(self) -> Update:
        """The list of drafts as it is on disk, the first one open."""
        waiting = drafts(self._root)
        if not waiting:
            return self._nothing()
        return self._shown(waiting[0].id)

    def _open(self, which: str | None) -> Update:
        return self._shown(which) if which else self._nothing()

    def _save(self, which: str | None, text: str) -> Update:
        save(text, self._path(which))
        gr.Info("Saved.")
        return self._shown(which or "")

    def _approve(self, which: str | None, text: str) -> Update:
        path = self._path(which)
        save(text, path)  # what was typed is kept, whatever comes of it
        if approve(path, self._root):
            return self._shown(which or "")
        gr.Info(f"{which} is approved.")
        return self.listed()

    def _path(self, which: str | None) -> Path:
        """The file of a draft; only drafts of this bank can be written."""
        return _path_of(which, drafts(self._root))

    def _shown(self, which: str) -> Update:
        waiting = drafts(self._root)
        path = _path_of(which, waiting)
        text = path.read_text(encoding="utf-8-sig")
        problems = missing_for_approval(text, path, self._root)
        lines = "\n".join(f"- {render.safe_markdown(problem.message)}" for problem in problems)
        body = relative_to_root(text.partition("\n---\n")[2], path, self._root)
        choices = [(f"{q.id}: {q.short_title}", q.id) for q in waiting]
        return {
            self.which: gr.update(choices=choices, value=which),
            self.text: text,
            self.faults: f"**Still missing**\n\n{lines}" if problems else "Complete: it can be approved.",
            self.preview: embedded(render.safe_markdown(body), self._root),
        }

    def _nothing(self) -> Update:
        return {
            self.which: gr.update(choices=[], value=None),
            self.text: "",
            self.faults: EMPTY,
            self.preview: "",
        }


def _path_of(which: str | None, waiting: Sequence[Question]) -> Path:
    for question in waiting:
        if question.id == which:
            return question.path
    raise UsageError("choose a draft of the list first; it may have been approved elsewhere")
