"""The contents of the vector store: a bank's questions and reference passages as texts with stable ids."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from knowledge.schema import Bank, Question


@dataclass(frozen=True)
class IndexEntry:
    """One text in the store. ``id`` is stable; ``hash`` shows whether the text has changed."""

    id: str
    text: str
    question_id: str
    section: str
    title: str

    @property
    def hash(self) -> str:
        """SHA-256 of everything that is embedded or shown, in hex."""
        return hashlib.sha256("\x1f".join((self.text, self.section, self.title)).encode()).hexdigest()


def question_entries(bank: Bank) -> list[IndexEntry]:
    """Two entries per question: what it asks, and what it is about."""
    entries = []
    for question in bank.values():
        about = ", ".join(topic.replace("-", " ") for topic in question.topics)
        texts = (question.question, f"{question.title}. {about}".strip(" .") or question.id)
        entries += [_entry(question, *row) for row in zip(question_ids(question.id), texts, strict=True)]
    return entries


def passage_entries(bank: Bank) -> list[IndexEntry]:
    """One entry per paragraph of a reference answer."""
    return [
        _entry(question, passage_id(question.id, number), text)
        for question in bank.values()
        for number, text in enumerate(question.passages())
    ]


def question_ids(question_id: str) -> tuple[str, str]:
    """Ids of the two entries of a question: what it asks, and what it is about."""
    return (f"{question_id}#ask", f"{question_id}#about")


def passage_id(question_id: str, number: int) -> str:
    """Id of a passage's entry; ``number`` counts from 0."""
    return f"{question_id}#p{number}"


def _entry(question: Question, entry_id: str, text: str) -> IndexEntry:
    return IndexEntry(id=entry_id, text=text, question_id=question.id, section=question.section, title=question.title)
