"""Answers in the style of what people publish, with labels for each statement."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from evals.labelled.gold import CONTRADICTED, GOLD, VERDICTS, LabelledAnswer, read_lines, score_of
from evals.labelled.lines import gaps, joined
from interviewer.grading.grade import CREDIT
from interviewer.json_data import JsonObject, JsonValue, object_of, text_of
from knowledge.schema import Bank

STRANGERS = GOLD / "strangers"
"""One file per writer. They wrote from the question alone, and labelled each statement after they had seen the claims."""
LEARNT_FROM = (
    "blogger",
    "encyclopaedic",
    "forum",
    "listmaker",
    "pairs",
    "rambler",
    "solutions",
    "speaker",
    "twins",
)
"""Writers whose answers to questions of the training split are used for training."""
LEFT_OUT = ("bookworm", "practitioner")
"""Writers that the reader learns nothing from. The calibration is fitted on their answers to questions of the development
split; those to questions of the test split are for measuring."""
TOLD = ("says", "half", "contradicts")
"""The relations that a statement can have to a point."""


@dataclass(frozen=True)
class StatedAnswer:
    """One answer, with labels for its statements and for the whole.

    Attributes:
        statements: Each as it was written, with its relation to the criteria it is about.
        labels: A verdict, or ``contradicted``, by criterion.
    """

    id: str
    question_id: str
    writer: str
    quality: str
    statements: tuple[tuple[str, Mapping[str, str]], ...]
    labels: Mapping[str, str]

    @property
    def text(self) -> str:
        """The whole answer: its statements joined, list items and headings on lines of their own."""
        return joined([said for said, _ in self.statements])

    def places(self) -> Iterator[tuple[int, int, Mapping[str, str]]]:
        """The start and end of each statement in the text, and its labels."""
        at = 0
        for gap, (said, told) in zip(gaps([said for said, _ in self.statements]), self.statements, strict=True):
            at += len(gap)
            yield at, at + len(said), told
            at += len(said)


def stated_answers(bank: Bank) -> list[StatedAnswer]:
    """All of them, writer by writer.

    Raises:
        UsageError: A line is wrong; every wrong line is named.
    """
    return [a for path in sorted(STRANGERS.glob("*.jsonl")) for a in read_stated(path, bank)]


def read_stated(path: Path, bank: Bank) -> list[StatedAnswer]:
    """The answers in one file.

    Raises:
        UsageError: A line is wrong; every wrong line is named.
    """
    return read_lines(path, lambda data: _parse(data, bank))


def labelled(bank: Bank, answer: StatedAnswer) -> LabelledAnswer:
    """An answer in the form of the other gold answers."""
    wrong = frozenset(name for name, label in answer.labels.items() if label == CONTRADICTED)
    labels = {name: "not_met" if name in wrong else label for name, label in answer.labels.items()}
    return LabelledAnswer(
        id=answer.id,
        question_id=answer.question_id,
        answer=answer.text,
        score=score_of(bank[answer.question_id], {name: CREDIT[label] for name, label in labels.items()}),
        labels=labels,
        category=answer.quality,
        contradicted=wrong,
        writer=answer.writer,
    )


def _parse(data: JsonObject, bank: Bank) -> StatedAnswer:
    question_id = text_of(data, "question_id")
    if question_id not in bank:
        raise ValueError(f"no question {question_id!r} in the bank")
    known = {c.id for c in bank[question_id].criteria}
    labels = {name: str(label) for name, label in object_of(data.get("labels")).items()}
    if set(labels) != known or set(labels.values()) - {*VERDICTS, CONTRADICTED}:
        raise ValueError(f"labels must be a verdict for each criterion of {question_id}")
    given = data.get("statements")
    if not isinstance(given, list) or not given:
        raise ValueError("'statements' must be a list of at least one statement")
    return StatedAnswer(
        id=text_of(data, "id"),
        question_id=question_id,
        writer=text_of(data, "writer"),
        quality=text_of(data, "quality"),
        statements=tuple(_statement(pair, known, question_id) for pair in given),
        labels=labels,
    )


def _statement(pair: JsonValue, known: Collection[str], question_id: str) -> tuple[str, Mapping[str, str]]:
    """One statement: its text, and its relation to the criteria it is about."""
    said, labels = pair if isinstance(pair, list) and len(pair) == 2 else (None, None)
    if not isinstance(said, str) or not said.strip() or not isinstance(labels, Mapping):
        raise ValueError("a statement is its text, not empty, followed by an object of labels")
    told = {name: str(relation) for name, relation in labels.items()}
    if set(told) - set(known) or set(told.values()) - set(TOLD):
        raise ValueError(f"{sorted(told.items())} must be relations to criteria of {question_id}")
    return said, told
