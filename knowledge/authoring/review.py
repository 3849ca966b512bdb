"""Approving drafts: what one still lacks, and marking it as reviewed."""

from __future__ import annotations

import re
from pathlib import Path

from knowledge.errors import BankError, Problem
from knowledge.loader import load_bank, parse_question
from knowledge.schema import Question
from knowledge.validator import validate_bank

_STATUS = re.compile(r"^status:[ \t]*draft[ \t]*$", re.M)


def drafts(root: Path) -> list[Question]:
    """The drafts of a bank folder, in order of id.

    Raises:
        BankError: A file cannot be read.
    """
    return [question for question in load_bank(root, drafts=True).values() if question.status == "draft"]


def approved_text(text: str) -> str:
    """The text of a bank file with its status set to approved."""
    return _STATUS.sub("status: approved", text, count=1)


def missing_for_approval(text: str, path: Path, root: Path) -> list[Problem]:
    """What keeps a draft from being approved: required fields, and everything any bank is held to."""
    question, problems = parse_question(approved_text(text), path)
    if problems or question is None:
        return problems or [Problem(path, 0, "cannot be read as a bank file")]
    try:
        bank = load_bank(root, drafts=True)
    except BankError as error:
        return [problem for problem in error.problems if problem.path == path]
    return [problem for problem in validate_bank(bank, strict=False) if problem.path == path]


def save(text: str, path: Path) -> list[Problem]:
    """Save an edited draft and return what is wrong with its form; it is saved either way."""
    path.write_text(text if text.endswith("\n") else text + "\n", encoding="utf-8")
    return parse_question(text, path)[1]


def approve(path: Path, root: Path) -> list[Problem]:
    """Mark a draft as approved, unless something is missing, which is returned."""
    text = path.read_text(encoding="utf-8-sig")
    problems = missing_for_approval(text, path, root)
    if not problems:
        path.write_text(approved_text(text), encoding="utf-8")
    return problems
