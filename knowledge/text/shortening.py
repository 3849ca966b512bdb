"""Cuts a text to fit on a line."""

from __future__ import annotations


def shortened(text: str, most: int) -> str:
    """A text on one line.

    Args:
        most: Most characters; of a longer text, an ellipsis stands for the rest.
    """
    words = " ".join(text.split())
    return f"{words[: most - 1]}…" if len(words) > most else words
