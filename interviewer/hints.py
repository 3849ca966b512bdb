"""Which hint is given next."""

from __future__ import annotations

from collections.abc import Collection

from knowledge.schema import Question


def next_hint(question: Question, given: Collection[int], met: Collection[str], probing: str = "") -> int | None:
    """The hint to give, counted from 0: what leads to the probed criterion, else the next for a point that is open.

    Args:
        given: Hints that were given.
        met: Ids of the criteria that the answer meets.
        probing: The criterion that is probed now, "" where none is.

    Returns:
        None where every hint was given, or those left only lead to what was said already.
    """
    left = [n for n in range(len(question.hints)) if n not in given]
    aimed = {c.id: c.hint - 1 for c in question.criteria if c.hint}
    if aimed.get(probing) in left:
        return aimed[probing]
    said = set(aimed.values()) - {number for key, number in aimed.items() if key not in met}
    return next((n for n in left if n not in said), None)
