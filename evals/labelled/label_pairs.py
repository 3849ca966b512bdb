"""Pairs of phrases that have different labels of one criterion, read blind: do any two mean the same?

The 200 pairs were drawn from the 2,000 of some 74,500 that share most of their words (overlap of the sets of words), with seed
20261130. A blind reader saw question, claim and the two phrases, and gave each its label.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.labelled.gold import read_lines
from evals.labelled.second import label_kappa
from interviewer.json_data import JsonObject, text_of

PAIRS = Path(__file__).with_name("label_pairs.jsonl")


@dataclass(frozen=True)
class LabelPair:
    """Two phrases of one criterion.

    Attributes:
        part, criterion: Where they are.
        phrases: The two, as they were read.
        labels: Those of the bank at that time.
        second: Those of the blind reader.
        same: Whether the reader found that both mean the same.
    """

    part: str
    criterion: str
    phrases: tuple[str, str]
    labels: tuple[str, str]
    second: tuple[str, str]
    same: bool


def read_pairs(path: Path = PAIRS) -> Sequence[LabelPair]:
    """The pairs that were read.

    Raises:
        UsageError: The file cannot be read, or lines are wrong; every wrong line is named.
    """
    return read_lines(path, _parse)


def pairs_told(pairs: Sequence[LabelPair]) -> JsonObject:
    """How many pairs mean the same though their labels differ, and how far the labels agree with the blind reader's."""
    labels = [(first, second) for pair in pairs for first, second in zip(pair.labels, pair.second, strict=True)]
    return {
        "pairs": len(pairs),
        "come_to_the_same": sum(pair.same for pair in pairs),
        "labels": len(labels),
        "same_label": sum(first == second for first, second in labels),
        "kappa": label_kappa(labels),
    }


def _parse(data: JsonObject) -> LabelPair:
    phrases, labels, second = (_two(data, name) for name in ("phrases", "labels", "second"))
    same = data.get("same")
    if not isinstance(same, bool):
        raise ValueError("'same' must be true or false")
    return LabelPair(
        text_of(data, "part"), text_of(data, "criterion"), phrases, labels=labels, second=second, same=same
    )


def _two(data: JsonObject, name: str) -> tuple[str, str]:
    match data.get(name):
        case [str() as first, str() as second]:
            return first, second
    raise ValueError(f"{name!r} must be two texts")
