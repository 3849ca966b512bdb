"""Unsaved edits of a draft: those in the form and those in the file are combined, so that neither is lost."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

from knowledge.authoring.draft_file import body_text
from knowledge.authoring.edits import DraftEdit, cleaned, edit_of, edited
from knowledge.authoring.front import EditFault
from knowledge.loader import parse_question

_NAMES = {"points": "the points", "hints": "the hints", "reference": "the reference answer"}
"""Fields whose own name would not do in a sentence."""


def with_typing(base: str, text: str, form: DraftEdit | None, path: Path) -> str:
    """The draft's file with everything that was typed; ``base`` itself if nothing was.

    Args:
        base: The file as it was opened.
        text: The same as it is in the file's editor.
        form: What the form holds; None where there is no form.
        path: Of the file, for its faults.

    Raises:
        EditFault: The form cannot be written, or the form and the file say different things of one field.
    """
    filed = bool(text.strip()) and _plain(text) != _plain(base)  # an emptied file is no draft to be saved
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
            f"you changed the form and the file, and the file can't be read now ({problems[0].message}); fix it under "
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
    """A text as an editor returns it: line endings and the end of the text may change."""
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip()
