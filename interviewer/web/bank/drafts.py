"""What the tab does with the files of your own bank: read, write, draft with a model, approve. It has no components."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from interviewer.bootstrap import App
from interviewer.errors import UnavailableError, UsageError
from interviewer.loading.parts import CHAT
from interviewer.web.bank.lacking import lacking
from interviewer.web.bank.shown import (
    NONE_WAITING,
    ShownDraft,
    choices_of,
    chosen_draft,
    refuse_changed,
    shown_draft,
    stamp_of,
)
from interviewer.web.bank.typed import Typed
from knowledge.authoring.approval.approval import (
    DraftFile,
    approve,
    change_approved,
    missing_for_approval,
    own_files,
    save,
)
from knowledge.authoring.drafts.drafting import AnswerKey, write_draft
from knowledge.authoring.drafts.front import EditFault
from knowledge.authoring.drafts.unsaved import with_typing
from knowledge.loader import parse_question
from knowledge.schema import Question

DRAFT_TOKENS = 1800
"""Enough tokens for a reference answer of 200 words and five criteria with their phrases."""


class Drafts:
    """The questions of the user's own bank: drafts, and those that are approved."""

    def __init__(self, app: App) -> None:
        self._app = app

    @property
    def root(self) -> Path:
        """The folder, which may not exist yet."""
        return self._app.settings.own_bank

    def first(self) -> ShownDraft:
        """The first draft, or a message if there is none."""
        return self.open_or_first("")

    def open(self, which: str | None) -> ShownDraft:
        """A draft as stored on disk.

        Raises:
            UsageError: There is no draft with this name.
        """
        waiting = own_files(self.root)
        return self._shown(chosen_draft(which, waiting), waiting)

    def open_or_first(self, name: str) -> ShownDraft:
        """The question with this name, or the first draft if it is gone."""
        waiting = own_files(self.root)
        first = next((each for each in waiting if not each.approved), None)
        draft = next((each for each in waiting if each.name == name), first)
        if draft is not None:
            return self._shown(draft, waiting)
        return ShownDraft(choices=choices_of(waiting), missing=NONE_WAITING) if waiting else ShownDraft()

    def name_now(self, name: str) -> str:
        """A draft's name after its file was saved: its path if it can no longer be read, otherwise its id."""
        waiting = own_files(self.root)
        if any(draft.name == name for draft in waiting):
            return name
        same = (d.name for d in waiting if name in (d.path.stem, d.path.relative_to(self.root).as_posix()))
        return next(same, name)

    def choices(self) -> tuple[tuple[str, str], ...]:
        """Label and name of every draft, then of every approved question."""
        return choices_of(own_files(self.root))

    def unchanged(self, opened: tuple[str, str]) -> ShownDraft | None:
        """The open draft, if it has not changed since it was opened; otherwise None."""
        waiting = own_files(self.root)
        draft = next((each for each in waiting if each.name == opened[0]), None)
        if draft is None or stamp_of(_text_of(draft)) != opened[1]:
            return None
        return self._shown(draft, waiting)

    def write_file(self, which: str | None, opened: tuple[str, str], text: str) -> None:
        """Write a draft's file as edited, valid or not, and an approved question's if nothing is missing.

        Raises:
            UsageError: The file is gone, or was changed elsewhere; or it is approved and something is missing.
        """
        self._write(text, self._unchanged(which, opened))

    def keep(self, typed: Typed) -> bool:
        """Write what was typed into the open draft, complete or not; False if nothing was typed.

        What is typed into an approved question is written if nothing is missing, and is asked from then on.

        Raises:
            UsageError: The file is gone, or was changed elsewhere; or it is approved and something is missing.
            EditFault: It cannot be written; the file is unchanged.
        """
        draft = self._named(typed.name)
        now = _text_of(draft) if draft else None
        if not _is_typed(typed, now, self.root):
            return False
        if draft is None or now is None:
            raise UsageError(f"{typed.name} was deleted or renamed elsewhere, so there is nothing to save to")
        refuse_changed((typed.name, typed.stamp), draft.name, now)
        self._write(with_typing(now, typed.text, typed.form, draft.path), draft)
        return True

    def _write(self, text: str, file: DraftFile) -> None:
        question = parse_question(text, file.path)[0]
        asked = question is not None and question.status != "draft"
        if not file.approved and not asked:
            save(text, file.path)
            return
        if question is not None and asked:
            self._refuse_taken(question)
        faults = lacking(change_approved(text, file.path, self.root), question)
        if faults:
            told = "; ".join(fault.replace("**", "").rstrip(".") for fault in faults)
            raise UsageError(f"{file.name} is approved, so it must stay complete. Still missing: {told}")
        self._app.renew_bank()

    def _refuse_taken(self, question: Question) -> None:
        """Refuse an id that a built-in question has: the question could not be asked."""
        built_in = [other for other in self._app.bank.values() if not other.path.is_relative_to(self.root)]
        if {question.id, question.stem} & {name for other in built_in for name in (other.id, other.stem)}:
            raise UsageError(
                f"a built-in question has the id {question.id}, so this one can’t be asked; change its 'id'"
            )

    def has_typing(self, typed: Typed) -> bool:
        """Whether anything typed is unsaved."""
        draft = self._named(typed.name)
        return _is_typed(typed, _text_of(draft) if draft else None, self.root)

    def have_drafted(self, which: str | None) -> None:
        """Have the model write the points, and the reference answer if it is missing.

        Raises:
            UsageError: The draft cannot be read, has points already, or was changed meanwhile.
            UnavailableError: No model is set or loaded.
            ModelReplyError: The model's reply cannot be used.
            DraftError: As above.
        """
        draft = chosen_draft(which, own_files(self.root))
        if draft.question is None:
            raise UsageError("the file cannot be read; fix it first under 'Edit the file'")
        if draft.question.criteria:
            raise UsageError("this draft already has points, which are never overwritten; clear them and save first")
        chat = self._app.services.chat()
        if chat is None:
            detail = self._app.services.part(CHAT).detail
            raise UnavailableError(detail or "the language model is not loaded yet; try again in a moment")
        before = _text_of(draft)

        def ask(system: str, user: str, model: type[AnswerKey]) -> AnswerKey:
            key = chat.structured(system, user, model, max_tokens=DRAFT_TOKENS)
            if not draft.path.is_file() or _text_of(draft) != before:
                raise UsageError(
                    f"{draft.name} was changed while the model was writing, so nothing was added; draft it again"
                )
            return key

        write_draft(draft.question, ask)

    def approve(self, which: str | None) -> bool:
        """Approve a draft, so that it can be asked from now on; False if something is missing."""
        draft = chosen_draft(which, own_files(self.root))
        if draft.question is not None:
            self._refuse_taken(draft.question)
        if approve(draft.path, self.root):
            return False
        self._app.renew_bank()
        return True

    def model_note(self) -> str:
        """Why the model cannot draft; "" if it can."""
        if self._app.settings.llm_kind != "off":
            return ""
        return "No language model is set up, so nothing can be drafted for you here."

    def _named(self, name: str) -> DraftFile | None:
        return next((each for each in own_files(self.root) if each.name == name), None)

    def _unchanged(self, which: str | None, opened: tuple[str, str]) -> DraftFile:
        draft = chosen_draft(which, own_files(self.root))
        refuse_changed(opened, draft.name, _text_of(draft))
        return draft

    def _shown(self, draft: DraftFile, waiting: Sequence[DraftFile]) -> ShownDraft:
        text = _text_of(draft)
        faults = lacking(missing_for_approval(text, draft.path, self.root), draft.question)
        return shown_draft(draft, waiting, text, faults, self.root)


def _is_typed(typed: Typed, now: str | None, root: Path) -> bool:
    """Whether the fields differ from the draft as it was opened.

    Args:
        now: The draft's file; None if it is gone.
    """
    if not typed.name:
        return False
    # an untouched editor still has the file as it was opened, even if it has changed on disk since
    opened = next((text for text in (typed.text, now) if text is not None and stamp_of(text) == typed.stamp), None)
    if opened is None:
        return True
    try:
        return with_typing(opened, typed.text, typed.form, root / typed.name) != opened
    except EditFault:
        return True


def _text_of(draft: DraftFile) -> str:
    """The draft's file, with anything that is not UTF-8 marked, so that it can be seen and fixed."""
    try:
        return draft.path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        raise UsageError(f"{draft.name} cannot be read: {error.strerror}; it may have been deleted") from error
