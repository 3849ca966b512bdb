"""What keeps a draft from being approved, in the form's words and with the names of its fields."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.errors import Problem
from knowledge.schema import Question

_FIELDS = {
    "question": "Question",
    "reference": "Reference answer",
    "text": "Question or reference answer",
    "criteria": "Points",
    "section": "Section",
    "title": "Title",
    "hints": "Hints",
    "difficulty": "Difficulty",
}
"""What the form calls the fields of a question; the others are only in the file."""
_TO_DO = {
    ("question", "missing"): "write what is asked",
    ("reference", "missing"): "write what a very good answer says",
    ("criteria", "missing"): "add at least one thing an answer must say",
    ("section", "several sections"): "the parts of one question must share a section",
    ("criteria", "two claims"): "it makes two points at once; split it or drop one",
}
_WORDS = {
    "satisfied_by": "what counts as saying it",
    "not_satisfied_by": "what doesn’t count (in the file)",
    "further_probes": "further follow-up questions (in the file)",
    "probe": "follow-up question",
}
"""What the form calls the fields of a point; the others are only in the file."""


def lacking(problems: Sequence[Problem], question: Question | None) -> list[str]:
    """Each fault as Markdown, not yet sanitised: the field's name in bold, and what to do there.

    Args:
        question: The draft, whose points are numbered like in the form; None if it cannot be read.
    """
    ids = [criterion.id for criterion in question.criteria] if question else []
    return list(dict.fromkeys(_said(problem, ids) for problem in problems))


def _said(problem: Problem, ids: Sequence[str]) -> str:
    words = _TO_DO.get((problem.about, problem.kind), "")
    if problem.criterion in ids:
        return f"**Point {ids.index(problem.criterion) + 1}:** {words or problem.said(_WORDS)}."
    in_file = f"In the file, line {problem.line}" if problem.line else "In the file"
    return f"**{_FIELDS.get(problem.about, in_file)}:** {words or problem.message}."
