"""Finds every line in a Markdown file that could be a question, from the tokens of a Markdown parser."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from knowledge.authoring.structure.tables import TableRow, read_rows, rows_without_head
from knowledge.authoring.words.answer_titles import is_answer_label
from knowledge.authoring.words.asking import ASKS, Asked, is_task, plain, read_asked, without_emphasis, worth
from knowledge.authoring.words.inline_label import split_at_label
from knowledge.authoring.words.levels import is_level, without_difficulty

_BOLD = re.compile(r"^(?P<lead>\d{1,4}[.)]\s*)?(?P<sign>\*\*|__)(?P<text>.+?)(?P=sign)(?P<rest>.*)$")
"""A line that begins in bold, perhaps after a number: the bold words are the question."""
_SUMMARY = re.compile(r"<summary[^>]*>(.*?)</summary>", re.I | re.DOTALL)
"""The words on a fold, which may be the question."""
_LINK = re.compile(r"^\[(?P<text>(?:[^\[\]]|\[[^\]]*\])+)\]\((?P<to>[^)\s]*)[^)]*\)\s*[.;]?$")
"""A line that is one link: its words are the question, or it only leads to one."""
_TASK = re.compile(r"^\[[ xX]\]\s+")
"""The box of a list of things to do."""
_WRAPPED = 60
"""Nobody wraps lines of prose below this width."""
_OPEN_END = re.compile(
    r"(?:[,;:(\-–—]|\b(?:the|an?|of|and|or|between|in|on|to|with|for|by|from|is|are|that|which|und|oder|et|ou|y|и))\s*$",
    re.I,
)
"""Ends in the middle of a sentence, so the next line belongs to it."""
_CLOSED = re.compile(r"[?？؟](?:\*\*|__|\*|`)?\s*(?:[\[(（].{1,14}[\])）])?\s*$")
"""Ends as a question does, perhaps before a level in brackets."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A line that could be a question.

    Attributes:
        kind: heading, bold, label, summary, ordered, bullet or table.
        level: Level of a heading, or depth of an item from 0; 0 for the rest.
        style: What an item begins with: "heading", "bold" or "".
        start: Its first line, from 0.
        end: The line after the question's own words.
        stop: The line after the item that contains it; ``end`` if there is none.
        group: A number that all marks in one list, table or section share.
        tail: An answer on the same line.
        target: Target of the link if the question is a link, otherwise "".
        topics: Cells from a table's topic column.
        within: The level of the heading that it goes on from, as a question below another question; 0 for the rest.
    """

    kind: str
    level: int
    style: str
    start: int
    end: int
    stop: int
    group: int
    asked: Asked
    tail: str = ""
    target: str = ""
    topics: tuple[str, ...] = ()
    within: int = 0

    @property
    def family(self) -> tuple[str, int, str]:
        """The properties that it shares with others of its shape."""
        return self.kind, self.level, self.style


@dataclass(frozen=True)
class Heading:
    """A heading outside lists: its level, its words, its first line and the line after it, from 0."""

    level: int
    text: str
    start: int
    end: int


def find_marks(text: str) -> tuple[list[Mark], list[Heading]]:
    """All marks and all headings in a file, in order of lines."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    walk = _Walk(tokens, text.split("\n"))
    said = (mark for mark in walk.marks() if any(c.isalnum() or not c.isascii() for c in mark.asked.text))
    marks = sorted(said, key=lambda mark: (mark.start, mark.level))
    return marks, walk.headings


