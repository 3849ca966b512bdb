"""A short text before a colon or on a line of its own, as labels are in any language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.authoring.words.asking import plain
from knowledge.authoring.words.levels import difficulty_of

LONGEST_LABEL = 30
"""Longest label, in characters. By hand: a longer text says something."""
_MARKED = re.compile(
    r"^(?P<lead>\s*(?:[-*+>]\s+)?(?:#{1,6}\s+)?)(?P<sign>\*\*|__|\*|_)?"
    rf"(?P<label>[^\W\d_][^:：<>`*_#?？؟|]{{1,{LONGEST_LABEL - 1}}}?)\s*"
    r"(?P<end>[:：]\s*(?P=sign)|(?P=sign)\s*[:：]|[:：])\s*(?P<rest>.*)$"
)
"""A short text with a colon at the beginning of a line, as labels are, in any language."""
_TITLE = re.compile(
    r"^(?P<lead>\s*(?:#{1,6}\s+|(?=(?:\*\*|__)\S)))(?P<sign>\*\*|__)?"
    rf"(?P<label>[^\W\d_][^:：<>`*_#?？؟|]{{1,{LONGEST_LABEL - 1}}}?)(?P<end>(?P=sign)|)\s*$"
)
"""A heading or a bold line that may be the label for an answer."""


def label_of(line: str) -> re.Match[str] | None:
    """The label that a line begins with or consists of; None if it has none of at most four words."""
    match = _MARKED.match(line) or _TITLE.match(line)
    return match if match and len(match["label"].split()) <= 4 else None


def is_remark(rests: Sequence[str]) -> bool:
    """Whether a label is followed by a level or by the same word again and again, as in "Difficulty: hard"."""
    told = [plain(rest).casefold() for rest in rests if len(plain(rest)) > 1]
    return any(difficulty_of(rest) for rest in told) or (len(told) >= 4 and 2 * len(set(told)) < len(told))


def label_key(label: str) -> str:
    """A key that is equal for two spellings of a label."""
    return " ".join(plain(label).strip(" :：.").casefold().split())
