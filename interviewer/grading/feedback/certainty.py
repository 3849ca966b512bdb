"""How sure a verdict is, in words that fit it. The probability is for engineers: next to a verdict it looks like another verdict."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from interviewer.grading.grade import UNSURE, CriterionVerdict, VerdictKind

CREDITED = 0.6
"""From this expected credit on, a credited point is shown without a caveat. Below it, the credit is close to a coin toss. Above
it, most of it is right, and a caveat on every third point that somebody made would no longer mean anything. A judgement, from
the recorded calibration error (docs/results.md)."""
_MAY_BE: Mapping[VerdictKind, str] = MappingProxyType(
    {
        "met": "your answer may not quite make it",
        "partly_met": "your answer may cover more or less of it",
        "not_met": "your answer may make it after all",
    }
)
_CHECK: Mapping[VerdictKind, str] = MappingProxyType(
    {
        "met": "does your answer really say this?",
        "partly_met": "does your answer say this?",
        "not_met": "does your answer say this?",
    }
)
"""The questions that the buttons under a verdict answer."""
_MAY_CONTRADICT, _CHECK_WORDS = "the quoted words may make it or contradict it", "do the quoted words make this point?"


def in_doubt(item: CriterionVerdict) -> bool:
    """Whether a verdict is shown as possibly wrong. That is the case for fewer verdicts than the judge is uncertain about."""
    if not item.uncertain or item.denied:
        return False
    return item.verdict != "met" or not CREDITED <= item.probability < UNSURE[1]


def doubt(item: CriterionVerdict, to_check: bool = False) -> str:
    """That a verdict may be wrong, as a sentence; "" if no doubt is expressed.

    Args:
        to_check: Whether to ask the candidate, who can settle it where this is shown.
    """
    if not in_doubt(item):
        return ""
    asked = _CHECK_WORDS if item.contradicted else _CHECK[item.kind]
    return f"Not sure about this one: {asked if to_check else f'{may_be(item)}.'}"


def may_be(item: CriterionVerdict) -> str:
    """What may be true instead of an uncertain verdict, as a clause."""
    return _MAY_CONTRADICT if item.contradicted else _MAY_BE[item.kind]
