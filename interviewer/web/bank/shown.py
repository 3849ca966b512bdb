"""What the tab for drafts shows: decided here, without Gradio."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from interviewer.errors import UsageError
from interviewer.web.markdown import safe_markdown
from knowledge.pictures import embedded, relative_to_root
from knowledge.schema import Question

EMPTY = "No drafts: every question in your bank is approved."
COMPLETE = "Nothing is missing. You can approve it."


@dataclass(frozen=True, kw_only=True)
class ShownDraft:
    """The open draft.

    Attributes:
        choices: Label and id of every draft.
        chosen: The id of the open one, None where there is no draft.
        text: Its file as it is on disk.
        missing: What it still needs, as Markdown.
        preview: How it will read, as Markdown.
    """

    choices: tuple[tuple[str, str], ...] = ()
    chosen: str | None = None
    text: str = ""
    missing: str = EMPTY
    preview: str = ""


def shown_draft(
    draft: Question, waiting: Sequence[Question], text: str, faults: Sequence[str], root: Path
) -> ShownDraft:
    """A draft as it is shown.

    Args:
        waiting: Every draft of the bank.
        text: The draft's file.
        faults: What it needs before it can be approved.
        root: The bank's folder, where its figures are.
    """
    lines = "\n".join(f"- {safe_markdown(fault)}" for fault in faults)
    body = relative_to_root(text.partition("\n---\n")[2], draft.path, root)
    return ShownDraft(
        choices=tuple((f"{question.id}: {question.short_title}", question.id) for question in waiting),
        chosen=draft.id,
        text=text,
        missing=f"**Still missing**\n\n{lines}" if faults else COMPLETE,
        preview=embedded(safe_markdown(body), root),
    )


def chosen_draft(which: str | None, waiting: Sequence[Question]) -> Question:
    """The draft of this id; only what is in the list can be opened or written.

    Raises:
        UsageError: There is none.
    """
    for question in waiting:
        if question.id == which:
            return question
    raise UsageError("choose a draft from the list first; it may have been approved elsewhere")
