"""Reads a Markdown list of interview questions: headed sections, numbered questions, nested parts.

Lists in the wild mix indents, skip numbers, and put code and images inside items, so this reads lines rather than strict
Markdown. Nothing is dropped: a line belongs to a question, is structure (a heading, a rule, a table of contents), or is listed
in ``unplaced``.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field

_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*$")
"""A heading, with its level and its words."""
_ITEM = re.compile(r"^([ \t]*)(\d{1,6})[.)](?:[ \t]+(.*))?$")
"""A numbered item, with its indent, its number and its text."""
_FENCE = re.compile(r"^[ \t]*(```+(?!.*`)|~~~+)")
"""Opens or closes fenced code, in which nothing is a question."""
_RULE = re.compile(r"^\s*([-*_])(?:\s*\1){2,}\s*$")
"""A line across the page, which ends a question."""
_LINK_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+\[[^\]]*\]\(#[^)]*\)\s*$")
"""An item that only leads to a place in the list: an entry of a table of contents."""
_CONTENTS = re.compile(r"^(table of )?contents$", re.I)
"""The heading of a table of contents."""
_ENTRY = re.compile(r"^\s*(?:[-*+]\s|\d{1,6}[.)])?\s*(.*?)(?:[\s.]*\.\s*\d*)?\s*$")
"""An entry of one: its words without mark, dots and page number."""
_TAB = 4
"""Columns of a tab, as in Markdown."""


@dataclass(frozen=True)
class ListedPart:
    """One question, or one part of a question, as it is in the list.

    Attributes:
        number: Its number in the section; gaps are kept.
        part: 0 for a question without parts, otherwise 1, 2, …
        stem: The text before the parts; "" for a question without parts.
        text: Markdown without indents.
        line: The line where it begins, from 1.
        answer: The answer that the list gives, in Markdown; "" if it gives none.
        difficulty: 1 to 5 if the list gives it, otherwise 0.
        topics: The topics from a topic column.
        sources: Addresses of its sources.
        original: The original text, if marks have been removed from it since; otherwise "".
        labelled: Whether a label says that it is a question (``Q1:``, a question column) or that an answer follows.
    """

    section: str
    number: int
    part: int
    stem: str
    text: str
    line: int
    answer: str = ""
    difficulty: int = 0
    topics: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    original: str = ""
    labelled: bool = False


@dataclass(frozen=True)
class QuestionList:
    """The contents of a list, and the lines that don't belong to any question.

    Attributes:
        unplaced: Lines that don't belong to any question, with their numbers.
        passed: Lines that were skipped: contents, links to the top, headings without questions.
        shape: The shape of the list in words.
        headings: Headings among those lines that are no question and have none below them.
        asides: Lines of answers that look like questions.
    """

    parts: tuple[ListedPart, ...]
    unplaced: tuple[tuple[int, str], ...]
    passed: tuple[tuple[int, str], ...] = ()
    shape: str = "numbered items"
    headings: tuple[tuple[int, str], ...] = ()
    asides: tuple[tuple[int, str], ...] = ()

    @property
    def sections(self) -> tuple[str, ...]:
        """Titles of the sections with questions, in order."""
        return tuple(dict.fromkeys(part.section for part in self.parts))


@dataclass
class _Node:
    indent: int
    number: int
    line: int
    lines: list[str] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)

    def text(self) -> str:
        return _dedented(self.lines)


def read_list(text: str, entries: Container[int] | None = None) -> QuestionList:
    """Read a list; this never raises, for any text.

    Args:
        entries: Numbers of the lines, from 1, that are entries of its contents; by default every item that is a link into it.
    """
    lines = text.splitlines()
    if entries is None:
        entries = {number for number, line in enumerate(lines, start=1) if _LINK_ITEM.match(line)}
    reader = _ListReader({_title(match[2]) for line in lines if (match := _HEADING.match(line))} - {""}, entries)
    for number, line in enumerate(lines, start=1):
        reader.take(number, line)
    reader.close_section()
    return QuestionList(tuple(reader.parts), tuple(reader.unplaced))


class _ListReader:
    def __init__(self, headings: Container[str], entries: Container[int]) -> None:
        self.parts: list[ListedPart] = []
        self.unplaced: list[tuple[int, str]] = []
        self._headings = headings
        self._entries = entries
        self._section = ""
        self._contents = False
        self._listed = False  # whether the contents named one of the list's headings
        self._held: list[tuple[int, str]] = []
        self._roots: list[_Node] = []
        self._open: list[_Node] = []  # the path from a question to the current item
        self._fence = ""
        self._last: dict[str, int] = {}

    def take(self, number: int, line: str) -> None:
        """Place one line."""
        fence = _FENCE.match(line)
        if self._contents and fence:
            self._leave_contents()
        if self._fence or fence:
            if (
                self._fence
                and fence
                and line.strip().startswith(self._fence)
                and not line.strip().strip(self._fence[0])
            ):
                self._fence = ""
            elif not self._fence and fence:
                self._fence = fence[1]
            self._attach(number, line)
            return
        heading = _HEADING.match(line)
        if heading:
            self.close_section()
            self._contents = bool(_CONTENTS.match(heading[2]))
            self._section = heading[2]
            return
        if _RULE.match(line) or number in self._entries:
            return
        if self._contents:
            self._hold(number, line)
            return
        item = _ITEM.match(line)
        if item:
            self._begin(number, _width(item[1]), int(item[2]), item[3] or "")
            return
        self._attach(number, line)

    def close_section(self) -> None:
        """Turn the questions of the current section into parts."""
        self._leave_contents()
        for root in self._roots:
            self.parts += self._parts_of(root)
        self._roots, self._open, self._fence = [], [], ""

    def _hold(self, number: int, line: str) -> None:
        if _title(line) in self._headings:
            self._listed = True
        elif line.strip() or self._held:
            self._held.append((number, line))

    def _leave_contents(self) -> None:
        """A table of contents that names headings is structure, and its other lines are unplaced; any other has questions."""
        held, listed = self._held, self._listed
        self._contents, self._listed, self._held = False, False, []
        if listed:
            self.unplaced += [(number, line.rstrip()) for number, line in held if line.strip()]
            return
        for number, line in held:
            self.take(number, line)

    def _begin(self, line: int, indent: int, number: int, text: str) -> None:
        node = _Node(indent, number, line, [text])
        # an item that is one column off is a sibling: lists are rarely indented exactly
        while self._open and indent <= self._open[-1].indent + 1:
            self._open.pop()
        if not self._open:
            self._roots.append(node)
        elif len(self._open) == 1:
            self._open[0].children.append(node)
        else:
            # a third level remains part of the text
            self._open[1].lines.append(f"{' ' * indent}{number}. {text}")
            if len(self._open) == 2:
                self._open.append(node)
            return
        self._open.append(node)

    def _attach(self, number: int, line: str) -> None:
        if self._open:
            owner = self._open[min(len(self._open), 2) - 1]
            if line.strip() and not line[:1].isspace() and not self._fence and _blank_before(owner):
                # a paragraph at the margin after a blank line ends the list
                self._open = []
                self.unplaced.append((number, line.rstrip()))
                return
            owner.lines.append(line)
        elif line.strip():
            self.unplaced.append((number, line.rstrip()))

    def _parts_of(self, root: _Node) -> Iterator[ListedPart]:
        last = self._last.get(self._section, 0)
        number = root.number if root.number > last else last + 1
        self._last[self._section] = number
        stem = root.text()
        asked = [child for child in root.children if child.text()]
        self.unplaced += [(child.line, f"{child.number}.") for child in root.children if child not in asked]
        if asked:
            for part, child in enumerate(asked, start=1):
                yield ListedPart(self._section, number=number, part=part, stem=stem, text=child.text(), line=child.line)
        elif stem:
            yield ListedPart(self._section, number=number, part=0, stem="", text=stem, line=root.line)
        else:
            self.unplaced.append((root.line, f"{root.number}."))


def _title(text: str) -> str:
    """A heading, or an entry in the contents, without number, marks and page."""
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}", r"\1", _ENTRY.sub(r"\1", text))
    return " ".join(plain.casefold().split())


def _blank_before(node: _Node) -> bool:
    return len(node.lines) > 1 and not node.lines[-1].strip()


def _width(indent: str) -> int:
    return len(indent.expandtabs(_TAB))


def _dedented(lines: list[str]) -> str:
    """The lines without the common indent of all but the first, and without blank lines at the ends."""
    first, rest = lines[0], [line.expandtabs(_TAB).rstrip() for line in lines[1:]]
    margin = min((len(line) - len(line.lstrip()) for line in rest if line.strip()), default=0)
    return "\n".join([first.strip(), *(line[margin:] for line in rest)]).strip("\n ")
