"""Students' answers with reference answers, in three classes: SemEval-2013 task 7 (Dzikovska et al. 2013)."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from evals.labelled.gold import LabelledAnswer, read_lines
from evals.labelled.public_sets import REFERENCE
from interviewer.errors import UsageError
from interviewer.json_data import JsonObject
from knowledge.schema import Bank, Criterion, Question

CLASSES = ("correct", "contradictory", "incorrect")


@dataclass(frozen=True)
class StudentAnswer:
    """One line of the file; ``label`` is one of ``CLASSES``."""

    id: str
    course: str
    question_id: str
    question: str
    references: tuple[str, ...]
    answer: str
    label: str


def read_students(path: Path, courses: Collection[str] = ()) -> tuple[Bank, list[LabelledAnswer]]:
    """A bank of the questions, each with one criterion, and the answers.

    The first reference is the claim; the others are paraphrases of it. Only a *correct* answer earns anything; a *contradictory*
    one is labelled as contradicting the claim.

    Args:
        courses: Only these courses; all if empty.

    Raises:
        UsageError: The file cannot be read, or lines are wrong; every wrong line is named.
    """
    rows = [row for row in read_lines(path, parse_student) if not courses or row.course in courses]
    if not rows:
        raise UsageError(f"{path} has no answers" + (f" from {', '.join(sorted(courses))}" if courses else ""))
    questions = {_key(row): _question(row) for row in rows}
    answers = [
        LabelledAnswer(
            id=row.id,
            question_id=_key(row),
            answer=row.answer,
            score=float(row.label == "correct"),
            labels={REFERENCE: "met" if row.label == "correct" else "not_met"},
            category=row.label,
            contradicted=frozenset({REFERENCE} if row.label == "contradictory" else ()),
        )
        for row in rows
    ]
    return Bank(questions.values(), path.parent), answers


def parse_student(data: JsonObject) -> StudentAnswer:
    """Parses one line of the file.

    Raises:
        ValueError: A field is missing or wrong.
    """
    texts = {name: data.get(name) for name in ("id", "course", "question_id", "question", "answer", "label")}
    for name, value in texts.items():
        if not isinstance(value, str):
            raise ValueError(f"field {name!r} is missing or not text")
    references = data.get("references")
    if not isinstance(references, list) or not references:
        raise ValueError("field 'references' is missing or empty")
    if texts["label"] not in CLASSES:
        raise ValueError(f"'label' must be one of {', '.join(CLASSES)}")
    return StudentAnswer(**{name: str(value) for name, value in texts.items()}, references=tuple(map(str, references)))


def _question(row: StudentAnswer) -> Question:
    first, *others = row.references
    return Question(
        id=_key(row),
        section=row.course,
        title=row.question,
        question=row.question,
        reference=" ".join(row.references),
        criteria=(Criterion(REFERENCE, first, satisfied_by=tuple(others)),),
    )


def _key(row: StudentAnswer) -> str:
    """The question's id. Ids in the data contain characters that a bank does not allow, and two courses may use the same id."""
    return "q" + hashlib.sha256(f"{row.course}:{row.question_id}".encode()).hexdigest()[:10]
