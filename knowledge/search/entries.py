"""What the vector store contains: a bank's questions and reference passages as texts with stable ids."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from knowledge.schema import Bank, Question


@dataclass(frozen=True)
class Entry:
    """One text of the store. ``id`` is stable; ``hash`` tells whether the text changed."""

    id: str
    text: str
    question_id: str
    section: str
    title: str

    @property
    def hash(self) -> str:
        """SHA-256 of what is embedded or shown, in hex."""
        return hashlib.sha256("\x1f".join((self.text, self.section, self.title)).encode()).hexdigest()


def question_entries(bank: Bank) -> list[Entry]:
    """Two entries a question: what it asks, and what it is about."""
    entries = []
    for question in bank.values():
        about = ", ".join(topic.replace("-", " ") for topic in question.topics)
        texts = {"ask": question.question, "about": f"{question.title}. {about}".strip(" .") or question.id}
        entries += [_entry(question, f"{question.id}#{name}", text) for name, text in texts.items()]
    return entries


def passage_entries(bank: Bank) -> list[Entry]:
    """One entry a paragraph of a reference answer."""
    return [
        _entry(question, f"{question.id}#p{number}", text)
        for question in bank.values()
        for number, text in enumerate(question.passages())
    ]


def _entry(question: Question, entry_id: str, text: str) -> Entry:
    return Entry(id=entry_id, text=text, question_id=question.id, section=question.section, title=question.title)
