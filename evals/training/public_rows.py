"""Training rows from public data: inference pairs, and students' answers to school and college questions."""

from __future__ import annotations

import csv
import random
from collections.abc import Collection, Iterator
from pathlib import Path

from evals.labelled.gold import read_lines
from evals.labelled.students import parse_student
from interviewer.errors import UsageError
from interviewer.grading.local.relation import Relation, claim_text
from interviewer.grading.training.row import Row

_INFERENCE: dict[str, tuple[Relation, ...]] = {
    "entailment": ("says",),
    "neutral": ("silent",),
    "contradiction": ("contradicts",),
}
_PAIRS: dict[str, tuple[Relation, ...]] = {
    **_INFERENCE,
    # some data sets distinguish only entailment from everything else
    "not_entailment": ("silent", "contradicts"),
}
_STUDENTS: dict[str, tuple[Relation, ...]] = {
    "correct": ("says",),
    "contradictory": ("contradicts",),
    # in the three-way labels, "incorrect" covers half-right answers as well as wrong and irrelevant ones
    "incorrect": ("silent", "half"),
}


def inference_rows(path: Path) -> Iterator[Row]:
    """Counterfactually revised inference pairs (Kaushik et al. 2020): the premise is the statement.

    Raises:
        UsageError: The file cannot be read, or a line is wrong.
    """
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            table = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read as UTF-8 text: {error}") from error
    for number, row in enumerate(table, start=2):
        relations = _INFERENCE.get(row.get("gold_label") or "")
        if relations is None or not row.get("sentence1") or not row.get("sentence2"):
            raise UsageError(
                f"{path}:{number}: needs sentence1, sentence2 and gold_label, one of {', '.join(_INFERENCE)}"
            )
        yield Row(row["sentence2"], row["sentence1"], relations, "inference")


def pair_rows(path: Path) -> Iterator[Row]:
    """Inference pairs from a comma-separated table with the columns premise, hypothesis and label.

    Raises:
        UsageError: The file cannot be read, a row is wrong, or there are no rows.
    """
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            table = list(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path} cannot be read as a UTF-8 table: {error}") from error
    pairs = 0
    for number, row in enumerate(table, start=1):
        relations = _PAIRS.get(row.get("label") or "")
        if relations is None or row.get("premise") is None or row.get("hypothesis") is None:
            raise UsageError(f"{path}: row {number} needs premise, hypothesis and label, one of {', '.join(_PAIRS)}")
        if row["premise"].strip() and row["hypothesis"].strip():
            pairs += 1
            yield Row(row["hypothesis"], row["premise"], relations, "pairs")
    if not pairs:
        raise UsageError(
            f"{path} has no pairs; it needs a header with premise, hypothesis and label, and rows below it"
        )


def student_rows(path: Path, courses: Collection[str], seed: int) -> Iterator[Row]:
    """Answers of SemEval-2013 task 7 (Dzikovska et al. 2013) to questions of some courses.

    If there are several references, a right or contradictory answer is paired with the one it shares most words with.

    Raises:
        UsageError: The file cannot be read, or lines are wrong; every wrong line is named.
    """
    rng = random.Random(seed)
    for row in read_lines(path, parse_student):
        if row.course not in courses:
            continue
        said = set(row.answer.lower().split())
        nearest = max(row.references, key=lambda text: len(said & set(text.lower().split())))
        reference = rng.choice(row.references) if row.label == "incorrect" else nearest
        text = claim_text(row.question, reference)
        yield Row(text, row.answer, _STUDENTS[row.label], row.course, row.question_id)
