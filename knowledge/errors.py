"""Errors of the bank and of the index, each listing every fault found.

KnowledgeError        exit code 2
├── BankError            files of a bank are wrong: one Problem per fault
├── UnknownQuestionError no question has this id
└── VectorStoreError     3  the vector store cannot be opened or used
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Problem:
    """One fault of one file. ``line`` counts from 1; 0 is the file as a whole."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else str(self.path)
        return f"{place}: {self.message}"


class KnowledgeError(Exception):
    """Base of the errors of this package; the message is fit for a user."""

    exit_code = 2


class BankError(KnowledgeError):
    """Files of a bank are wrong.

    Attributes:
        problems: Every fault, in order of file and line.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        count = len(self.problems)
        super().__init__(
            f"the bank has {count} fault{'s' if count != 1 else ''}:\n" + "\n".join(f"  {p}" for p in self.problems)
        )


class UnknownQuestionError(KnowledgeError):
    """No question of the bank has this id."""


class VectorStoreError(KnowledgeError):
    """The vector store cannot be opened or used."""

    exit_code = 3
