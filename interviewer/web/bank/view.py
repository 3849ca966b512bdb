"""The page's tab for a bank of your own: add a list, fill in the drafts, approve them, be asked them, and change them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import gradio as gr
from gradio.events import Dependency

from interviewer.errors import UsageError, VivaError
from interviewer.web.bank.drafts import Drafts
from interviewer.web.bank.form import DraftForm
from interviewer.web.bank.shown import ShownDraft, stamp_of
from interviewer.web.bank.typed import HeldBack, Typed, opened_of, read_typed
from interviewer.web.bank.upload import ListUpload
from interviewer.web.desk import Desk
from interviewer.web.guards import ComponentUpdates, guarded
from interviewer.web.markdown import LATEX, safe_markdown
from knowledge.authoring.drafts.front import EditFault
from knowledge.errors import KnowledgeError
from knowledge.text.visible import visible

ADMINS_ONLY = "only the accounts in VIVA_ADMINS can see and change the drafts of this bank"


class DraftsTab:
    """The tab's components, added to the page where it is created.

    Attributes:
        ask: The button that asks the question approved last.
        approved: The id of that question.
        renewed: Events after which the bank may have changed.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk, self._drafts = desk, Drafts(desk.app)
        self._may: Callable[[], bool] = lambda: True
        gr.Markdown(
            "Your own questions. Add a list, fill in what a good answer says, and approve it: an approved question can be "
            "asked at once. You can still change it later.",
            elem_classes="quiet",
        )
        with gr.Accordion("Add questions from a list", open=True, elem_id="list-box"):
            self.upload = ListUpload(desk.app, lambda: self._drafts.root)
        self.note = gr.Markdown("", elem_id="draft-note")
        self.held = HeldBack()
        self.approved: gr.State = gr.State("")
        self.ask = gr.Button("Ask me this question now", size="sm", visible=False, elem_id="btn-draft-ask")
        self.which = gr.Dropdown([], label="Question to edit", elem_id="draft-list", interactive=True)
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
                label="File (Esc leaves the editor)",
                language="markdown",
                lines=16,
                max_lines=28,
                elem_id="draft-text",
                interactive=True,
            )
            with gr.Row():
                self.save_file = gr.Button("Save the file", size="sm", elem_id="btn-draft-file-save")
                self.approve_file = gr.Button("Save the file and approve", size="sm", elem_id="btn-draft-file-approve")
        self.opened: gr.State = gr.State(("", ""))
        self.outputs = [self.which, self.text, self.missing, self.preview]
        self.writing = [self.save, self.approve, self.save_file, self.approve_file]
        # callers of the page's API get a draft as its file; the page gets the form as well
        marks: list[gr.blocks.Block] = [self.opened, self.note, self.ask, self.approved, self.draft, *self.writing]
        held: list[gr.blocks.Block] = [self.held.drop, self.held.wanted]
        self.page = [*self.outputs, *self.form.outputs, *marks, *held]
        self.typed: list[gr.blocks.Block] = [self.opened, self.text, *self.form.inputs]
        self.renewed: list[Dependency] = []
        self._wire_list()
        self._wire_drafts()

    def _wire_list(self) -> None:
        up, quiet = self.upload, {"show_progress": "hidden"}
        read, seen = [up.text], up.outputs
        up.read.click(self._guarded(up.look_at_text), read, seen, api_name="list_read")
        up.file.upload(self._guarded(up.look_at_file), [up.file], seen, api_visibility="private")
        added = up.add.click(
            self._guarded(up.add_these), [up.held, up.text], [*seen, up.text], api_visibility="private"
        )
        added.success(self._guarded(self.come_back), self.typed, self.page, api_visibility="private", **quiet)
        more = self.form.points
        more.more.click(
            guarded(more.one_more),
            [more.count],
            more.outputs,
            api_visibility="private",
            **quiet,
        )

    def _wire_drafts(self) -> None:
        page = {"api_visibility": "private"}
        # "input" fires twice for one choice; by the second time the fields may already hold the other draft
        chosen = self.which.select(self._guarded(self._open_another), [self.which, *self.typed], self.page, **page)
        self.held.drop.click(self._guarded(self._let_go), [self.held.wanted], self.page, **page)
        self.draft.click(self._guarded(self._have_drafted), self.typed, self.page, show_progress="full", **page)
        doing = {self._save: (self.save, self.save_file), self._approve: (self.approve, self.approve_file)}
        self.renewed = [chosen] + [
            button.click(self._guarded(handler), self.typed, self.page, **page)
            for handler, buttons in doing.items()
            for button in buttons
        ]
        self._offer_api()

    def _offer_api(self) -> None:
        """The same for callers of the page's API, who send a file and no form. The button is hidden on the page."""
        api, file = gr.Button(visible=False), [self.which, self.opened, self.text]
        up = self.upload
        api.click(self._guarded(up.add_these), [up.held], [*up.outputs, up.text], api_name="list_add")
        api.click(self._guarded(self.listed), [self.opened], self.page, api_name="drafts")
        api.click(self._guarded(self._open), [self.which], self.page, api_name="draft_open")
        api.click(self._guarded(self._save_file), file, self.page, api_name="draft_save")
        api.click(self._guarded(self._approve_file), file, self.page, api_name="draft_approve")

    def restrict(self, may: Callable[[], bool]) -> None:
        """Let users see and change drafts only if ``may`` returns True during their request."""
        self._may = may

    def _guarded(self, handler: Callable[..., ComponentUpdates]) -> Callable[..., ComponentUpdates]:
        def call(*values: object) -> ComponentUpdates:
            if not self._may():
                raise UsageError(ADMINS_ONLY)
            return handler(*values)

        return guarded(call)

    def listed(self, opened: Sequence[str] = ()) -> ComponentUpdates:
        """The list of drafts as it is on disk, and the open draft, or else the first.

        Args:
            opened: Name and stamp of the open draft.
        """
        return self.come_back(opened, "")

    def come_back(self, *values: object) -> ComponentUpdates:
        """The list of drafts as it is on disk; an open draft stays open with what was typed, otherwise the first is opened.

        Args:
            values: The fields of the tab.
        """
        if not self._may():
            return {**self._as_it_is(), self.note: f"{ADMINS_ONLY[0].upper()}{ADMINS_ONLY[1:]}."}
        typed = read_typed(values)
        still = self._drafts.unchanged((typed.name, typed.stamp))
        unsaved = typed.form is not None and self._drafts.has_typing(typed)
        if still is not None:
            note = (
                f"What you typed in {safe_markdown(typed.name)} is still here. It isn’t saved yet." if unsaved else ""
            )
            said = {self.note: note} if unsaved else {}
            return {**self._as_it_is(), self.which: gr.update(choices=list(still.choices)), **said}
        if unsaved:
            why = f"{typed.name} was changed or approved elsewhere since you opened it"
            return self._held_back(typed, why, typed.name)
        return self._show(self._drafts.open_or_first(typed.name))

    def _open(self, which: str | None) -> ComponentUpdates:
        return self._show(self._drafts.open(which))

    def _open_another(self, which: str | None, *values: object) -> ComponentUpdates:
        typed = read_typed(values)
        if (held := self._kept(typed, which or typed.name)) is not None:
            return held
        return self._show(self._drafts.open(which))

    def _kept(self, typed: Typed, wanted: str) -> ComponentUpdates | None:
        """Save what was typed; returns what to show if it can't be saved, and None if it is safe.

        Args:
            wanted: The draft to open once the typing is discarded.
        """
        try:
            if self._drafts.keep(typed) and wanted != typed.name:
                gr.Info(f"Saved what you typed in {typed.name}.")
        except (UsageError, EditFault) as error:
            return self._held_back(typed, str(error), wanted, aloud=wanted == typed.name)
        return None

    def _held_back(self, typed: Typed, why: str, wanted: str, aloud: bool = False) -> ComponentUpdates:
        """Keep what was typed in the fields.

        Args:
            aloud: Say so in a message as well, since the note can't be seen from the buttons below the form.
        """
        choices = self._drafts.choices()
        names = {name for _, name in choices}
        said = f"**Not saved yet:** {_one_line(why)}. What you typed is still in the fields."
        if aloud:
            gr.Warning(f"{_one_line(why)}. What you typed is still in the fields.", title="Not saved yet")
        return {
            **self._as_it_is(),
            self.which: gr.update(choices=list(choices), value=typed.name if typed.name in names else None),
            self.note: said,
            **self.held.shown(wanted, wanted in names),
        }

    def _let_go(self, wanted: str) -> ComponentUpdates:
        return self._show(self._drafts.open_or_first(wanted))

    def _as_it_is(self) -> ComponentUpdates:
        return {each: gr.skip() for each in self.page}

    def _save(self, *values: object) -> ComponentUpdates:
        typed = read_typed(values)
        if (held := self._kept(typed, typed.name)) is not None:
            return held
        now = self._drafts.open(self._drafts.name_now(typed.name))
        gr.Info("Saved. It is asked like this from now on." if now.approved else "Saved.")
        return self._show(now)

    def _approve(self, *values: object) -> ComponentUpdates:
        typed = read_typed(values)
        if (held := self._kept(typed, typed.name)) is not None:
            return held
        return self._approved(self._drafts.name_now(typed.name))

    def _have_drafted(self, *values: object) -> ComponentUpdates:
        typed = read_typed(values)
        if (held := self._kept(typed, typed.name)) is not None:
            return held
        name = self._drafts.name_now(typed.name)
        try:
            self._drafts.have_drafted(name)
        except (VivaError, KnowledgeError) as error:
            # what was typed has been saved by now, so the page needs the current file
            return {**self._show(self._drafts.open(name)), self.note: f"**Not drafted:** {_one_line(error)}."}
        gr.Info("Drafted. Check every line before you approve it; models get things wrong.")
        return self._show(self._drafts.open(name))

    def _save_file(self, which: str | None, opened: Sequence[str], text: str) -> ComponentUpdates:
        self._drafts.write_file(which, opened_of(opened), text)
        gr.Info("Saved.")
        return self._show(self._drafts.open(self._drafts.name_now(which or "")))

    def _approve_file(self, which: str | None, opened: Sequence[str], text: str) -> ComponentUpdates:
        self._drafts.write_file(which, opened_of(opened), text)  # saved, whether or not it can be approved
        return self._approved(self._drafts.name_now(which or ""))

    def _approved(self, which: str | None) -> ComponentUpdates:
        try:
            done = self._drafts.approve(which)
        except (VivaError, KnowledgeError) as error:
            return {
                **self._show(self._drafts.open_or_first(which or "")),
                self.note: f"**Not asked:** {_one_line(error)}.",
            }
        if not done:
            gr.Info("Saved. Something is still missing.")
            return self._show(self._drafts.open(which))
        question = self._desk.bank[str(which)]
        return {
            **self._show(self._drafts.first()),
            self.note: f"**Approved:** {safe_markdown(question.short_title)}. It can be asked from now on.",
            self.ask: gr.update(visible=True),
            self.approved: question.id,
        }

    def _show(self, now: ShownDraft) -> ComponentUpdates:
        open_, draft = now.chosen is not None, now.chosen is not None and not now.approved
        return {
            self.which: gr.update(choices=list(now.choices), value=now.chosen),
            self.text: now.text,
            self.missing: now.missing,
            self.preview: now.preview,
            self.opened: (now.chosen or "", stamp_of(now.text)),
            self.note: "",
            self.ask: gr.update(visible=False),
            self.approved: "",
            **self.held.hidden(),
            self.draft: gr.update(interactive=draft and not self._drafts.model_note()),
            **{button: gr.update(interactive=open_) for button in (self.save, self.save_file)},
            **{button: gr.update(interactive=draft) for button in (self.approve, self.approve_file)},
            **self.form.filled(now.edit, self._desk.bank),
        }


def _one_line(error: Exception | str) -> str:
    return safe_markdown(" ".join(visible(str(error)).split())).rstrip(".")
