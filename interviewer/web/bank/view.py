"""The page's tab for a bank of your own: add a list, fill in the drafts, approve them, be asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import gradio as gr

from interviewer.errors import UsageError
from interviewer.web.bank.drafts import Drafts
from interviewer.web.bank.form import DraftForm, read_edit
from interviewer.web.bank.shown import ShownDraft, stamp_of
from interviewer.web.bank.upload import ListUpload
from interviewer.web.desk import Desk
from interviewer.web.guards import Update, guarded
from interviewer.web.markdown import LATEX, safe_markdown

ADMINS_ONLY = "only who VIVA_ADMINS names may see and change the drafts of this bank"


class DraftsTab:
    """Components of the tab, built where it is created.

    Attributes:
        ask: The button that asks what was approved last.
        approved: The id of that question.
        renewed: Events after which the bank that is asked may be another one.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk, self._drafts = desk, Drafts(desk.app)
        self._may: Callable[[], bool] = lambda: True
        gr.Markdown(
            "Your own questions. Add a list, fill in what a good answer says, and approve: an approved question can be "
            "asked at once.",
            elem_classes="quiet",
        )
        with gr.Accordion("Add questions from a list", open=True, elem_id="list-box"):
            self.upload = ListUpload(desk.app, lambda: self._drafts.root)
        self.note = gr.Markdown("", elem_id="draft-note")
        self.approved: gr.State = gr.State("")
        self.ask = gr.Button("Ask me this question now", size="sm", visible=False, elem_id="btn-draft-ask")
        self.which = gr.Dropdown([], label="Draft", elem_id="draft-list", interactive=True)
        self.missing = gr.Markdown("", elem_id="draft-faults")
        self.form = DraftForm()
        with gr.Row():
            self.save = gr.Button("Save", size="sm", elem_id="btn-draft-save")
            self.draft = gr.Button("Draft with the model", size="sm", elem_id="btn-draft-model")
            self.approve = gr.Button("Approve", size="sm", variant="primary", elem_id="btn-draft-approve")
        self.model_note = gr.Markdown(self._drafts.model_note(), elem_classes="quiet", elem_id="draft-model-note")
        with gr.Accordion("Preview", open=False):
            self.preview = gr.Markdown("", latex_delimiters=LATEX)
        with gr.Accordion("Edit the file", open=False, elem_id="draft-file-box"):
            self.text = gr.Code(
                label="File", language="markdown", lines=16, max_lines=28, elem_id="draft-text", interactive=True
            )
            with gr.Row():
                self.save_file = gr.Button("Save the file", size="sm", elem_id="btn-draft-file-save")
                self.approve_file = gr.Button("Save the file and approve", size="sm", elem_id="btn-draft-file-approve")
        self.opened: gr.State = gr.State(("", ""))
        self.outputs = [self.which, self.text, self.missing, self.preview]
        # what callers of the page's API get of a draft is its file; the page gets the form with it
        marks: list[gr.blocks.Block] = [self.opened, self.note, self.ask, self.approved, self.draft]
        self.page = [*self.outputs, *self.form.outputs, *marks]
        self.renewed: list[Any] = []
        self._wire_list()
        self._wire_drafts()

    def _wire_list(self) -> None:
        up, quiet = self.upload, {"show_progress": "hidden"}
        read, seen = [up.text], up.outputs
        up.read.click(self._guarded(up.look_at_text), read, seen, api_name="list_read")
        up.file.upload(self._guarded(up.look_at_file), [up.file], seen, api_visibility="private")
        added = up.add.click(self._guarded(up.add_these), [up.held], [*seen, up.text], api_name="list_add")
        added.success(self._guarded(self.listed), [self.opened], self.page, api_visibility="private", **quiet)
        more = self.form.points
        more.more.click(
            guarded(more.one_more),
            [more.count],
            more.outputs,
            api_visibility="private",
            **quiet,
        )

    def _wire_drafts(self) -> None:
        held, fields = [self.which, self.opened], self.form.inputs
        file = [*held, self.text]
        self.which.input(self._guarded(self._open), [self.which], self.page, api_name="draft_open")
        self.save_file.click(self._guarded(self._save_file), file, self.page, api_name="draft_save")
        filed = self.approve_file.click(self._guarded(self._approve_file), file, self.page, api_name="draft_approve")
        self.save.click(self._guarded(self._save_form), [*held, *fields], self.page, api_visibility="private")
        self.draft.click(
            self._guarded(self._have_drafted),
            [*held, *fields],
            self.page,
            api_visibility="private",
            show_progress="full",
        )
        formed = self.approve.click(
            self._guarded(self._approve_form), [*held, *fields], self.page, api_visibility="private"
        )
        self.renewed = [filed, formed]

    def restrict(self, may: Callable[[], bool]) -> None:
        """Let only those see and change drafts of whom this is true while they ask."""
        self._may = may

    def _guarded(self, handler: Callable[..., Update]) -> Callable[..., Update]:
        def call(*values: object) -> Update:
            if not self._may():
                raise UsageError(ADMINS_ONLY)
            return handler(*values)

        return guarded(call)

    def listed(self, opened: Sequence[str] = ()) -> Update:
        """The list of drafts as it is on disk; the draft that is open stays with what was typed, else the first is opened.

        Args:
            opened: Name and stamp of the draft that is open on the page.
        """
        if not self._may():
            return {**{each: gr.skip() for each in self.page}, self.note: f"{ADMINS_ONLY[0].upper()}{ADMINS_ONLY[1:]}."}
        if (still := self._drafts.unchanged(_pair(opened))) is not None:
            return {**{each: gr.skip() for each in self.page}, self.which: gr.update(choices=list(still.choices))}
        return self._show(self._drafts.first())

    def _open(self, which: str | None) -> Update:
        return self._show(self._drafts.open(which))

    def _save_file(self, which: str | None, opened: Sequence[str], text: str) -> Update:
        self._drafts.write_file(which, _pair(opened), text)
        gr.Info("Saved.")
        return self._show(self._drafts.open(which))

    def _approve_file(self, which: str | None, opened: Sequence[str], text: str) -> Update:
        self._drafts.write_file(which, _pair(opened), text)  # what was typed is kept, whether it can be approved or not
        return self._approved(which)

    def _save_form(self, which: str | None, opened: Sequence[str], *fields: object) -> Update:
        self._drafts.write_form(which, _pair(opened), read_edit(fields))
        gr.Info("Saved.")
        return self._show(self._drafts.open(which))

    def _approve_form(self, which: str | None, opened: Sequence[str], *fields: object) -> Update:
        self._drafts.write_form(which, _pair(opened), read_edit(fields))
        return self._approved(which)

    def _have_drafted(self, which: str | None, opened: Sequence[str], *fields: object) -> Update:
        self._drafts.write_form(which, _pair(opened), read_edit(fields))
        self._drafts.have_drafted(which)
        gr.Info("Drafted. Check every line before you approve it; a model gets things wrong.")
        return self._show(self._drafts.open(which))

    def _approved(self, which: str | None) -> Update:
        if not self._drafts.approve(which):
            gr.Info("Saved. Something is still missing.")
            return self._show(self._drafts.open(which))
        question = self._desk.bank[str(which)]
        return {
            **self._show(self._drafts.first()),
            self.note: f"**Approved:** {safe_markdown(question.short_title)}. It can be asked from now on.",
            self.ask: gr.update(visible=True),
            self.approved: question.id,
        }

    def _show(self, now: ShownDraft) -> Update:
        drafts = now.chosen is not None
        return {
            self.which: gr.update(choices=list(now.choices), value=now.chosen),
            self.text: now.text,
            self.missing: now.missing,
            self.preview: now.preview,
            self.opened: (now.chosen or "", stamp_of(now.text)),
            self.note: "",
            self.ask: gr.update(visible=False),
            self.approved: "",
            self.draft: gr.update(interactive=drafts and not self._drafts.model_note()),
            **self.form.filled(now.edit, self._desk.bank),
        }


def _pair(opened: Sequence[str]) -> tuple[str, str]:
    """Name and stamp of what is open here; the page keeps them as JSON, which has no tuples."""
    return (str(opened[0]), str(opened[1])) if len(opened) == 2 else ("", "")