class _Walk:
    def __init__(self, tokens: list[Token], lines: list[str]) -> None:
        self.headings: list[Heading] = []
        self._tokens = tokens
        self._lines = lines
        self._lists: list[tuple[str, int]] = []

    def marks(self) -> Iterator[Mark]:
        """Go through the tokens once."""
        for at, token in enumerate(self._tokens):
            if token.type in ("bullet_list_open", "ordered_list_open"):
                self._lists.append((token.type.split("_")[0], at))
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                self._lists.pop()
            elif token.type == "list_item_open":
                yield from self._item(at)
            elif token.type == "table_open" and token.level == 0:
                yield from self._table(at, read_rows(self._tokens, at))
            elif token.level == 0 and token.map and token.type == "heading_open":
                heading = Heading(int(token.tag[1]), self._tokens[at + 1].content, token.map[0], token.map[1])
                yield self._heading(heading)
                self.headings.append(heading)
            elif token.level == 0 and token.map and token.type == "paragraph_open":
                content = self._tokens[at + 1].content
                if rows := _bare_rows(content):
                    yield from self._table(at, rows_without_head(token.map[0], rows))
                else:
                    yield from self._paragraph(token.map[0], content)
            elif token.type == "paragraph_open" and token.map and self._lists:
                yield from self._lazy(token.map[0], self._tokens[at + 1].content.split("\n"))
            elif token.type == "html_block" and token.map:
                yield from self._summaries(token.map[0], token.map[1])

    def _heading(self, heading: Heading) -> Mark:
        above = next((n for n, h in reversed(list(enumerate(self.headings))) if h.level < heading.level), -1)
        said, tail = split_at_label(" ".join(heading.text.split("\n")))
        link = _LINK.match(said.strip())
        text, target = (link["text"], link["to"]) if link else (said, "")
        return Mark(
            kind="heading",
            level=heading.level,
            style="",
            start=heading.start,
            end=heading.end,
            stop=heading.end,
            group=-2 - above,
            asked=read_asked(text),
            tail=tail,
            target=target,
        )

    def _item(self, at: int) -> Iterator[Mark]:
        item, first = self._tokens[at], self._tokens[at + 1]
        if not item.map or not first.map or first.type not in ("heading_open", "paragraph_open"):
            return
        kind, group = self._lists[-1]
        lines = self._tokens[at + 2].content.split("\n")
        bold = _bold(lines[0])
        style = "heading" if first.type == "heading_open" else "bold" if bold and not bold["lead"] else ""
        count = 1 if style == "bold" else len(lines) if style else _asked_lines(lines)
        text, tail, target = " ".join(lines[:count]), "", ""
        if bold and style == "bold" and not _continues(bold):
            text, tail = bold["text"], bold["rest"]
        else:
            text, tail = split_at_label(text)
        text = _TASK.sub("", text)
        link = _LINK.match(text)
        if link:
            text, target = link["text"], link["to"]
        asked = read_asked(text)
        if kind == "ordered" and item.info.isdigit() and asked.number is None:
            asked = Asked(asked.text, int(item.info), asked.labelled, asked.difficulty)
        start = first.map[0]
        yield Mark(
            kind=kind,
            level=len(self._lists) - 1,
            style=style,
            start=item.map[0],
            end=min(start + count, first.map[1]),
            stop=max(item.map[1], first.map[1]),
            group=group,
            asked=asked,
            tail=tail,
            target=target,
        )

    def _paragraph(self, start: int, content: str) -> Iterator[Mark]:
        lines = content.split("\n")
        for n, line in enumerate(lines):
            bold = _bold(line)
            whole = read_asked(line)
            if is_answer_label(line) and not whole.worth:
                continue
            labelled = whole.labelled or (whole.number is not None and not (bold and not _continues(bold)))
            if labelled:
                count = _asked_lines(lines[n:])
                said, tail = split_at_label(" ".join(lines[n : n + count]))
                yield self._line("label", start + n, read_asked(said), tail, count)
            elif bold and not _continues(bold):
                asked = read_asked((bold["lead"] or "") + bold["text"])
                yield self._line("bold", start + n, asked, bold["rest"], 1)
            elif not bold and whole.difficulty and whole.worth and _BOLD.match(line):
                # only the level is bold, and it marks the question
                yield self._line("bold", start + n, whole, "", 1)

    def _lazy(self, start: int, lines: list[str]) -> Iterator[Mark]:
        """Questions at the margin directly below an item, which a Markdown parser adds to it."""
        for n, line in enumerate(lines[1:], start=1):
            asked = read_asked(line)
            if self._lines[start + n][:1].isspace() or not (asked.labelled or (asked.number and asked.worth >= 1)):
                continue
            count = _asked_lines(lines[n:])
            said, tail = split_at_label(" ".join(lines[n : n + count]))
            yield self._line("label", start + n, read_asked(said), tail, count)

    def _line(self, kind: str, line: int, asked: Asked, tail: str, count: int) -> Mark:
        end, group = line + count, -2 - len(self.headings)
        return Mark(kind=kind, level=0, style="", start=line, end=end, stop=end, group=group, asked=asked, tail=tail)

    def _summaries(self, start: int, end: int) -> Iterator[Mark]:
        for line in range(start, end):
            match = _SUMMARY.search(self._lines[line])
            if match and not is_answer_label(match[1]):
                asked = read_asked(plain(match[1]))
                # what a fold hides is an answer: "Explain the following:" and "Extract all numbers" ask for one
                if worth(asked.text.rstrip(":： ")) >= ASKS or is_task(asked.text):
                    asked = replace(asked, labelled=True)
                mark = self._line("summary", line, asked, self._lines[line][match.end() :], 1)
                opened = line and re.match(r"\s*<details[^>]*>\s*$", self._lines[line - 1], re.I)
                yield replace(mark, start=line - 1) if opened else mark

    def _table(self, at: int, rows: Iterable[TableRow]) -> Iterator[Mark]:
        for row in rows:
            # the parser drops cells beyond the header's columns; keep them with the answer
            cells = re.split(r"(?<!\\)\|", self._lines[row.line].strip().strip("|"))
            beyond = " ".join(cell.strip() for cell in cells[row.width :])
            link = _LINK.match(row.question)
            asked = read_asked(link["text"] if link else row.question)
            asked = Asked(
                asked.text,
                asked.number if row.number is None else row.number,
                asked.labelled or row.asks or (row.named and bool(row.answer or row.difficulty)),
                row.difficulty or asked.difficulty,
            )
            yield Mark(
                kind="table",
                level=0,
                style="",
                start=row.line,
                end=row.line + row.height,
                stop=row.line + row.height,
                group=at,
                asked=asked,
                tail=f"{row.answer} {beyond}".strip(),
                target=link["to"] if link else "",
                topics=row.topics,
            )


