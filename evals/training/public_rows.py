"""Rows of public data: inference pairs changed by hand, and students' answers to school and college questions."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Collection, Iterator
from pathlib import Path

from interviewer.grading.local.relation import Relation, claim_text
from interviewer.grading.training.row import Row

_INFERENCE: dict[str, tuple[Relation, ...]] = {
    "entailment": ("says",),
    "neutral": ("silent",),
    "contradiction": ("contradicts",),
}
_STUDENTS: dict[str, tuple[Relation, ...]] = {
    "correct": ("says",),
    "contradictory": ("contradicts",),
    # the three-way labels put what is right by half with what is wrong or beside the point
    "incorrect": ("silent", "half"),
}


def inference_rows(path: Path) -> Iterator[Row]:
    """Counterfactually revised inference pairs (Kaushik et al. 2020): the premise is the statement."""
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Row(row["sentence2"], row["sentence1"], _INFERENCE[row["gold_label"]], "inference")


def student_rows(path: Path, courses: Collection[str], seed: int) -> Iterator[Row]:
    """Answers of SemEval-2013 task 7 (Dzikovska et al. 2013) to questions of some courses.

    Of several references a right or contradictory answer is held against the one it shares most words with.
    """
    rng = random.Random(seed)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["course"] not in courses:
            continue
        said = set(row["answer"].lower().split())
        nearest = max(row["references"], key=lambda text: len(said & set(text.lower().split())))
        reference = rng.choice(row["references"]) if row["label"] == "incorrect" else nearest
        text = claim_text(row["question"], reference)
        yield Row(text, row["answer"], _STUDENTS[row["label"]], row["course"], row["question_id"])
