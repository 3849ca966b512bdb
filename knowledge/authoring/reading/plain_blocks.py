"""Reads lists without any marks in which blank lines part the questions: each is followed by its answer, in its block or the next."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.authoring.question_list import ListedPart, QuestionList
from knowledge.authoring.reading.plain_lines import IS_HTML, PLAIN_HEADING, without_definition_mark
from knowledge.authoring.structure.titles import is_contents
from knowledge.authoring.words.asking import ASKS, commands, read_asked, worth
from knowledge.authoring.words.levels import without_difficulty

_LETTER = re.compile(r"^(?P<letter>[a-zA-Z])[.)]\s+(?=\S)")
"""A letter that counts: it is removed if the lines before and after count on."""
_ENDS = re.compile(r"[?？؟]\s*$")
"""Ends as a question does."""
_SLANTED = re.compile(r"^(?P<sign>\*|_)[^*_]+(?P=sign)$")
"""A line that is slanted as a whole, as some lists write their questions."""
_SENTENCES = re.compile(r"[.!。！]\s*\S")
"""The end of a sentence before another: what tells to answer is a single one."""
_MOST_PARAGRAPHS = 4
"""The most paragraphs in an answer. Prose that starts with a question is longer."""
_WRAPPED = 60
"""A line of prose is not broken off below this width."""
_OF_A_FORM = 0.6
"""Least share of the questions with a question mark that have their answer where a request would have it. By hand."""


@dataclass(frozen=True)
class _Block:
    """The lines between two blank ones.

    Attributes:
        line: The number of the first, from 1.
        first: The first without marks and without its level.
        level: That level, or 0.
    """

    line: int
    lines: tuple[str, ...]
    first: str
    level: int

    @property
    def heading(self) -> re.Match[str] | None:
        """The match of a heading, if it is one."""
        return PLAIN_HEADING.match(self.lines[0]) if len(self.lines) == 1 else None

    @property
    def asks(self) -> bool:
        """Whether it begins with a line that ends in a question mark."""
        return bool(_ENDS.search(self.first)) and not self.heading

    @property
    def tells(self) -> bool:
        """Whether it begins with a sentence of one line that tells to answer."""
        one = worth(self.first) >= ASKS and commands(self.first) and not _SENTENCES.search(self.first)
        broken_off = len(self.lines) > 1 and self.first[-1:] not in ".。:：" and len(self.first) >= _WRAPPED
        return one and not self.heading and not broken_off


def read_plain_blocks(text: str) -> QuestionList | None:
    """The list if each block between blank lines begins with a question or a request to answer, or answers one above.

    A request counts if its answer is where the other questions have theirs; what might be one and does not is named.

    None if the first block asks nothing, if there is only one question, or if an answer is too long: then it is an article.
    """
    blocks = _blocks(text)
    if any(IS_HTML.match(line) for block in blocks for line in block.lines):
        return None
    asking = _asking(blocks)
    parts: list[ListedPart] = []
    section, count, silent = "", 0, 0
    for n, block in enumerate(blocks):
        if heading := block.heading:
            section, count = "" if is_contents(heading[1]) else heading[1], 0
        elif n in asking:
            count, silent = count + 1, 0
            parts.append(_part(block, section, count))
        else:
            silent += 1
            if not parts or silent > _MOST_PARAGRAPHS or not count:
                return None
            said = "\n\n".join(filter(None, [parts[-1].answer, "\n".join(map(without_definition_mark, block.lines))]))
            parts[-1] = replace(parts[-1], answer=said)
    if len(parts) < 2:
        return None
    asides = tuple(
        (block.line, block.lines[0].strip()) for n, block in enumerate(blocks) if block.tells and n not in asking
    )
    return QuestionList(_unlettered(parts), (), shape="questions with their answers below", asides=asides)


def _blocks(text: str) -> list[_Block]:
    found: list[_Block] = []
    lines: list[str] = []
    for number, raw in enumerate([*text.splitlines(), ""], start=1):
        if raw.strip():
            lines.append(raw.rstrip())
        elif lines:
            whole = lines[0].strip()
            first, level = without_difficulty(read_asked(whole).text if _SLANTED.match(whole) else whole)
            found.append(_Block(number - len(lines), tuple(lines), first, level))
            lines = []
    return found


def _asking(blocks: Sequence[_Block]) -> set[int]:
    """Which blocks begin with a question, or with a request whose answer is where the questions have theirs."""
    asked = [n for n, block in enumerate(blocks) if block.asks]
    ahead = [*blocks[1:], None]
    together = sum(len(blocks[n].lines) > 1 for n in asked)
    if together >= max(1, _OF_A_FORM * len(asked)):
        return {*asked, *(n for n, block in enumerate(blocks) if block.tells and len(block.lines) > 1)}

    def is_alone(block: _Block | None) -> bool:
        return block is not None and len(block.lines) == 1 and (block.asks or block.tells)

    def is_answer(block: _Block | None) -> bool:
        return block is not None and not block.heading and not block.asks and not block.tells

    opened = [n for n, block in enumerate(blocks) if is_alone(block) and is_answer(ahead[n])]
    # each has one paragraph below it, and then the next begins
    paired = [n for n in opened if n + 2 >= len(blocks) or blocks[n + 2].heading or is_alone(blocks[n + 2])]
    if len(paired) < max(2, _OF_A_FORM * len(opened)):
        return set(asked)
    return {*asked, *opened}


def _part(block: _Block, section: str, count: int) -> ListedPart:
    return ListedPart(
        section,
        number=count,
        part=0,
        stem="",
        text=block.first,
        line=block.line,
        answer="\n".join(map(without_definition_mark, block.lines[1:])),
        difficulty=block.level,
        original=block.lines[0].strip() if block.level else "",
    )


def _unlettered(parts: Sequence[ListedPart]) -> tuple[ListedPart, ...]:
    """Questions without their letters if these count them: a), b), c)."""
    found = [_LETTER.match(part.text) for part in parts]
    letters = "".join(match["letter"].lower() for match in found if match)
    if len(letters) < len(parts) or letters not in string.ascii_lowercase:
        return tuple(parts)
    return tuple(replace(p, text=_LETTER.sub("", p.text), original=p.original or p.text) for p in parts)
