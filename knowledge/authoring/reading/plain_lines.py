"""Reads the simplest lists: a question on each line, or a question with its answer below, without any marks."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.authoring.question_list import ListedPart, QuestionList
from knowledge.authoring.words.asking import ASKS, names, worth
from knowledge.authoring.words.levels import without_difficulty

_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$")
_ENDS = re.compile(r"[?？؟]\s*$")
_MOST_PARAGRAPHS = 4
"""The most paragraphs in an answer. Prose that starts with a question is longer."""
_PARTS_WORDS = 3
"""A line with fewer words is a title or an exclamation, not a question to be graded."""


def read_plain_lines(text: str) -> QuestionList | None:
    """The list if every line except headings asks something; None otherwise, because a line may belong to an answer."""
    parts: list[ListedPart] = []
    section, count = "", 0
    for line, raw in enumerate(text.splitlines(), start=1):
        whole = raw.strip()
        said, level = without_difficulty(whole)
        heading = _HEADING.match(whole)
        if heading:
            section, count = heading[1], 0
        elif said:
            if _is_short(said) or worth(said) < ASKS or (names(said) and said[-1] != "."):
                return None
            count += 1
            original = whole if level else ""
            parts.append(ListedPart(section, count, 0, "", said, line, difficulty=level, original=original))
    return QuestionList(tuple(parts), (), shape="a question on each line") if parts else None


def _is_short(said: str) -> bool:
    """Whether a line is too short for a question; not every script has spaces between words."""
    return len(said.split()) < _PARTS_WORDS and (said.isascii() or len(said) <= _PARTS_WORDS)


def read_plain_blocks(text: str) -> QuestionList | None:
    """The list if each block between blank lines begins with a line that ends in a question mark, or answers such a line.

    None if the first block asks nothing, if there is only one question, or if an answer is too long: then it is an article.
    """
    parts: list[ListedPart] = []
    section, count, silent = "", 0, 0
    lines = text.splitlines()
    block: list[str] = []
    for line, raw in enumerate([*lines, ""], start=1):
        if raw.strip():
            block.append(raw.rstrip())
            continue
        whole, heading = (block[0].strip(), _HEADING.match(block[0])) if block else ("", None)
        first, level = without_difficulty(whole)
        if heading and len(block) == 1:
            section, count = heading[1], 0
        elif block and _ENDS.search(first):
            count, silent = count + 1, 0
            answer = "\n".join(block[1:])
            original = whole if level else ""
            parts.append(
                ListedPart(section, count, 0, "", first, line - len(block), answer, difficulty=level, original=original)
            )
        elif block:
            silent += 1
            if not parts or silent > _MOST_PARAGRAPHS or not count:
                return None
            said = "\n\n".join(filter(None, [parts[-1].answer, "\n".join(block)]))
            parts[-1] = replace(parts[-1], answer=said)
        block = []
    return QuestionList(tuple(parts), (), shape="questions with their answers below") if len(parts) > 1 else None
