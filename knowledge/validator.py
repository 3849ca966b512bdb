"""Checks on a bank beyond its form: what the built-in bank promises, and what links must hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.errors import Problem
from knowledge.schema import Bank, Question

MIN_SATISFIED, MIN_NOT_SATISFIED = 6, 4
MIN_CRITERIA, MAX_CRITERIA = 3, 6
_PART_ID = re.compile(r"^(?P<stem>[a-z]+-\d{2})(?P<part>[a-z])?$")


def validate_bank(bank: Bank, strict: bool) -> list[Problem]:
    """Faults of a loaded bank, in order of file and line.

    Args:
        strict: Hold the bank to what the built-in one promises (every field, six satisfying and four
            near-miss paraphrases a criterion, ids that follow the list); links are checked in any bank.
    """
    problems: list[Problem] = []
    for question in bank.values():
        finder = _Finder(question)
        problems += _links(question, bank, finder)
        problems += _labels(question, finder)
        if strict:
            problems += _completeness(question, finder)
    return sorted(problems)


class _Finder:
    """Finds the line of a text in a file, so that a message can point at it."""

    def __init__(self, question: Question) -> None:
        self.path = question.path
        try:
            self.lines = question.path.read_text(encoding="utf-8-sig").split("\n")
        except OSError:
            self.lines = []

    def problem(self, text: str, message: str) -> Problem:
        needle = text[:40]
        line = next((n for n, content in enumerate(self.lines, start=1) if needle and needle in content), 0)
        return Problem(self.path, line, message)


def _links(question: Question, bank: Bank, at: _Finder) -> Iterator[Problem]:
    for related in question.related:
        if related not in bank:
            yield at.problem(related, f"related {related!r} is not in the bank")
        elif related == question.id:
            yield at.problem("related", "is related to itself")
    if question.follows and not question.id.startswith(question.follows):
        yield at.problem("follows", f"follows {question.follows!r}, but its id does not begin with it")
    sections = {part.section for part in bank.parts(question.stem)}
    if len(sections) > 1:
        yield at.problem(
            "section", f"parts of {question.stem} stand in several sections: {', '.join(sorted(sections))}"
        )


def _labels(question: Question, at: _Finder) -> Iterator[Problem]:
    for criterion in question.criteria:
        good = {_fold(text) for text in criterion.satisfied_by}
        for text in criterion.not_satisfied_by:
            if _fold(text) in good:
                yield at.problem(text, f"criterion {criterion.id!r}: {text[:50]!r} stands under both labels")
        for label, texts in (
            ("satisfied_by", criterion.satisfied_by),
            ("not_satisfied_by", criterion.not_satisfied_by),
        ):
            if len({_fold(text) for text in texts}) < len(texts):
                yield at.problem(criterion.claim, f"criterion {criterion.id!r}: a text stands twice in {label}")
        reference = _fold(question.reference)
        for text in criterion.satisfied_by:
            if len(text) > 30 and _fold(text) in reference:
                yield at.problem(text, f"criterion {criterion.id!r}: {text[:50]!r} is copied from the reference answer")


def _completeness(question: Question, at: _Finder) -> Iterator[Problem]:
    match = _PART_ID.match(question.id)
    if not match:
        yield at.problem("id:", f"id {question.id!r} must be section, two digits, and a letter for a part")
    elif match["part"] and question.follows != match["stem"]:
        yield at.problem("id:", f"a part must say 'follows: {match['stem']}'")
    if not question.id.startswith(f"{question.section}-"):
        yield at.problem("section:", f"section {question.section!r} does not begin the id {question.id!r}")
    for name in ("source", "title", "topics", "hints", "related", "sources", "deeper", "misconceptions"):
        if not getattr(question, name):
            yield at.problem("id:", f"field {name!r} is missing or empty")
    if len(question.hints) != 3:
        yield at.problem("hints", f"needs three graded hints, has {len(question.hints)}")
    if not MIN_CRITERIA <= len(question.criteria) <= MAX_CRITERIA:
        yield at.problem("criteria", f"needs {MIN_CRITERIA} to {MAX_CRITERIA} criteria, has {len(question.criteria)}")
    for criterion in question.criteria:
        name = f"criterion {criterion.id!r}"
        if len(criterion.satisfied_by) < MIN_SATISFIED:
            yield at.problem(
                criterion.claim, f"{name}: satisfied_by needs {MIN_SATISFIED}, has {len(criterion.satisfied_by)}"
            )
        if len(criterion.not_satisfied_by) < MIN_NOT_SATISFIED:
            yield at.problem(
                criterion.claim,
                f"{name}: not_satisfied_by needs {MIN_NOT_SATISFIED}, has {len(criterion.not_satisfied_by)}",
            )
        if not criterion.probe:
            yield at.problem(criterion.claim, f"{name}: probe is missing")
    for misconception in question.misconceptions:
        if not misconception.examples or not misconception.correction:
            yield at.problem(
                misconception.claim, f"misconception {misconception.id!r}: needs examples and a correction"
            )
    if not re.search(r"^difficulty:", "\n".join(at.lines), re.M):
        yield at.problem("id:", "field 'difficulty' is missing")
    if not re.search(r"^minutes:", "\n".join(at.lines), re.M):
        yield at.problem("id:", "field 'minutes' is missing")


def _fold(text: str) -> str:
    return " ".join(text.lower().split())
