"""A reasoning model's thoughts before its reply, such as ``<think>…</think>``, removed from the reply."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from interviewer.llm.replies.loose_json import decode

_TAGS = ("<think>", "<thinking>", "<thought>", "<reasoning>", "[think]")
_OPEN = re.compile(r"\s*(?:<(?:think|thinking|thought|reasoning)>|\[think\])", re.IGNORECASE)
"""Opens the thoughts."""
_CLOSE = re.compile(r"(?:</(?:think|thinking|thought|reasoning)>|\[/think\])\s*", re.IGNORECASE)
"""Ends the thoughts; the reply comes after it."""
_NAMED = frozenset(("``", "''", '""', "‘’", "“”", "«»", "()"))
"""The characters around a tag that is only mentioned."""
MOST_BRACES = 50
"""How many braces before a closing tag are looked at, the nearest first, for an object that contains it; a judgement."""


def without_thoughts(text: str) -> str:
    """A reply without the thoughts before it; empty if they never end.

    Some servers drop the opening tag because it is part of the prompt template, so the closing one is enough. A tag that the
    reply itself quotes, as from an answer about reasoning models, ends no thoughts.
    """
    end = _end_of_thoughts(text)
    if end is not None:
        return text[end:]
    return "" if _OPEN.match(text) else text


def endless_thoughts(text: str) -> str:
    """Thoughts that begin and never end, without the tag that opens them; empty if there are none."""
    opening = _OPEN.match(text)
    return text[opening.end() :] if opening and _end_of_thoughts(text) is None else ""


def _end_of_thoughts(text: str) -> int | None:
    """Where the reply begins behind its thoughts; None if no thoughts end."""
    for tag in reversed(list(_CLOSE.finditer(text))):
        if not _is_quoted(text, tag):
            return tag.end()
    return None


def _is_quoted(text: str, tag: re.Match[str]) -> bool:
    """Whether a tag is inside a JSON object, where it can only be part of a string, or is only named."""
    start = place = tag.start()
    after = place + len(tag[0].rstrip())
    if text[max(0, place - 1) : place] + text[after : after + 1] in _NAMED:
        return True
    for _ in range(MOST_BRACES):
        if (start := text.rfind("{", 0, start)) < 0:
            return False
        try:
            end = decode(text, start).end
        except ValueError:
            continue
        if end > place:
            return True
    return False


def pieces_without_thoughts(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces of a stream without the reasoning at its start."""
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
