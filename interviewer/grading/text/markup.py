"""Removes an answer's markup, and tracks where each remaining character was in the original.

Tags, headings, bullets and emphasis say nothing, so the same words in another form must earn the same. Quotes are taken from
the original, so every place in the plain text maps back to one there.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interviewer.grading.text.evidence import Segment
from interviewer.grading.text.typography import FENCE
from knowledge.text.alternatives import table

_BREAKING = (
    "address|article|aside|blockquote|body|br|dd|div|dl|dt|figure|footer|form|h[1-6]|"
    "head|header|hr|html|li|main|nav|ol|p|pre|section|table|tbody|tfoot|thead|title|tr|ul"
)
_INLINE = "a|abbr|b|big|center|cite|code|em|font|i|img|kbd|mark|small|span|strong|sub|sup|td|th|tt|u|var"
"""Known tag names only: ``<s>``, ``<mask>`` or ``a < b > c`` in an answer is part of its content."""
_ATTRIBUTES = r"(?:\s+[\w:-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))*\s*"
_TAG = table(
    (r"(?P<between_cells></t[dh]>\s*(?=<t[dh]\b))", "that acts</td><td>importance"),
    (f"</?(?:(?P<breaks>{_BREAKING})|{_INLINE}){_ATTRIBUTES}/?>", "<img src='c.png'>"),
    ("<!--.*?-->", "<!-- end of results -->"),
    flags=re.I | re.S,
)
"""A tag of HTML: it says nothing, but some tags end a line or a cell."""
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{1,6}|#x[0-9a-f]{1,5});", re.I)
"""A character written as an entity, such as "&lt;"."""
_WORDS_FOLLOW = r"(?=[\"'“(`*_$]*(?:[^\W\d]{2}|[aAI]\b))"
"""A dash before a number is more likely a minus than a list mark."""
_LINE_MARKS = re.compile(rf"^[ \t]*(?:(?:#{{1,6}}|>|[-*•◦▪‣–]|\d{{1,2}}[.)])[ \t]+)+{_WORDS_FOLLOW}", re.M)
"""Marks of a heading, a quotation or a list item at the beginning of a line."""
_NUMBERED = re.compile(r"^[ \t>]*\d{1,2}[.)][ \t]", re.M)
"""The number of a list item; a single one may be a number that the answer gives."""
FEWEST_NUMBERED = 2
"""How many numbered lines make a list. A single one may be the answer: "4. You replace d with b"."""
_TABLE_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)+\|?[ \t]*$", re.M)
"""The rule below the head of a table."""
_TABLE_ROW = re.compile(r"^[ \t]*\|[ \t].*[ \t]\|[ \t]*$", re.M)
"""A row of a table between bars."""
_BEFORE, _AFTER = r"(?<![^\s(\[\"'“:|>])", r"(?![^\s.,:;!?)\]\"'”|<-])"
"""What can surround emphasis. A star or an underscore in a formula or a name has something else around it."""
_EMPHASIS = tuple(
    re.compile(rf"{_BEFORE}(?P<mark>[{mark[0]}]{mark[1:]})(?=\S)(?P<inside>[^{mark[0]}\n]+)(?<=\S)(?P=mark){_AFTER}")
    for mark in ("*{1,3}", "_", "`")
)


@dataclass(frozen=True)
class Unmarked:
    """A text without its markup.

    Attributes:
        written: What the candidate wrote.
        text: The same without markup.
        starts, ends: Where each character of ``text`` begins and ends in ``written``.
    """

    written: str
    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def in_written(self, piece: Segment) -> Segment:
        """The place of a non-empty piece of ``text`` in ``written``, including any markup inside it."""
        return Segment(self.starts[piece.start], self.ends[piece.end - 1])

    def in_text(self, place: int) -> int:
        """The first place in ``text`` at or after a place in ``written``."""
        return bisect_left(self.starts, place)


def unmarked(written: str) -> Unmarked:
    """The text without HTML tags, and without the marks of Markdown outside fenced code."""
    edits = sorted(_edits(written))
    if not edits:
        return Unmarked(written, written, range(len(written)), range(1, len(written) + 1))
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for start, end, instead in [*edits, (len(written), len(written), "")]:
        if start < at:
            continue  # inside something already removed
        text.append(written[at:start])
        starts += range(at, start)
        ends += range(at + 1, start + 1)
        text.append(instead)
        starts += [start] * len(instead)
        ends += [end] * len(instead)
        at = end
    return Unmarked(written, "".join(text), starts, ends)


def without_markup(text: str) -> str:
    """Bank Markdown as one line of words, without pictures and signs."""
    return " ".join(re.sub(r"!\[.*?\]\(.*?\)|[*_`#>|$\\]+", " ", text).split())


def _edits(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and replacement of each piece of markup."""
    for tag in _TAG.finditer(text):
        yield tag.start(), tag.end(), "\n" if tag["breaks"] else "; " if tag["between_cells"] else ""
    for entity in _ENTITY.finditer(text):
        if (plain := html.unescape(entity[0])) != entity[0]:
            yield entity.start(), entity.end(), " " if plain == "\xa0" else plain
    fences = list(FENCE.finditer(text))
    for fence in fences:
        yield fence.start(), fence.end(), ""
    code = [
        (fence.end(), (fences[n + 1].start() if n + 1 < len(fences) else len(text)))
        for n, fence in enumerate(fences)
        if n % 2 == 0
    ]
    for start, end, instead in _markdown(text):
        if not any(a <= start < b for a, b in code):
            yield start, end, instead


def _markdown(text: str) -> Iterator[tuple[int, int, str]]:
    listed = len(_NUMBERED.findall(text)) >= FEWEST_NUMBERED
    for mark in _LINE_MARKS.finditer(text):
        if listed or not _NUMBERED.match(mark[0]):
            yield mark.start(), mark.end(), ""
    for rule in _TABLE_RULE.finditer(text):
        yield rule.start(), rule.end(), ""
    for row in _TABLE_ROW.finditer(text):
        bars = list(re.finditer(r"[ \t]*\|[ \t]*", row[0]))
        for number, bar in enumerate(bars):
            inner = 0 < number < len(bars) - 1
            yield row.start() + bar.start(), row.start() + bar.end(), "; " if inner else ""
    for pattern in _EMPHASIS:
        for found in pattern.finditer(text):
            yield found.start(), found.end("mark"), ""
            yield found.end("inside"), found.end(), ""
