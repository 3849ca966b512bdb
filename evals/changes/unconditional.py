"""Statements without the condition that makes them true: what holds only under a condition is claimed in general."""

from __future__ import annotations

import random
import re

from evals.changes.change import Change, ChangeMethod
from evals.changes.clauses import NEGATIVE, clause

_CONDITION = re.compile(
    r"\s+(?:only if|only when|only for|only with|only in|as long as|provided that|provided|if|when)\s+([^,.;:]+)$",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^only (?:if|when|for|with|in)\s", re.IGNORECASE)
_STRICT = re.compile(
    r"\b(?:only|unless|as long as|provided|under the condition|on condition|assum\w+)\b", re.IGNORECASE
)


def condition_dropped(text: str, claim: str) -> str | None:
    """A statement made about all cases, although the claim says that it holds only in some.

    None unless the claim names the condition, and the rest of the statement is a whole clause.
    """
    said = text.strip().rstrip(".")
    found = _CONDITION.search(said)
    if found is None or NEGATIVE.search(said) or not _STRICT.search(claim) or _LEADING.match(said):
        return None
    left = clause(said[: found.start()])
    if left is None:
        return None
    words = set(re.findall(r"[a-z]{4,}", found[1].lower()))
    if not words & set(re.findall(r"[a-z]{4,}", claim.lower())):
        return None
    return f"{left[0].upper()}{left[1:]}, always and in every case."


def unconditional(claim: str) -> list[ChangeMethod]:
    """The rule that drops the condition of a statement about this claim."""

    def dropped(text: str, _rng: random.Random) -> str | None:
        return condition_dropped(text, claim)

    change: Change = dropped
    return [ChangeMethod("condition dropped", change)]
