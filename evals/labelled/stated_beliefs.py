"""Wrong beliefs in other words, and true statements close to them, by writers who saw the belief and the question but no examples.

A second, blind reader judged each statement from belief and statement alone, wrong and true ones mixed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evals.labelled.gold import read_lines
from evals.labelled.said_back import SAID
from interviewer.json_data import JsonObject, text_of
from knowledge.schema import Bank

KINDS = ("states", "near", "answer")
"""A statement of the belief; a true statement close to it; a mostly right answer with one sentence that states it."""
MANNERS = ("textbook", "terse", "casual", "applied")
"""How a belief is stated: as in a textbook, in a note, as people talk, or by what would follow from it."""


@dataclass(frozen=True)
class StatedBelief:
    """A text that states a wrong belief or nearly does.

    Attributes:
        belief: The misconception's id.
        writer: A letter; each wrote about the questions of one split.
        manner: One of ``MANNERS`` if it states the belief by itself, else "".
        said: The sentence of an answer that states it, else "".
        second: What the second reader found: that it ``states`` the belief, is true (``near``), or something ``other``; "" for
            answers.
    """

    question_id: str
    belief: str
    writer: str
    kind: str
    text: str
    manner: str = ""
    said: str = ""
    second: str = ""


def stated_beliefs(bank: Bank) -> Iterator[StatedBelief]:
    """The texts about every misconception that is still in the bank.

    Raises:
        UsageError: A line is wrong; every wrong line is named.
    """
    for item in read_lines(SAID / "beliefs.jsonl", _parse):
        if item.question_id in bank and item.belief in {m.id for m in bank[item.question_id].misconceptions}:
            yield item


def _parse(data: JsonObject) -> StatedBelief:
    item = StatedBelief(
        text_of(data, "question_id"),
        belief=text_of(data, "belief"),
        writer=text_of(data, "writer"),
        kind=text_of(data, "kind"),
        text=text_of(data, "text"),
        manner=str(data.get("manner", "")),
        said=str(data.get("said", "")),
        second=str(data.get("second", "")),
    )
    if item.kind not in KINDS:
        raise ValueError(f"'kind' is one of {', '.join(KINDS)}, not {item.kind!r}")
    if item.kind == "states" and item.manner not in MANNERS:
        raise ValueError(f"'manner' is one of {', '.join(MANNERS)}, not {item.manner!r}")
    if item.kind == "answer" and item.said not in item.text:
        raise ValueError("'said' must be words of the text")
    return item
