"""Reads the simplest lists: a question on each line, or a question with its answer below, without any marks."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from dataclasses import replace

from knowledge.authoring.question_list import ListedPart, QuestionList
from knowledge.authoring.structure.titles import is_contents
from knowledge.authoring.words.asking import ASKS, names, read_asked, worth
from knowledge.authoring.words.levels import without_difficulty

_HTML = re.compile(r"^\s*</?(?:ol|ul|li|dl|dt|dd|table|tr|t[dh])\b", re.I)
"""Lines that a Markdown reader does not take apart."""
_LETTER = re.compile(r"^(?P<letter>[a-zA-Z])[.)]\s+(?=\S)")
"""A letter that counts: it is removed if the lines before and after count on."""
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$")
"""A heading, with its words."""
_ENDS = re.compile(r"[?？؟]\s*$")
"""Ends as a question does."""
_SLANTED = re.compile(r"^(?P<sign>\*|_)[^*_]+(?P=sign)$")
"""A line that is slanted as a whole, as some lists write their questions."""
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
        if _HTML.match(raw):
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
        if any(map(_HTML.match, block)):
            return None
        whole, heading = (block[0].strip(), _HEADING.match(block[0])) if block else ("", None)
        first, level = without_difficulty(read_asked(whole).text if _SLANTED.match(whole) else whole)
        if heading and len(block) == 1:
            section, count = "" if is_contents(heading[1]) else heading[1], 0
        elif block and _ENDS.search(first):
            count, silent = count + 1, 0
            answer = "\n".join(map(without_definition_mark, block[1:]))
            original = whole if level else ""
            parts.append(
                ListedPart(
                    section,
                    number=count,
                    part=0,
                    stem="",
                    text=first,
                    line=line - len(block),
                    answer=answer,
                    difficulty=level,
                    original=original,
                )
            )
        elif block:
            silent += 1
            if not parts or silent > _MOST_PARAGRAPHS or not count:
                return None
            said = "\n\n".join(filter(None, [parts[-1].answer, "\n".join(map(without_definition_mark, block))]))
            parts[-1] = replace(parts[-1], answer=said)
        block = []
    return QuestionList(_unlettered(parts), (), shape="questions with their answers below") if len(parts) > 1 else None


def with_headings_passed(found: QuestionList, text: str) -> QuestionList:
    """The list with the headings that are the section of no question among what was passed over."""
    sections = {part.section for part in found.parts}
    headings = ((n, line, _HEADING.match(line.strip())) for n, line in enumerate(text.splitlines(), start=1))
    unused = tuple((n, line.rstrip()) for n, line, match in headings if match and match[1] not in sections)
    return replace(found, passed=(*found.passed, *unused))


def without_definition_mark(line: str) -> str:
    """A line without the colon that marks a definition of the words above it."""
    return re.sub(r"^\s{0,3}:[ \t]+(?=\S)", "", line)


def _unlettered(parts: Sequence[ListedPart]) -> tuple[ListedPart, ...]:
    """Questions without their letters if these count them: a), b), c)."""
    found = [_LETTER.match(part.text) for part in parts]
    letters = "".join(match["letter"].lower() for match in found if match)
    if len(letters) < len(parts) or letters not in string.ascii_lowercase:
        return tuple(parts)
    return tuple(replace(p, text=_LETTER.sub("", p.text), original=p.original or p.text) for p in parts)
