"""Sentences that are said again right after themselves: an answer that is sent twice says nothing more.

Identical statements count once anyway. But where the second copy begins, its first sentence would have other words before it, and
the last sentence of the first copy other words after it, so both would be read anew.
"""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.grading.local.reading import plain_words
from interviewer.grading.text.evidence import sentences

_CLOSING = " \"')]*_"
"""What may close a sentence behind its mark."""


def without_repeats(text: str) -> str:
    """A text with sentences that directly repeat those before them replaced by spaces; all else keeps its position."""
    whole = sentences(text)
    kept = set(last_said([_key(each.of(text)) for each in whole]))
    for number, each in enumerate(whole):
        if number not in kept:
            text = text[: each.start] + " " * (each.end - each.start) + text[each.end :]
    return text


def last_said(said: Sequence[str]) -> list[int]:
    """The indices of what is left once nothing repeats what is right before it, one sentence or several in a row.

    The last of identical ones is left, which may be a reply of its own. What is said again after something else stays, too: it may be
    the last word on it.
    """
    kept: list[int] = []
    for number in range(len(said)):
        kept.append(number)
        while (size := _repeated(said, kept)) > 0:
            del kept[-2 * size : -size]
    return kept


def _key(sentence: str) -> str:
    """A sentence without case and punctuation; a question is not the statement in the same words."""
    return f"{plain_words(sentence)}{'?' if sentence.rstrip(_CLOSING).endswith('?') else ''}"


def _repeated(said: Sequence[str], kept: Sequence[int]) -> int:
    """How many of the last sentences repeat as many before them; 0 if none do."""
    for size in range(1, len(kept) // 2 + 1):
        if all(said[kept[-n]] == said[kept[-n - size]] for n in range(1, size + 1)):
            return size
    return 0
