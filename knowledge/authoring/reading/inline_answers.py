"""Answers on the same line as their questions, as in "What is rye? A grain." in every item of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.authoring.question_list import ListedPart
from knowledge.authoring.reading.answers import without_label
from knowledge.authoring.words.asking import ASKS, is_task, worth
from knowledge.authoring.words.question_words import TELLING
from knowledge.text.alternatives import any_of, table

_LEAST, _SHARE = 2, 0.6
"""How many questions must have an answer on their line, and which share: one sentence after a question is part of it."""
_SPLIT = re.compile(
    r"^(?P<asked>[^\n?？؟]{5,400}[?？؟](?:\*\*|__|[\"”’)])?)\s*(?:[-–—:：]\s*|(?<=\s)|(?<=[？؟]))(?P<said>[^\n?？؟]*\w[^\n?？؟]*)$"
)
"""A single question and, after it on the same line, something that asks nothing."""
_GOES_ON = table(
    (
        any_of(
            rf"{TELLING}, please, briefly, and, or, but, assume, suppose, imagine, consider, give, justify, "
            rf"show, hint, for example, e\.?g\.?, i\.?e\.?, let, the answer should, do not, don['’]t, try, "
            rf"think, include"
        )
        + r"\b",
        "for example",
    ),
)
"""What starts another part of the question rather than an answer."""
_MAY_GO_ON = re.compile(
    r"(?:use|using|given|note|why|how|what|if|when|where|see|you|answer|state|with|without|in|for)\b", re.I
)
"""What can start either; it counts as an answer only if others show that the list has answers there."""


def with_inline_answers(parts: Sequence[ListedPart]) -> tuple[ListedPart, ...]:
    """The parts with the answer taken out of the question if that is how the list is written."""
    found = {n: split for n, part in enumerate(parts) if (split := _split(part)) is not None}
    if sum(not _MAY_GO_ON.match(said) for _, said in found.values()) < max(_LEAST, _SHARE * len(parts)):
        return tuple(parts)
    return tuple(
        replace(part, text=found[n][0], answer=found[n][1], original=part.original or part.text) if n in found else part
        for n, part in enumerate(parts)
    )


def _split(part: ListedPart) -> tuple[str, str] | None:
    if part.answer or part.part or "\n" in part.text:
        return None
    match = _SPLIT.match(part.text)
    if not match:
        return None
    said = without_label(match["said"].strip())
    words = len(match["asked"].split())
    short = words < 3 and match["asked"].isascii()
    if short or said.startswith(("(", "[", "`")) or worth(said) >= ASKS or is_task(said) or _GOES_ON.match(said):
        return None
    return match["asked"].strip(), said
