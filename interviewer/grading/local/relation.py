"""How a statement stands to a claim, and how the pair is shown to the reader."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

Relation = Literal["silent", "says", "half", "contradicts"]
RELATIONS: tuple[Relation, ...] = ("silent", "says", "half", "contradicts")
"""The reader's outputs, in order."""
TITLE_WORDS = 40
"""How much of a question's title, or of the question where it has none, is shown with a claim."""
CLAIM_WORDS = 90
"""How much of a claim is shown; longer ones are read sentence by sentence."""

TAKEN_BACK = "Takes back everything that was said before, as wrong or not to be counted"
"""A claim that the reader holds against the last statements of an answer."""


def claim_text(title: str, claim: str, right: Sequence[str] = (), wrong: Sequence[str] = ()) -> str:
    """The first text of a pair: the topic, what must be said, and examples where the bank has them.

    Args:
        right: Statements of the bank that say it.
        wrong: Statements of the bank that do not, or that say the contrary.
    """
    topic = " ".join(title.split()[:TITLE_WORDS])
    text = f"{topic}: {' '.join(claim.split()[:CLAIM_WORDS]).rstrip('.')}."
    if right:
        text += f" Right: {_listed(right)}."
    if wrong:
        text += f" Wrong: {_listed(wrong)}."
    return text


def _listed(texts: Sequence[str]) -> str:
    return "; ".join(text.strip().rstrip(".") for text in texts)
