"""Errors of the bank and the index.

KnowledgeError        exit code 2
├── BankError            files of a bank have faults: one Problem per fault
├── UnknownQuestionError no question has this id
└── VectorStoreError     3  the vector store cannot be opened or used
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from knowledge.text.plurals import counted

ProblemKind = Literal["", "missing", "several sections", "two claims"]


class FieldName(str):
    """The name of a field as the file spells it, in what is said of a fault: elsewhere the field may be called otherwise."""


@dataclass(frozen=True)
class Problem:
    """One fault in one file, in parts; whoever shows it puts it into words.

    Attributes:
        line: Counted from 1; 0 means the file as a whole.
        what: What is wrong: a text, or pieces of one, of which some are names of fields.
        about: The field of the question that has it, ``text`` for the question or its reference; "" if it is none of these.
        criterion: The id of the criterion that has it; "" if it is none. ``what`` does not say it again.
        kind: What it is, if more can be said about how to fix it than the message does.
    """

    path: Path
    line: int
    what: str | tuple[str | FieldName, ...]
    about: str = field(default="", compare=False)
    criterion: str = ""
    kind: ProblemKind = field(default="", compare=False)

    def said(self, names: Mapping[str, str] = MappingProxyType({})) -> str:
        """What is wrong, with other names for fields where there are some."""
        pieces = (self.what,) if isinstance(self.what, str) else self.what
        return "".join(names.get(piece, piece) if isinstance(piece, FieldName) else piece for piece in pieces)

    @property
    def message(self) -> str:
        """Which criterion has it and what is wrong, in the words of the file."""
        return f"criterion {self.criterion!r}: {self.said()}" if self.criterion else self.said()

    def __lt__(self, other: Problem) -> bool:
        return (self.path, self.line, self.message) < (other.path, other.line, other.message)

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else str(self.path)
        return f"{place}: {self.message}"


class KnowledgeError(Exception):
    """Base class of this package's errors; the message can be shown to a user."""

    exit_code = 2


class BankError(KnowledgeError):
    """Files of a bank have faults.

    Attributes:
        problems: Every fault, in order of file and line.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__(
            f"the bank has {counted(len(self.problems), 'fault')}:\n" + "\n".join(f"  {p}" for p in self.problems)
        )


class UnknownQuestionError(KnowledgeError):
    """No question in the bank has this id."""


class VectorStoreError(KnowledgeError):
    """The vector store cannot be opened or used."""

    exit_code = 3
