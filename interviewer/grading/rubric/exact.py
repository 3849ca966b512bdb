"""Exact parts of an answer, such as a number or a ranking: looked up in its words, not guessed by a model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from interviewer.grading.judge import Judgement
from knowledge.schema import Criterion

_TOKEN = re.compile(r"[a-z]+\d+|\d+(?:[.,]\d+)*|[a-z]+|[-−]\d+", re.I)
"""A word or a number, as they are compared: a name with its number ("W1") is one, and a minus belongs to its number."""
_NUMBERS = {
    word: str(value)
    for value, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
}
_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6"}
PRESENT_PROBABILITY, MISSING_PROBABILITY = 0.5, 0.1
"""What the probability is lowered to if the words are there in another order, or are missing. A judgement, not swept."""


def held_to_exact(judgement: Judgement, criterion: Criterion, text: str) -> Judgement:
    """A judge's proposal, lowered if the answer lacks what the criterion requires.

    A lowered verdict is computed and so not in doubt. Nothing is raised: a number can occur without being given as the
    answer. A criterion with an expectation is read by ``grading.forms`` instead, which always decides.
    """
    if _is_computed(criterion) or not criterion.must_say or judgement.verdict in {"not_met", "ungraded"}:
        return judgement
    present, ordered = said(criterion.must_say, text)
    if ordered:
        return judgement
    if present:
        p = min(judgement.probability, PRESENT_PROBABILITY)
        return replace(judgement, verdict="partly_met", probability=p, unsure=False)
    p = min(judgement.probability, MISSING_PROBABILITY)
    return replace(judgement, verdict="not_met", probability=p, evidence=(), unsure=False)


def _is_computed(criterion: Criterion) -> bool:
    return criterion.expects is not None and criterion.expects.sole


def said(wanted: Sequence[str], text: str) -> tuple[bool, bool]:
    """Whether a text has every wanted word or number, and whether in this order.

    Args:
        wanted: Words or numbers, with ``|`` between alternatives; "four" and "4" are the same.
    """
    tokens = _tokens(text)
    ways = [_alternatives(entry) for entry in wanted]
    present = all(way.intersection(tokens) for way in ways)
    rest = iter(tokens)
    ordered = present and all(any(token in way for token in rest) for way in ways)
    return present, ordered


def _alternatives(entry: str) -> frozenset[str]:
    return frozenset(_folded(option.strip().lower()) for option in entry.split("|"))


def _tokens(text: str) -> list[str]:
    return [_folded(token.lower()) for token in _TOKEN.findall(text)]


def _folded(token: str) -> str:
    return _NUMBERS.get(token) or _ORDINALS.get(token) or token.replace("−", "-")
