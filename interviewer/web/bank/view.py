"""The page's tab for the drafts of a candidate's own bank: read, edit, approve."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import gradio as gr

from interviewer.errors import UsageError
from interviewer.web.bank.shown import ShownDraft, chosen_draft, shown_draft
from interviewer.web.guards import Update, guarded
from interviewer.web.markdown import LATEX
from knowledge.authoring.review import approve, drafts, missing_for_approval, save


class DraftsTab:
    """Components of the tab, built where it is created. ``root`` is the folder of the candidate's bank."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._may: Callable[[], bool] = lambda: True
        gr.Markdown(
            "Imported questions are asked only after you have approved them. Complete the reference answer and the "
            "criteria, then approve. Interviews ask the new questions after the next start of Viva.",
            elem_classes="quiet",
        )
        self.which = gr.Dropdown([], label="Draft", elem_id="draft-list", interactive=True)
        self.text = gr.Code(
            label="File", language="markdown", lines=16, max_lines=28, elem_id="draft-text", interactive=True
        )
        self.missing = gr.Markdown("", elem_id="draft-faults")
        with gr.Row():
            self.save = gr.Button("Save", size="sm", elem_id="btn-draft-save")
            self.approve = gr.Button("Approve", size="sm", variant="primary", elem_id="btn-draft-approve")
        with gr.Accordion("Preview", open=False):
            self.preview = gr.Markdown("", latex_delimiters=LATEX)
        self.outputs = [self.which, self.text, self.missing, self.preview]
        self.which.input(guarded(self._allowed(self._open)), [self.which], self.outputs, api_name="draft_open")
        self.save.click(
            guarded(self._allowed(self._save)), [self.which, self.text], self.outputs, api_name="draft_save"
        )
        self.approve.click(
            guarded(self._allowed(self._approve)), [self.which, self.text], self.outputs, api_name="draft_approve"
        )

    def restrict(self, may: Callable[[], bool]) -> None:
        """Let only those see and change drafts of whom this is true while they ask."""
        self._may = may

    def _allowed(self, handler: Callable[..., Update]) -> Callable[..., Update]:
        def call(*values: object) -> Update:
            if not self._may():
                raise UsageError("only who VIVA_ADMINS names may see and change the drafts of this bank")
            return handler(*values)

        return call

    def listed(self) -> Update:
        """The list of drafts as it is on disk, the first one open."""
        if not self._may():
            return {each: gr.skip() for each in self.outputs}
        waiting = drafts(self._root)
        return self._show(waiting[0].id if waiting else None)

    def _open(self, which: str | None) -> Update:
        return self._show(which)

    def _save(self, which: str | None, text: str) -> Update:
        save(text, self._path(which))
        gr.Info("Saved.")
        return self._show(which)

    def _approve(self, which: str | None, text: str) -> Update:
        path = self._path(which)
        save(text, path)  # what was typed is kept, whether or not it can be approved
        if approve(path, self._root):
            return self._show(which)
        gr.Info(f"{which} is approved.")
        return self.listed()

    def _path(self, which: str | None) -> Path:
        return chosen_draft(which, drafts(self._root)).path

    def _show(self, which: str | None) -> Update:
        now = self._draft(which) if which else ShownDraft()
        return {
            self.which: gr.update(choices=list(now.choices), value=now.chosen),
            self.text: now.text,
            self.missing: now.missing,
            self.preview: now.preview,
        }

    def _draft(self, which: str) -> ShownDraft:
        waiting = drafts(self._root)
        draft = chosen_draft(which, waiting)
        text = draft.path.read_text(encoding="utf-8-sig")
        faults = [problem.message for problem in missing_for_approval(text, draft.path, self._root)]
        return shown_draft(draft, waiting, text, faults, self._root)
