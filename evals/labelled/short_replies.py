"""Replies of a few words to follow-ups, by two writers who saw claims and follow-ups alone: right, wrong and empty ones.

The label of a reply is set from claim, follow-up and reply, read together as in a conversation. A second, blind reader labelled a
part of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evals.labelled.gold import read_lines
from evals.labelled.said_back import SAID
from interviewer.json_data import JsonObject, text_of
from knowledge.schema import Bank

LABELS = ("met", "partly_met", "contradicted", "not_met")
MOST_WORDS = 9
"""Longest reply, in words."""


@dataclass(frozen=True)
class ShortReply:
    """One reply to one follow-up.

    Attributes:
        writer: A letter; ``k`` wrote to the development questions, ``l`` to the test questions.
        probe: The follow-up as it was put to the writer; the bank may word it otherwise by now.
        label: Whether the reply, read with the follow-up, makes the point.
        second: The label by a second, blind reader; empty if this one was not read twice.
    """

    question_id: str
    criterion_id: str
    writer: str
    probe: str
    text: str
    label: str
    second: str = ""


def short_replies(bank: Bank) -> Iterator[ShortReply]:
    """The replies about points that are still in the bank.

    Raises:
        UsageError: A line is wrong; every wrong line is named.
    """
    for item in read_lines(SAID / "short.jsonl", _parse):
        if item.question_id in bank and any(c.id == item.criterion_id for c in bank[item.question_id].criteria):
            yield item


def _parse(data: JsonObject) -> ShortReply:
    label, second = text_of(data, "label"), text_of(data, "second") if "second" in data else ""
    for value in (label, *([second] if second else [])):
        if value not in LABELS:
            raise ValueError(f"a label is one of {', '.join(LABELS)}, not {value!r}")
    question_id, point, writer = text_of(data, "question_id"), text_of(data, "criterion"), text_of(data, "writer")
    return ShortReply(
        question_id,
        criterion_id=point,
        writer=writer,
        probe=text_of(data, "probe"),
        text=text_of(data, "reply"),
        label=label,
        second=second,
    )
