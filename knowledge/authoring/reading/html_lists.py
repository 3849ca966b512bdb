"""Rewrites HTML lists, line for line, as Markdown lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from knowledge.authoring.reading.answers import fenced
from knowledge.authoring.reading.plain_tags import with_plain_tags
from knowledge.authoring.reading.refusals import UnreadableList, short
from knowledge.authoring.words.asking import ASKS, read_asked
from knowledge.text.marks import TAG

_LIST_TAG = re.compile(r"(</?(?:ol|ul|li)\b[^>]*>)", re.I)
"""Opens or closes a list or an item; captured, since the line is split at them."""
_ITEM = re.compile(r"<li\b[^>]*>", re.I)
"""Opens an item."""
_LINK = re.compile(r"<a\b[^>]*\bhref\s*=\s*(?P<q>[\"'])(?P<to>[^\"'\s]*)(?P=q)[^>]*>(?P<text>.*?)</a>", re.I)
"""A link, with its address and its words."""
_MARKED = 0.9
"""The worth of a text that has a question mark."""
_LEAST_ASKING = 0.4
"""The share of a file's HTML items that must ask; below it, its lists are parts of answers, and stay as they are."""
_BOLD = re.compile(r"^(?P<sign>\*\*?)(?P<text>(?:(?!\*).)+)(?P=sign)\s*[:：]?\s*(?P<rest>.*)$")
"""Words in bold or slanted that an item begins with, and what follows them."""
_BREAK = re.compile(r"^(?:\s*<(?:br\s*/?|p\b[^<>]*)>)+\s*", re.I)
"""Breaks before an answer, which show nothing."""
_PARAGRAPH = re.compile(r"(?<=\S)\s*<p\b[^<>]*>", re.I)
"""Opens a paragraph after other words."""
_ANSWER = "**Answer:**"
"""A label that the other readers know."""


@dataclass
class _Items:
    """Where a reader is within HTML lists.

    Attributes:
        lists: For each list that is open, whether it is numbered, and its number of items.
        begun: Whether the words of an item come next.
        held: Whether they have come, so that others go on.
        asked: Whether they were a question in bold, so that an answer comes next.
    """

    lists: list[tuple[bool, int]] = field(default_factory=list)
    begun: bool = False
    held: bool = False
    asked: bool = False

    def line(self, line: str) -> str | None:
        """The line as Markdown; None if it has two items with words."""
        made = ""
        for piece in filter(None, _LIST_TAG.split(line)):
            tag = _LIST_TAG.fullmatch(piece)
            if tag:
                self._take(piece.casefold())
                continue
            words = with_plain_tags(_LINK.sub(lambda m: f"[{m['text']}]({m['to']})", piece).strip())
            if not words:
                continue
            if made and self.begun:
                return None
            words = self._with_answer(words) if self.begun else words
            if self.asked and not self.begun and not made:
                words, self.asked = f"{_ANSWER} {_BREAK.sub('', words)}", not TAG.sub("", words).strip()
            made += words if made else f"{self._lead()}{words}"
        return made

    def _with_answer(self, words: str) -> str:
        """The words that begin an item, with a label after a question that is in bold or ends with a break."""
        bold = _BOLD.match(words)
        if bold is None or read_asked(bold["text"]).worth < ASKS:
            return _PARAGRAPH.sub("<br>", words)
        rest = _BREAK.sub("", bold["rest"])
        self.asked = not TAG.sub("", rest).strip()
        return bold["text"] if self.asked else f"{bold['text']} {_ANSWER} {rest}"

    def _take(self, tag: str) -> None:
        if tag.startswith("</li"):
            self.begun = self.held = self.asked = False
        elif tag.startswith("<li"):
            self.lists = self.lists or [(False, 0)]
            numbered, count = self.lists[-1]
            self.lists[-1] = (numbered, count + 1)
            self.begun, self.held, self.asked = True, False, False
        elif tag.startswith("</"):
            self.lists = self.lists[:-1]
            self.begun, self.held = False, bool(self.lists)
        else:
            self.lists = [*self.lists, (tag.startswith("<ol"), 0)]
            self.begun = False

    def _lead(self) -> str:
        if not self.lists:
            return ""
        width = sum(len(_sign(numbered, count)) for numbered, count in self.lists[:-1])
        sign = _sign(*self.lists[-1])
        if self.begun:
            self.begun, self.held = False, True
            return " " * width + sign
        return " " * (width + len(sign)) if self.held else " " * width


def _sign(numbered: bool, count: int) -> str:
    return f"{count}. " if numbered else "- "


def with_html_lists(lines: list[str]) -> list[str]:
    """The lines with HTML lists as Markdown lists, if their items are questions.

    Raises:
        UnreadableList: A line has several items that ask.
    """
    items = list(_items(lines))
    asking = [n for n, said in items if read_asked(said).worth >= _MARKED]
    if len(asking) < 2 or len(asking) < _LEAST_ASKING * len(items):
        return lines
    reader, inside = _Items(), fenced(lines)
    made: list[str] = []
    for n, line in enumerate(lines):
        said = line if inside[n] or not (reader.lists or _LIST_TAG.search(line)) else reader.line(line)
        if said is None:
            raise UnreadableList(
                f"is not understood: line {n + 1} ({short(TAG.sub(' ', line))}) has several items of a list in HTML; "
                "put each on a line of its own"
            )
        made.append(said)
    return made


def _items(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The items of HTML lists: their line, from 0, and their words, which may be on the line after the tag."""
    inside = fenced(lines)
    for n, line in enumerate(lines):
        for piece in [] if inside[n] else _ITEM.split(line)[1:]:
            words = " ".join(TAG.sub(" ", piece).split())
            yield n, words or " ".join(TAG.sub(" ", lines[n + 1] if n + 1 < len(lines) else "").split())
