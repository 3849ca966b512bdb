"""What keeps a draft from being approved, in the form's words and with the names of its fields."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.errors import Problem
from knowledge.schema import Question

_KNOWN = (
    (re.compile(r"'## Reference answer' is missing"), "Reference answer", "write what a very good answer says"),
    (re.compile(r"'## Question' is missing"), "Question", "write what is asked"),
    (
        re.compile(r"field 'criteria' is missing|criteria must list"),
        "Points",
        "add at least one thing an answer must say",
    ),
    (re.compile(r"^parts of .* are in several sections"), "Section", "the parts of one question must share a section"),
)
_POINT = re.compile(r"^criterion '([^']+)': (.*)$", re.DOTALL)
_PLACES = (
    (re.compile(r"^formula "), "Question or reference answer"),
    (re.compile(r"^figure "), "Question or reference answer"),
    (re.compile(r"\btitle\b"), "Title"),
    (re.compile(r"\bhints?\b"), "Hints"),
    (re.compile(r"\bdifficulty\b"), "Difficulty"),
)
_WORDS = (
    ("the claim is two, joined by", "it says two things, joined by"),
    ("satisfied_by", "what counts as saying it"),
    ("not_satisfied_by", "what doesn't count (in the file)"),
    ("further_probes", "further follow-up questions (in the file)"),
    ("probe", "follow-up question"),
)


def lacking(problems: Sequence[Problem], question: Question | None) -> list[str]:
    """Each fault as Markdown, not yet sanitised: the field's name in bold, and what to do there.

    Args:
        question: The draft, whose points are numbered like in the form; None if it cannot be read.
    """
    ids = [criterion.id for criterion in question.criteria] if question else []
    return list(dict.fromkeys(_said(problem, ids) for problem in problems))


def _said(problem: Problem, ids: Sequence[str]) -> str:
    for pattern, field, words in _KNOWN:
        if pattern.search(problem.message):
            return f"**{field}:** {words}."
    if (point := _POINT.match(problem.message)) and point[1] in ids:
        return f"**Point {ids.index(point[1]) + 1}:** {_plain(point[2])}."
    field = next((name for pattern, name in _PLACES if pattern.search(problem.message)), "")
    where = field or (f"In the file, line {problem.line}" if problem.line else "In the file")
    return f"**{where}:** {problem.message}."


def _plain(message: str) -> str:
    for term, words in _WORDS:
        message = re.sub(rf"\b{re.escape(term)}\b", words, message)
    return message
