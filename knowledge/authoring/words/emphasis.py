"""Emphasis that opens before an answer's label and closes after the answer, as in ``**Answer: C**``."""

from __future__ import annotations

from knowledge.authoring.words.asking import without_emphasis


def with_emphasis_opened(sign: str, label: str, said: str, later: str = "") -> str:
    """What is said after a label, with the emphasis that opened before the label and goes on after it.

    Args:
        sign: The sign that opens the emphasis; "" if nothing is emphasised.
        label: The label as written, with its signs.
        later: The rest of the paragraph, where the emphasis may close.
    """
    if not sign or label.count(sign) != 1 or not (sign in said or sign in later):
        return said
    return without_emphasis(f"{sign}{said.strip()}")
