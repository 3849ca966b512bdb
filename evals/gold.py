"""Labelled answers: reading files in the batch format, and the gold answers that come with the product."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from interviewer.errors import UsageError
from knowledge.schema import Bank

GOLD = Path(__file__).parent / "gold"
VERDICTS = ("met", "partly_met", "not_met")
_CREDIT = {"met": 1.0, "partly_met": 0.5, "not_met": 0.0}


@dataclass(frozen=True)
class LabelledAnswer:
    """One answer with what people said of it.

    Attributes:
        score: 0..1, or None where only criteria are labelled.
        labels: Verdict by criterion id; may be empty.
    """

    id: str
    question_id: str
    answer: str
    score: float | None
    labels: dict[str, str]
    category: str = ""


def read_answers(path: Path, bank: Bank) -> list[LabelledAnswer]:
    """Read a JSONL file of labelled answers.

    Raises:
        UsageError: The file cannot be read, or lines are wrong; every wrong line is named.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read as UTF-8 text: {error}") from error
    answers: list[LabelledAnswer] = []
    faults: list[str] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            answers.append(_parse(json.loads(line), bank))
        except (ValueError, KeyError, TypeError) as error:
            faults.append(f"{path}:{number}: {error}")
    if faults:
        raise UsageError("\n".join(faults))
    if not answers:
        raise UsageError(
            f'{path} holds no answers; each line is {{"id", "question_id", "answer", "score" or "labels"}}'
        )
    return answers


def _parse(data: dict[str, Any], bank: Bank) -> LabelledAnswer:
    for name in ("id", "question_id", "answer"):
        if not isinstance(data.get(name), str):
            raise ValueError(f"field {name!r} is missing or not text")
    if data["question_id"] not in bank:
        raise ValueError(f"no question {data['question_id']!r} in the bank")
    question = bank[data["question_id"]]
    labels = dict(data.get("labels") or {})
    unknown = set(labels) - {c.id for c in question.criteria}
    if unknown or set(labels.values()) - set(VERDICTS):
        raise ValueError(f"labels must be verdicts of criteria of {question.id}; wrong: {sorted(unknown) or labels}")
    score = data.get("score")
    if score is None and labels:
        score = sum(c.weight * _CREDIT[labels[c.id]] for c in question.criteria if c.id in labels) / sum(
            c.weight for c in question.criteria if c.id in labels
        )
    if score is None or not 0 <= float(score) <= 1:
        raise ValueError("needs a 'score' from 0 to 1, or 'labels'")
    return LabelledAnswer(
        data["id"], data["question_id"], data["answer"], float(score), labels, data.get("category", "")
    )


def gold_answers(bank: Bank) -> Iterator[LabelledAnswer]:
    """The gold answers of the product."""
    for path in sorted(GOLD.glob("*.jsonl")):
        yield from read_answers(path, bank)
