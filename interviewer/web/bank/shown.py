"""What the tab for a bank of your own shows: decided here, without Gradio."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from interviewer.errors import UsageError
from interviewer.web.markdown import safe_markdown
from knowledge.authoring.approval.approval import DraftFile
from knowledge.authoring.drafts.edits import DraftEdit, edit_of
from knowledge.text.pictures import embedded, relative_to_root

EMPTY = "There are no drafts. Add a list above, and its questions will wait here until you approve them."
NONE_WAITING = "No drafts are waiting. Add a list above, or choose an approved question to change it."
COMPLETE = "Nothing is missing. You can approve it."
ASKED = "This question is approved and can be asked. Your changes are saved only if nothing is missing."


@dataclass(frozen=True, kw_only=True)
class ShownDraft:
    """The open question, a draft or approved.

    Attributes:
        choices: Label and name of every draft, then of every approved question.
        chosen: The name of the open one, None if there is none.
        approved: Whether it is approved.
        text: Its file as it is on disk.
        edit: What is in the form; None if the file has to be fixed first.
        missing: What the draft still needs, as Markdown.
        preview: How the question will look, as Markdown.
    """

    choices: tuple[tuple[str, str], ...] = ()
    chosen: str | None = None
    approved: bool = False
    text: str = ""
    edit: DraftEdit | None = None
    missing: str = EMPTY
    preview: str = ""


def shown_draft(
    draft: DraftFile, waiting: Sequence[DraftFile], text: str, faults: Sequence[str], root: Path
) -> ShownDraft:
    """What is shown of a draft.

    Args:
        waiting: Every file of the bank.
        text: The draft's file.
        faults: What it needs before it can be approved, as Markdown that is not yet sanitised.
        root: The bank's folder, where its figures are.
    """
    lines = "\n".join(f"- {safe_markdown(fault)}" for fault in faults)
    body = relative_to_root(text.partition("\n---\n")[2], draft.path, root)
    return ShownDraft(
        choices=choices_of(waiting),
        chosen=draft.name,
        approved=draft.approved,
        text=text,
        edit=edit_of(text, draft.question) if draft.question else None,
        missing=f"**Still missing**\n\n{lines}" if faults else ASKED if draft.approved else COMPLETE,
        preview=embedded(safe_markdown(body), root),
    )


def choices_of(waiting: Sequence[DraftFile]) -> tuple[tuple[str, str], ...]:
    """Label and name of every file, for the list."""
    return tuple((_label(each), each.name) for each in waiting)


def _label(file: DraftFile) -> str:
    if file.question is None:
        return f"{file.name} (cannot be read)"
    return f"{file.name}: {file.question.short_title}{' (approved)' if file.approved else ''}"


def chosen_draft(which: str | None, waiting: Sequence[DraftFile]) -> DraftFile:
    """The file with this name; only what is in the list can be opened or written.

    Raises:
        UsageError: There is none.
    """
    for draft in waiting:
        if draft.name == which:
            return draft
    raise UsageError(
        "choose a question from the list first; this one may have been deleted elsewhere. What you typed is still in "
        "the fields"
    )


def stamp_of(text: str) -> str:
    """A stamp that changes whenever the file changes."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def refuse_changed(opened: tuple[str, str], name: str, text: str) -> None:
    """Refuse to overwrite what somebody else wrote since the draft was opened here.

    Args:
        opened: Name and stamp of the draft open on the page.
        text: The current contents of the file.

    Raises:
        UsageError: The file has changed, or another draft is open here.
    """
    if opened[0] and opened[0] != name:
        raise UsageError(f"{opened[0]} is open here, not {name}, so nothing was saved; open {name} first")
    if opened[0] == name and opened[1] != stamp_of(text):
        raise UsageError(
            f"{name} was changed in another tab or on disk since you opened it, so nothing was saved. Copy what you "
            "want to keep, then open the draft again"
        )