def _bare_rows(content: str) -> list[str]:
    """The lines of a paragraph of two or more lines, if each is a table row."""
    rows = content.split("\n")
    return rows if len(rows) >= 2 and all(re.match(r"^\s*\|.*\S.*\|\s*$", row) for row in rows) else []


def _bold(line: str) -> re.Match[str] | None:
    """The bold words that a line begins with, unless they are only its difficulty, as in ``**[Hard]** Why …``."""
    bold = _BOLD.match(line)
    return None if bold and is_level(bold["text"]) and without_difficulty(line)[1] else bold


def _continues(bold: re.Match[str]) -> bool:
    """Whether the bold words are only the beginning of a sentence, as in ``**1)** Count the rows`` or ``**Dropout** is …``."""
    inside = read_asked(bold["text"])
    alone = not any(c.isalnum() for c in re.sub(r"^\W*(?:q|question)?\W*\d*", "", bold["text"], flags=re.I))
    rest = bold["rest"].strip()
    return alone or (any(c.isalnum() for c in rest) and inside.worth == 0 and not is_level(rest))


def _breaks_off(line: str, later: str) -> bool:
    """Whether a question without a question mark ends with its line: the next word would still have fitted on it."""
    fits = bool(later) and len(line) + 1 + len(later.split()[0]) <= _WRAPPED
    return fits and worth(line) >= ASKS and not _OPEN_END.search(line)


def _asked_lines(lines: list[str]) -> int:
    """How many lines of a paragraph belong to the question: up to the first that ends with a question mark, or all of them."""
    for n, line in enumerate(lines):
        later = lines[n + 1].strip() if n + 1 < len(lines) else ""
        if later and (is_answer_label(later) or re.match(r"(?:\*\*|__)?[A-Z]\w*(?:\*\*|__)?\s*[:：]", later)):
            return n + 1
        numbered = read_asked(later)
        if (
            _CLOSED.search(without_difficulty(line)[0])
            or (later and without_emphasis(line.strip()) != line.strip())
            or _breaks_off(line, later)
            or (later and (numbered.labelled or numbered.number is not None))
        ):
            return n + 1
    return len(lines)
