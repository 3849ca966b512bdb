"""Records what a bank's collections were last synchronised with, so that an update costs only as much as what has changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.schema import Bank
from knowledge.search.entries import passage_id, question_ids


@dataclass(frozen=True)
class SyncedQuestion:
    """A question as it was written to the store.

    Attributes:
        hash: Its content hash.
        passages: How many passages its reference answer had.
    """

    hash: str
    passages: int

    @property
    def entries(self) -> int:
        """How many entries it has in all collections together."""
        return self.passages + len(question_ids(""))


@dataclass(frozen=True)
class Synced:
    """The contents of the store after the last synchronisation.

    Attributes:
        stamp: The collections' mark at that time. If they have another mark now, another process has written to them, and this
            record is no longer valid.
        questions: The questions by id.
    """

    stamp: str = ""
    questions: Mapping[str, SyncedQuestion] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """The number of entries in each collection."""
        return {
            "questions": len(question_ids("")) * len(self.questions),
            "passages": sum(question.passages for question in self.questions.values()),
        }

    def ids(self, collection: str, question_ids_of: Iterable[str]) -> list[str]:
        """Ids of the entries that these questions have in a collection; unknown questions have none."""
        known = [(each, self.questions[each]) for each in question_ids_of if each in self.questions]
        if collection == "questions":
            return [entry_id for each, _ in known for entry_id in question_ids(each)]
        return [passage_id(each, number) for each, question in known for number in range(question.passages)]

    def touched(self, bank: Bank) -> list[str]:
        """Ids of the questions that are new, changed or missing in a bank."""
        gone = [each for each in self.questions if each not in bank]
        nobody = SyncedQuestion("", 0)
        return [q.id for q in bank.values() if self.questions.get(q.id, nobody).hash != q.content_hash] + gone

    def after(self, bank: Bank, touched: Iterable[str], stamp: str) -> Synced:
        """The record after these questions have been synchronised with a bank."""
        changed = set(touched)
        questions = {each: known for each, known in self.questions.items() if each not in changed}
        for each in changed & bank.keys():
            questions[each] = SyncedQuestion(bank[each].content_hash, len(bank[each].passages()))
        return Synced(stamp, questions)


def read_synced(path: Path) -> Synced:
    """The record of the last synchronisation; empty if there is none, or if it cannot be read."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        rows = {str(each): SyncedQuestion(str(row[0]), int(row[1])) for each, row in data["questions"].items()}
        return Synced(str(data["stamp"]), rows)
    except (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError):
        return Synced()


def write_synced(path: Path, synced: Synced) -> None:
    """Write the record of a synchronisation."""
    rows = {each: [question.hash, question.passages] for each, question in synced.questions.items()}
    path.write_text(json.dumps({"stamp": synced.stamp, "questions": rows}), encoding="utf-8")
