"""What a changed list changes in a question's file: everything that came from the list and has not been edited since."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from knowledge.authoring.drafts.draft_file import body_text, title_of
from knowledge.authoring.drafts.front import EditFault, TakenApart, part_of, put_together, taken_apart, with_part
from knowledge.authoring.words.likeness import is_reworded

_QUESTION, _REFERENCE = "Question", "Reference answer"
_WIDTH = 1000
"""Longest line of YAML: wide enough that no text is wrapped."""


@dataclass(frozen=True, kw_only=True)
class ListChange:
    """What a list says about a question now, and what it said before.

    Attributes:
        before, after: The question, with its images placed.
        answer: The answer, with its images placed; None if it is what it was.
        reference: Mark of the reference answer that the list gave before, as ``reference_mark`` makes it; "" if unknown.
        head_before, head_after: The fields of the front matter that the list gives.
    """

    before: str
    after: str
    answer: str | None = None
    reference: str = ""
    head_before: Mapping[str, object] = field(default_factory=dict)
    head_after: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Renewed:
    """A file after a change.

    Attributes:
        text: The file's text; unchanged if nothing could be taken over.
        question: Whether the question in it is the list's new one.
        answer: Whether the answer in it is the list's new one; None if there was nothing to change.
    """

    text: str
    question: bool
    answer: bool | None = None


def renewed(text: str, change: ListChange) -> Renewed:
    """The file with the change, except for parts that somebody has edited."""
    try:
        halves = taken_apart(text)
    except EditFault:
        return Renewed(text, False, None if change.answer is None else False)
    head, body = halves.head, halves.body
    for name, value in change.head_after.items():
        head = with_field(head, name, _before(name, head, change), value)
    reference = part_of(body, _REFERENCE)
    question = change.before == change.after
    if not question and part_of(body, _QUESTION) in _forms(change.before):
        body, question = with_part(body, _QUESTION, body_text(change.after, closed=bool(reference))), True
    answer: bool | None = None
    if change.answer is not None and (wanted := body_text(change.answer, closed=True).strip()) != reference:
        answer = bool(wanted) and _is_unedited(reference, wanted, change.reference, head)
        body = with_part(body, _REFERENCE, wanted) if answer else body
    if (head, body) == (halves.head, halves.body):
        return Renewed(text, question, answer)
    return Renewed(put_together(TakenApart(head, body)), question, answer)


def reference_mark(answer: str) -> str:
    """A mark of a list's answer as it is in a file, to see later whether somebody has edited it."""
    return _mark(body_text(answer, closed=True).strip())


def answer_mark(answer: str) -> str:
    """A mark of an answer in a list, to see later whether the list has another one."""
    return _mark(" ".join(answer.split()))


def with_field(head: str, name: str, before: object, after: object) -> str:
    """The front matter with a field set to ``after`` if it is ``before`` now; None stands for a missing field.

    Nothing else in it changes, comments included; if that cannot be done, it is returned as it was.
    """
    data = _fields(head)
    if data is None or before == after or after is None or data.get(name) != before:
        return head
    lines = head.rstrip("\n").split("\n")
    start = next((n for n, line in enumerate(lines) if re.match(rf"{re.escape(name)}\s*:", line)), len(lines))
    end = next((n for n in range(start + 1, len(lines)) if not re.match(r"\s|- ", lines[n])), len(lines))
    new = yaml.safe_dump({name: after}, sort_keys=False, allow_unicode=True, width=_WIDTH).rstrip("\n")
    made = "\n".join([*lines[:start], new, *lines[end:]])
    return made if _fields(made) == {**data, name: after} else head


def _before(name: str, head: str, change: ListChange) -> object:
    """What the list gave a field before; guessed if an older import did not record it."""
    if name in change.head_before or name not in ("title", "source"):
        return change.head_before.get(name)
    now = (_fields(head) or {}).get(name)
    if name == "title":
        words = (change.before, change.before.split("\n\n")[-1])
        return now if now in [title_of(text) for text in words] else None
    section = re.sub(r"\s*\d+(?:\.\d+)?$", "", str(change.head_after[name]))
    return now if re.fullmatch(rf"{re.escape(section)}\s*\d+(?:\.\d+)?", str(now)) else None


def _is_unedited(reference: str, wanted: str, mark: str, head: str) -> bool:
    """Whether a reference answer may be replaced: it is the list's own, and nobody has approved it, or only a typo changes."""
    if (_fields(head) or {}).get("status") != "draft" and not is_reworded(reference, wanted):
        return False
    return _mark(reference) == mark if mark else not reference


def _forms(question: str) -> set[str]:
    """A question as it may be in a file: headings are lowered further if an answer follows."""
    return {body_text(question).strip(), body_text(question, closed=True).strip()}


def _fields(head: str) -> dict[str, object] | None:
    try:
        data = yaml.safe_load(head)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    return data if isinstance(data, dict) else None


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
