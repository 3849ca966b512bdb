"""Right statements, the same in other words, and versions that a few words make wrong.

Several writers wrote them from only the question, the reference answer and the claim. Those on questions of the training split
are used in a third stage of training; ``evals near-twins`` measures on another writer's, on the other questions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evals.labelled.gold import GOLD, read_lines
from interviewer.grading.local.relation import Relation
from interviewer.json_data import JsonObject, text_of
from knowledge.schema import Bank

NEAR_TWINS = GOLD / "near-twins"
"""One file per writer."""
KINDS = ("swapped", "reversed", "number", "denied", "cause", "condition", "quantifier")
"""The ways to make a statement wrong."""


@dataclass(frozen=True)
class NearTwins:
    """One writer's statements about one point.

    Attributes:
        right: A statement that makes the point.
        same: The same, with a few other words.
        wrong: Statements that are wrong about the point, a few words away from ``right``, each with one of ``KINDS``.
        half: ``right`` with one part of the claim left out; "" if the claim has only one part.
    """

    question_id: str
    criterion_id: str
    writer: str
    right: str
    same: str
    wrong: tuple[tuple[str, str], ...]
    half: str = ""

    def statements(self) -> Iterator[tuple[str, Relation]]:
        """Each statement with its relation to the point."""
        yield self.right, "says"
        yield self.same, "says"
        for text, _ in self.wrong:
            yield text, "contradicts"
        if self.half:
            yield self.half, "half"


def near_twins(bank: Bank, folder: Path = NEAR_TWINS) -> list[NearTwins]:
    """All of them, writer by writer.

    Raises:
        UsageError: A line is wrong; every wrong line is named.
    """
    return [
        twins for path in sorted(folder.glob("*.jsonl")) for twins in read_lines(path, lambda data: _parse(data, bank))
    ]


def _parse(data: JsonObject, bank: Bank) -> NearTwins:
    question_id, criterion_id = text_of(data, "question_id"), text_of(data, "criterion_id")
    if question_id not in bank or criterion_id not in {c.id for c in bank[question_id].criteria}:
        raise ValueError(f"no point {criterion_id!r} of a question {question_id!r} in the bank")
    wrong = data.get("wrong")
    if not isinstance(wrong, dict) or not wrong:
        raise ValueError("'wrong' must be an object of wrong statements, each with what was done to it")
    if set(map(str, wrong.values())) - set(KINDS):
        raise ValueError(f"what was done must be one of: {', '.join(KINDS)}")
    right, same = text_of(data, "right"), text_of(data, "same")
    if not right.strip() or not same.strip() or not all(text.strip() for text in wrong):
        raise ValueError("a statement is empty")
    if {right, same} & set(wrong):
        raise ValueError("a statement is both right and wrong")
    return NearTwins(
        question_id=question_id,
        criterion_id=criterion_id,
        writer=text_of(data, "writer"),
        right=right,
        same=same,
        wrong=tuple((text, str(kind)) for text, kind in wrong.items()),
        half=str(data.get("half") or ""),
    )
