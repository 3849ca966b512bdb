"""Combines unsaved edits of a draft in the form with those in the file editor, so that neither is lost."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

from knowledge.authoring.drafts.draft_file import body_text
from knowledge.authoring.drafts.edits import DraftEdit, cleaned, edit_of, edited
from knowledge.authoring.drafts.front import EditFault
from knowledge.loader import parse_question

_NAMES = {"points": "the points", "hints": "the hints", "reference": "the reference answer"}
"""Names for the fields whose own name does not fit into a sentence."""


def with_typing(base: str, text: str, form: DraftEdit | None, path: Path) -> str:
    """The draft's file with everything that was typed; ``base`` itself if nothing was.

    Args:
        base: The text of the file as it was opened.
        text: The text that is now in the file editor.
        form: The contents of the form; None if there is no form.
        path: Path of the file, for messages.

    Raises:
        EditFault: The form cannot be written, or the form and the file editor disagree about a field.
    """
    filed = bool(text.strip()) and _plain(text) != _plain(base)  # an emptied editor is not saved
    question, problems = parse_question(base, path)
    if form is None or question is None or problems:
        return text if filed else base
    before, typed = edit_of(base, question), cleaned(form)
    changed = [name for name in _field_names() if not _same(name, typed, before)]
    if not changed:
        return text if filed else base
    if not filed:
        return edited(base, form, path)
    there, problems = parse_question(text, path)
    if there is None or problems:
        raise EditFault(
            f"you changed the form and the file, and now the file can't be read ({problems[0].message}); fix it under "
            "'Edit the file', so that both can be saved"
        )
    other = edit_of(text, there)
    for name in changed:
        if not _same(name, other, before) and not _same(name, other, typed):
            raise EditFault(
                f"you changed {_NAMES.get(name, f'the {name}')} in the form and in the file; make both the same, so that "
                "they can be saved"
            )
    return edited(text, replace(other, **{name: getattr(typed, name) for name in changed}), path)


def _field_names() -> tuple[str, ...]:
    return tuple(field.name for field in fields(DraftEdit))


def _same(name: str, one: DraftEdit, other: DraftEdit) -> bool:
    """Whether a field has the same value, compared as it is written to a file."""
    first, second = getattr(cleaned(one), name), getattr(cleaned(other), name)
    if name in ("question", "reference"):
        return body_text(first, closed=True) == body_text(second, closed=True)
    return bool(first == second)


def _plain(text: str) -> str:
    """A text without the differences that an editor makes: in line endings and at the end of the text."""
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip()
