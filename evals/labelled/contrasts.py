"""Claims from other subjects with statements that make, contradict or ignore them, by several writers.

They are used only for training: none is about a question in the built-in bank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evals.labelled.gold import GOLD, read_lines
from interviewer.errors import UsageError
from interviewer.grading.local.relation import Relation
from interviewer.json_data import JsonObject, text_of
from knowledge.schema import Bank, Criterion, Question

CONTRASTS = GOLD / "contrasts"
"""One file per writer."""
LISTS: tuple[tuple[str, Relation], ...] = (
    ("says", "says"),
    ("half", "half"),
    ("contradicts", "contradicts"),
    ("silent", "silent"),
)
"""The lists in a line, each with the relation of its statements to the claim."""


@dataclass(frozen=True)
class Contrast:
    """One claim and one writer's statements about it.

    Attributes:
        topic: The question that the claim belongs to, in a few words.
        said: Each statement with its relation to the claim.
    """

    writer: str
    topic: str
    claim: str
    said: tuple[tuple[str, Relation], ...]

    def of(self, relation: Relation) -> tuple[str, ...]:
        """The statements with this relation to the claim."""
        return tuple(text for text, how in self.said if how == relation)


def contrasts(folder: Path = CONTRASTS) -> list[Contrast]:
    """All of them, writer by writer.

    Raises:
        UsageError: A line is wrong; every wrong line is named.
    """
    return [
        item
        for path in sorted(folder.glob("*.jsonl"))
        for item in read_lines(path, lambda data, writer=path.stem: _parse(data, writer))  # type: ignore[misc]
    ]


def as_bank(items: list[Contrast], folder: Path = CONTRASTS) -> tuple[Bank, dict[tuple[str, str], Contrast]]:
    """The claims as a bank, with one question per topic and writer, and each claim's statements by question and criterion.

    Raises:
        UsageError: A writer gave the same claim twice.
    """
    topics: dict[str, list[Contrast]] = {}
    for item in items:
        topics.setdefault(f"{item.writer}-{re.sub(r'[^a-z0-9]+', '-', item.topic.lower()).strip('-')}", []).append(item)
    by_place: dict[tuple[str, str], Contrast] = {}
    questions = []
    for stem, some in topics.items():
        if len({item.claim for item in some}) < len(some):
            raise UsageError(f"{folder}: the topic {some[0].topic!r} has the same claim twice; drop one")
        questions.append(
            Question(
                id=stem,
                section="contrasts",
                title=some[0].topic,
                question=some[0].topic,
                reference=" ".join(f"{item.claim}." for item in some),
                criteria=tuple(_criterion(f"point-{n}", item) for n, item in enumerate(some, start=1)),
            )
        )
        by_place |= {(stem, f"point-{n}"): item for n, item in enumerate(some, start=1)}
    return Bank(questions, folder), by_place


def _criterion(name: str, item: Contrast) -> Criterion:
    return Criterion(
        name,
        item.claim,
        satisfied_by=item.of("says"),
        partly_satisfied_by=item.of("half"),
        contradicted_by=item.of("contradicts"),
        not_satisfied_by=item.of("silent"),
    )


def _parse(data: JsonObject, writer: str) -> Contrast:
    said = tuple((text, relation) for name, relation in LISTS for text in _texts(data, name))
    if not any(relation == "says" for _, relation in said):
        raise ValueError("'says' is empty")
    return Contrast(writer, text_of(data, "topic"), text_of(data, "claim").rstrip("."), said)


def _texts(data: JsonObject, name: str) -> Iterator[str]:
    texts = data.get(name, [])
    if not isinstance(texts, list) or not all(isinstance(text, str) and text.strip() for text in texts):
        raise ValueError(f"{name!r} must be a list of statements")
    yield from (str(text).strip() for text in texts)
