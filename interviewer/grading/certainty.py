"""How sure a verdict is, in words that fit it. The probability is for engineers: beside a verdict it reads like another one."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from interviewer.grading.grade import CriterionGrade, VerdictKind

_MAY_BE: Mapping[VerdictKind, str] = MappingProxyType(
    {
        "met": "your answer may not quite say it",
        "partly_met": "your answer may say more of it, or less",
        "not_met": "your answer may say it after all",
        "contradicted": "your answer may not say the contrary",
    }
)
_CHECK: Mapping[VerdictKind, str] = MappingProxyType(
    {
        "met": "does your answer really say this?",
        "partly_met": "does your answer say this?",
        "not_met": "does your answer say this?",
        "contradicted": "does your answer really say the contrary?",
    }
)
"""Questions that the buttons under a verdict answer."""


def doubt(item: CriterionGrade, to_check: bool = False) -> str:
    """That a verdict may be wrong, as a sentence; "" if it is fairly sure, or was settled by the candidate.

    Args:
        to_check: Ask the candidate, who can settle it where this is shown.
    """
    if not item.uncertain or item.denied:
        return ""
    return f"Not sure about this one: {_CHECK[item.kind] if to_check else f'{may_be(item)}.'}"


def may_be(item: CriterionGrade) -> str:
    """What may be the case instead of an uncertain verdict, as a clause."""
    return _MAY_BE[item.kind]
