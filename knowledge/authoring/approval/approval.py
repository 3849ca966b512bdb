"""Approving drafts: what a draft still lacks, marking it as approved, and changing it afterwards."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import Problem
from knowledge.loader import bank_files, load_bank, parse_question, read_folder, read_question, with_figures
from knowledge.schema import Bank, Question
from knowledge.validator import validate_bank

_STATUS = re.compile(r"^status:[ \t]*draft[ \t]*$", re.M)
"""The line of the front matter that says that a file is a draft."""


def drafts(root: Path) -> list[Question]:
    """The drafts of a bank folder, in order of id.

    Raises:
        BankError: A file cannot be read.
    """
    return [question for question in load_bank(root, drafts=True).values() if question.status == "draft"]


@dataclass(frozen=True)
class DraftFile:
    """A bank file of one's own, a draft or approved, readable or not.

    Attributes:
        name: The question's id; the file's path in the bank if it cannot be read.
        question: The question as the loader reads it; None if the file has a fault.
    """

    name: str
    path: Path
    question: Question | None

    @property
    def approved(self) -> bool:
        """Whether the question is asked."""
        return self.question is not None and self.question.status != "draft"


def own_files(root: Path) -> list[DraftFile]:
    """Every file of a bank folder: drafts and files that can't be read first, then what is approved, in order of name."""
    found: list[DraftFile] = []
    taken: set[str] = set()
    for path in bank_files(root):
        question, problems = read_question(path)
        sound = question if question is not None and not problems and question.id not in taken else None
        if sound is not None:
            taken.add(sound.id)
        found.append(DraftFile(sound.id if sound else path.relative_to(root).as_posix(), path, sound))
    return sorted(found, key=lambda file: (file.approved, file.name))


def approved_text(text: str) -> str:
    """The text of a bank file with its status set to approved."""
    return _STATUS.sub("status: approved", text, count=1)


def missing_for_approval(text: str, path: Path, root: Path) -> list[Problem]:
    """What keeps a text from being approved: missing fields, and every rule that applies to any bank."""
    question, problems = parse_question(approved_text(text), path)
    if problems or question is None:
        return problems or [Problem(path, 0, "cannot be read as a bank file")]
    others = [other for other in read_folder(root)[0] if other.path != path]
    taken = next((o for o in others if o.id == question.id and (o.path < path or o.status != "draft")), None)
    if taken is not None:
        return [Problem(path, 2, f"id {question.id!r} is taken by {taken.path}")]
    bank = Bank([*(o for o in others if o.id != question.id), with_figures(question, root)], root)
    return [problem for problem in validate_bank(bank, strict=False, unsaved={path: text}) if problem.path == path]


def save(text: str, path: Path) -> list[Problem]:
    """Save an edited draft and return its faults; it is saved either way."""
    path.write_text(text if text.endswith("\n") else text + "\n", encoding="utf-8")
    return parse_question(text, path)[1]


def change_approved(text: str, path: Path, root: Path) -> list[Problem]:
    """Save an edited question that is approved, unless that leaves something missing; returns what is missing."""
    problems = missing_for_approval(text, path, root)
    if not problems:
        save(text, path)
    return problems


def approve(path: Path, root: Path) -> list[Problem]:
    """Mark a draft as approved, unless something is missing; returns what is missing."""
    return change_approved(approved_text(path.read_text(encoding="utf-8-sig")), path, root)
