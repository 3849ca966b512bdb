"""Reads the simplest lists: a question on each line, without any marks."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.authoring.question_list import ListedPart, QuestionList
from knowledge.authoring.structure.titles import is_contents
from knowledge.authoring.words.asking import ASKS, names, worth
from knowledge.authoring.words.levels import without_difficulty

IS_HTML = re.compile(r"^\s*</?(?:ol|ul|li|dl|dt|dd|table|tr|t[dh])\b", re.I)
"""Lines that a Markdown reader does not take apart."""
PLAIN_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$")
"""A heading, with its words."""
_PARTS_WORDS = 3
"""A line with fewer words is a title or an exclamation, not a question to be graded."""


def read_plain_lines(text: str) -> QuestionList | None:
    """The list if every line except headings asks something; None otherwise, because a line may belong to an answer."""
    parts: list[ListedPart] = []
    section, count = "", 0
    for line, raw in enumerate(text.splitlines(), start=1):
        whole = raw.strip()
        said, level = without_difficulty(whole)
        heading = PLAIN_HEADING.match(whole)
        if IS_HTML.match(raw):
            return None
        if heading:
            section, count = "" if is_contents(heading[1]) else heading[1], 0
        elif said:
            if _is_short(said) or worth(said) < ASKS or (names(said) and said[-1] != "."):
                return None
            count += 1
            original = whole if level else ""
            parts.append(
                ListedPart(
                    section, number=count, part=0, stem="", text=said, line=line, difficulty=level, original=original
                )
            )
    return QuestionList(tuple(parts), (), shape="a question on each line") if parts else None


def _is_short(said: str) -> bool:
    """Whether a line is too short for a question; not every script has spaces between words."""
    return len(said.split()) < _PARTS_WORDS and (said.isascii() or len(said) <= _PARTS_WORDS)


def with_headings_passed(found: QuestionList, text: str) -> QuestionList:
    """The list with the headings that are the section of no question among what was passed over."""
    sections = {part.section for part in found.parts}
    headings = ((n, line, PLAIN_HEADING.match(line.strip())) for n, line in enumerate(text.splitlines(), start=1))
    unused = tuple((n, line.rstrip()) for n, line, match in headings if match and match[1] not in sections)
    return replace(found, passed=(*found.passed, *unused))


def without_definition_mark(line: str) -> str:
    """A line without the colon that marks a definition of the words above it."""
    return re.sub(r"^\s{0,3}:[ \t]+(?=\S)", "", line)
