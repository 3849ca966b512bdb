"""Reads the plainest list: a question on each line, with nothing in front of it."""

from __future__ import annotations

import re

from knowledge.authoring.asking import ASKS, worth
from knowledge.authoring.question_list import ListedPart, QuestionList

_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$")
_PARTS_WORDS = 3
"""A line of fewer words is a title or an exclamation, not a question to be graded."""


def read_plain_lines(text: str) -> QuestionList | None:
    """The list where every line asks, but for headings; None where any line does not, as it may be of an answer."""
    parts: list[ListedPart] = []
    section, count = "", 0
    for line, raw in enumerate(text.splitlines(), start=1):
        said = raw.strip()
        heading = _HEADING.match(said)
        if heading:
            section, count = heading[1], 0
        elif said:
            if len(said.split()) < _PARTS_WORDS or not (
                worth(said) >= ASKS and (said[-1] in "?？." or worth(said) >= 1)
            ):
                return None
            count += 1
            parts.append(ListedPart(section=section, number=count, part=0, stem="", text=said, line=line))
    return QuestionList(tuple(parts), (), shape="a question on each line") if parts else None
