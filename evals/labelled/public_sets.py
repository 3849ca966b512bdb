"""Public graded answers that come with their questions, as a bank of references and labelled answers.

A line is ``{"id", "question_id", "question", "references": [...], "answer", "score": 0..1}``, and ``"label"`` if the data has
one. Each question has a single criterion, whose claim is the first reference answer.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from evals.labelled.gold import LabelledAnswer, read_lines
from interviewer.errors import UsageError
from interviewer.json_data import JsonObject, number_of, object_of, text_of
from knowledge.schema import Bank, Criterion, Question

REFERENCE = "reference"
"""Id of the one criterion of a question."""
_LABELS = {"correct": "met", "partially correct": "partly_met", "incorrect": "not_met"}


def brings_questions(path: Path) -> bool:
    """Whether the first line of a file contains a question and its reference answers."""
    try:
        with path.open(encoding="utf-8") as lines:
            first = json.loads(next((line for line in lines if line.strip()), "{}"))
    except (OSError, ValueError):
        return False  # the function that reads the whole file reports what is wrong
    return isinstance(first, dict) and "question" in first and "references" in first


def read_graded(path: Path) -> tuple[Bank, list[LabelledAnswer]]:
    """The bank and the answers in a file.

    Raises:
        UsageError: The file cannot be read, or lines are wrong; every wrong line is named.
    """
    questions: dict[str, Question] = {}
    answers: list[LabelledAnswer] = []
    for question, answer in read_lines(path, _parse):
        questions.setdefault(question.id, question)
        answers.append(answer)
    if not answers:
        raise UsageError(f"{path} holds no answers")
    return Bank(questions.values(), path.parent), answers


def fingerprint(path: Path) -> str:
    """A short hash of a file. Weights store the hashes of the files they were trained on.

    Raises:
        UsageError: The file cannot be read.
    """
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error


def has_seen(reader: Path, path: Path) -> bool:
    """Whether the weights in a folder say that they were trained on the answers in a file."""
    return fingerprint(path) in object_of(origin_of(reader).get("public")).values()


def origin_of(reader: Path) -> JsonObject:
    """What the weights in a folder say about their training; empty if that cannot be read."""
    try:
        config = json.loads((reader / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}  # the function that loads the weights reports what is wrong
    return dict(config.get("origin", {}))


def _parse(data: JsonObject) -> tuple[Question, LabelledAnswer]:
    answer_id, named, asked, answer = (text_of(data, name) for name in ("id", "question_id", "question", "answer"))
    score = float(number_of(data["score"]))
    if not 0 <= score <= 1:
        raise ValueError("'score' must be from 0 to 1")
    question_id = re.sub(r"[^a-z0-9]+", "-", named.lower()).strip("-")
    asked = " ".join(asked.split())
    references = data["references"]
    if not isinstance(references, list):
        raise ValueError("'references' must be a list of reference answers")
    reference = str(references[0])
    question = Question(
        id=question_id,
        section="external",
        title=asked,
        question=asked,
        reference=reference,
        criteria=(Criterion(REFERENCE, " ".join(reference.split())),),
    )
    said = str(data.get("label", "")).lower()
    label = _LABELS.get(said) or ("met" if score == 1 else "not_met" if score == 0 else "partly_met")
    return question, LabelledAnswer(answer_id, question_id, answer, score, {REFERENCE: label})
