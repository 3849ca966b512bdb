"""A reasoning model's thoughts before its reply, such as ``<think>…</think>``, removed from the reply."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_TAGS = ("<think>", "<thinking>", "<thought>", "<reasoning>")
_OPEN = re.compile(r"\s*<(think|thinking|thought|reasoning)>", re.IGNORECASE)
_CLOSE = re.compile(r"</(?:think|thinking|thought|reasoning)>\s*", re.IGNORECASE)


def without_thoughts(text: str) -> str:
    """A reply without the thoughts before it; empty if they never end.

    Some servers drop the opening tag because it is part of the prompt template, so the closing one is enough.
    """
    ends = list(_CLOSE.finditer(text))
    if ends:
        return text[ends[-1].end() :]
    return "" if _OPEN.match(text) else text


def pieces_without_thoughts(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces of a stream without the thoughts it begins with."""
    held, passing = "", False
    for piece in pieces:
        if passing:
            yield piece
            continue
        held += piece
        if _OPEN.match(held):
            if end := _CLOSE.search(held):
                passing, held = True, held[end.end() :]
        elif not any(tag.startswith(held.lstrip().lower()) for tag in _TAGS):
            passing = True
        if passing and held:
            yield held
            held = ""
    if not passing and not _OPEN.match(held) and held:
        yield held
