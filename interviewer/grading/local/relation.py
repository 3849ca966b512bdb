"""The relations of a statement to a claim, and how the pair is presented to the reader."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

Relation = Literal["silent", "says", "half", "contradicts"]
RELATIONS: tuple[Relation, ...] = ("silent", "says", "half", "contradicts")
"""The reader's outputs, in order."""
TITLE_WORDS = 40
"""How much of a question's title, or of the question if it has none, is shown with a claim."""
CLAIM_WORDS = 90
"""How much of a claim is shown; longer ones are read sentence by sentence."""

TAKEN_BACK = "Takes back everything that was said before, as wrong or not to be counted"
"""A claim that the last statements of an answer are read against."""


def claim_text(title: str, claim: str, right: Sequence[str] = (), wrong: Sequence[str] = ()) -> str:
    """The first text of a pair: the topic, what must be said, and the bank's examples, if any.

    Args:
        right: The bank's statements that say it.
        wrong: The bank's statements that do not say it, or that contradict it.
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
