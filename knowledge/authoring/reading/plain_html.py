"""Rewrites HTML headings, bold lines and lists, line for line, as the Markdown that they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape

from knowledge.authoring.reading.answers import fenced
from knowledge.authoring.reading.refusals import UnreadableList, short
from knowledge.authoring.words.asking import ASKS, read_asked
from knowledge.text.marks import TAG

_HEADING = re.compile(r"^\s*<h(?P<level>[1-6])\b[^>]*>(?P<text>.*?\S.*?)</h(?P=level)\s*>(?P<rest>.*)$", re.I)
"""A heading in HTML, with what follows it on its line."""
_OPENED = re.compile(r"^\s*<h(?P<level>[1-6])\b[^>]*>(?P<text>(?:(?!</h).)*)$", re.I)
"""A heading that is closed on a later line."""
_BOLD = re.compile(
    r"^\s{0,3}(?:<(?:p|div)\b[^>]*>\s*)?<(?P<tag>b|strong)>(?P<text>(?:(?!</?(?:b|strong)\b).)+)</(?P=tag)>"
    r"(?:\s*<br\s*/?>)?(?:\s*</(?:p|div)>)?(?:\s*<br\s*/?>)?\s*$",
    re.I,
)
"""A line that is bold as a whole, as many lists write their questions."""
_TERM = re.compile(r"^\s*(?:<dl\b[^>]*>\s*)?<dt\b[^>]*>(?P<text>.*?\S.*?)</dt\s*>(?P<rest>.*)$", re.I)
"""A term of a list of definitions, which may be a question with its answer."""
_BLOCK = re.compile(
    r"^\s*(?:</?(?:p|div|center|section|article|main|header|body|html|blockquote|span|dl|dd|hr|br)\b[^>]*>\s*)+", re.I
)
"""Tags at the beginning of a line that only lay out a page."""
_BLOCK_END = re.compile(
    r"(?:\s*</(?:p|div|center|section|article|main|header|body|html|blockquote|span|dl|dd)\s*>)+\s*$", re.I
)
"""Such tags at the end of a line."""
_CODE = re.compile(r"<code\b[^>]*>(?P<text>[^<>`]+)</code>", re.I)
"""Code within a line."""
_LIST_TAG = re.compile(r"(</?(?:ol|ul|li)\b[^>]*>)", re.I)
"""Opens or closes a list or an item; captured, since the line is split at them."""
_ITEM = re.compile(r"<li\b[^>]*>", re.I)
"""Opens an item."""
_LINK = re.compile(r"<a\b[^>]*\bhref\s*=\s*(?P<q>[\"'])(?P<to>[^\"'\s]*)(?P=q)[^>]*>(?P<text>.*?)</a>", re.I)
"""A link, with its address and its words."""
_LONGEST_HEADING = 6
"""Lines that an HTML heading may have."""
_DEEPEST = 40
"""Columns that HTML may be indented by in a file that has no Markdown."""
_MARKED = 0.9
"""The worth of a text that has a question mark."""
_LEAST_ASKING = 0.4
"""The share of a file's HTML items that must ask; below it, its lists are parts of answers, and stay as they are."""


def with_html_headings(lines: list[str]) -> list[str]:
    """The lines with HTML headings and bold lines as Markdown, wherever they are but in code."""
    if not any("<h" in line or "<H" in line or "<b>" in line or "<strong>" in line or "<dt" in line for line in lines):
        return lines
    made, inside = list(lines), fenced(lines)
    # in Markdown, a tag that is indented is code
    deepest = 3 if any(re.match(r"#{1,6} |```|~~~", line) for line in lines) else _DEEPEST
    for n in (n for n in range(len(made)) if not inside[n] and _width(made[n]) <= deepest):
        if not _heading(made, n, inside) and (bold := _BOLD.match(made[n])):
            made[n] = f"**{bold['text'].strip()}**"
        elif term := _TERM.match(made[n]):
            made[n] = f"**{term['text'].strip()}** {_BLOCK.sub('', term['rest'])}".rstrip()
    return made


def _heading(lines: list[str], n: int, inside: Sequence[bool]) -> bool:
    if opened := _OPENED.match(lines[n]):
        _join(lines, n, opened["level"], inside)
    html = _HEADING.match(lines[n])
    if not html:
        return False
    words, rest = html["text"].strip(), _BLOCK_END.sub("", html["rest"]).strip()
    if not _BLOCK.sub("", rest):
        lines[n] = f"{'#' * int(html['level'])} {words}"
    elif (asked := read_asked(TAG.sub(" ", words))).number is not None or asked.worth >= ASKS:
        # its answer is on the line as well
        lines[n] = f"{'#' * int(html['level'])} {words} **Answer:** {_BLOCK.sub('', rest)}"
    return True


def _join(lines: list[str], n: int, level: str, inside: Sequence[bool]) -> None:
    """Put a heading of several lines on the first of them that has words."""
    for end in range(n + 1, min(n + _LONGEST_HEADING, len(lines))):
        if inside[end]:
            return
        if re.search(rf"</h{level}\s*>", lines[end], re.I):
            whole = " ".join(line.strip() for line in lines[n : end + 1])
            at = next(m for m in range(n, end + 1) if TAG.sub("", lines[m]).strip() or m == end)
            lines[n : end + 1] = [""] * (end + 1 - n)
            lines[n if at == n else at] = whole
            if at != n:
                _heading(lines, at, inside)
            return


def without_block_tags(lines: Sequence[str]) -> list[str]:
    """The lines without the tags that would make a Markdown parser take a heading below them for HTML.

    That is what it does up to the next blank line. Folds stay as they are, since other readers need them.
    """
    made = list(lines)
    heads = [n for n, line in enumerate(lines) if re.match(r"(?:#{1,6} |\*\*\S)", line)]
    for n in heads:
        for m in range(n - 1, -1, -1):
            if not lines[m].strip() or not made[m].strip():
                break
            made[m] = _BLOCK.sub("", made[m])
    return made


def _width(line: str) -> int:
    return len(line) - len(line.lstrip())


@dataclass
class _Items:
    """Where a reader is within HTML lists: for each list that is open, whether it is numbered, and its number of items."""

    lists: list[tuple[bool, int]] = field(default_factory=list)
    begun: bool = False
    held: bool = False

    def line(self, line: str) -> str | None:
        """The line as Markdown; None if it has two items with words."""
        made = ""
        for piece in filter(None, _LIST_TAG.split(line)):
            tag = _LIST_TAG.fullmatch(piece)
            if tag:
                self._take(piece.casefold())
                continue
            words = _LINK.sub(lambda m: f"[{m['text']}]({m['to']})", piece).strip()
            words = _CODE.sub(lambda m: f"`{unescape(m['text'])}`", words)
            if not words:
                continue
            if made and self.begun:
                return None
            made += words if made else f"{self._lead()}{words}"
        return made

    def _take(self, tag: str) -> None:
        if tag.startswith("</li"):
            self.begun = self.held = False
        elif tag.startswith("<li"):
            self.lists = self.lists or [(False, 0)]
            numbered, count = self.lists[-1]
            self.lists[-1] = (numbered, count + 1)
            self.begun, self.held = True, False
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
