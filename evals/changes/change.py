"""What a change is, and how to fill a template that has a gap for a statement.

A rule returns None if it cannot be sure of its effect, or that the result is proper English. The case is then not used.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from evals.changes.clauses import clause, plain

Change = Callable[[str, random.Random], str | None]
SETS = ("dev", "test")
"""The two sets of wordings. They share none, so that what was tuned on one can be measured on the other."""


@dataclass(frozen=True)
class ChangeMethod:
    """One way to make a change.

    Attributes:
        name: The wording with its gap, or the name of the rule.
    """

    name: str
    change: Change


def fill(wording: str, text: str) -> str | None:
    """A wording with a statement in its gap, or None if the statement does not fit.

    Args:
        wording: ``{clause}`` and ``{Clause}`` only accept text that is certainly a whole clause; ``{text}`` and ``{Text}``
            accept any plain remark of one sentence, including fragments.
    """
    statement = clause(text) if "lause}" in wording else plain(text)
    if statement is None:
        return None
    raised = statement[:1].upper() + statement[1:]
    return wording.format(clause=statement, Clause=raised, text=statement, Text=raised)


def worded(wordings: Sequence[str]) -> list[ChangeMethod]:
    """A way for each wording."""

    def filling(wording: str) -> Change:
        return lambda text, _rng: fill(wording, text)

    return [ChangeMethod(wording, filling(wording)) for wording in wordings]


def both_sets(dev: Sequence[str], test: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """The wordings by the name of their set."""
    return dict(zip(SETS, (tuple(dev), tuple(test)), strict=True))
