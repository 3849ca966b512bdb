"""The points of the bank in plain words: six wordings each, by writers who saw the question, the claim and the bank's own wordings.

Some of them have a *twin*: what a candidate with a misconception would say instead, in the same manner and about as long, by
other writers. A second reader judged each wording and each twin from the claim alone, right and wrong ones mixed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evals.labelled.gold import read_lines
from evals.labelled.said_back import SAID
from interviewer.json_data import JsonObject, text_of
from knowledge.schema import Bank

MANNERS = ("direct", "clause", "notes", "formula", "turned", "loose")
"""A direct sentence; a clause of a longer one; notes; with the formula or number, if there is one; the cause turned round or an
example; as people talk."""
JUDGED = ("says", "half", "wrong", "no")
LEARNT_FROM = ("a", "b", "d")
"""Writers of right wordings whose points of the training split are used for training; nothing is learnt from the fourth."""
TWINS_LEARNT_FROM = ("e", "f", "g", "h")
"""The same for writers of twins. ``i`` wrote those of the development split, ``j`` those of the test split."""


@dataclass(frozen=True)
class PlainPoint:
    """One wording of a point.

    Attributes:
        writer: A letter.
        judged: What the second reader found: that it says the point, half of it, something wrong, or nothing of it.
    """

    question_id: str
    criterion_id: str
    writer: str
    manner: str
    text: str
    judged: str


def plain_points(bank: Bank) -> Iterator[PlainPoint]:
    """The wordings of every point that is still in the bank.

    Raises:
        UsageError: A line is wrong; every wrong line is named.
    """
    yield from _known(bank, "plainly.jsonl")


def plain_twins(bank: Bank) -> Iterator[PlainPoint]:
    """The wrong twins of some of these wordings.

    Raises:
        UsageError: A line is wrong; every wrong line is named.
    """
    yield from _known(bank, "twins.jsonl")


def _known(bank: Bank, name: str) -> Iterator[PlainPoint]:
    for item in read_lines(SAID / name, _parse):
        if item.question_id in bank and any(c.id == item.criterion_id for c in bank[item.question_id].criteria):
            yield item


def _parse(data: JsonObject) -> PlainPoint:
    manner, judged = text_of(data, "manner"), text_of(data, "judged")
    if manner not in MANNERS:
        raise ValueError(f"'manner' is one of {', '.join(MANNERS)}, not {manner!r}")
    if judged not in JUDGED:
        raise ValueError(f"'judged' is one of {', '.join(JUDGED)}, not {judged!r}")
    question_id, point, writer = text_of(data, "question_id"), text_of(data, "criterion"), text_of(data, "writer")
    return PlainPoint(
        question_id, criterion_id=point, writer=writer, manner=manner, text=text_of(data, "said"), judged=judged
    )
