"""Rewrites HTML headings, bold lines and definitions, line for line, as the Markdown that they stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.authoring.reading.answers import fenced
from knowledge.authoring.reading.plain_tags import with_plain_tags
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
_LONGEST_HEADING = 6
"""Lines that an HTML heading may have."""
_DEEPEST = 40
"""Columns that HTML may be indented by in a file that has no Markdown."""


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
        elif re.match(r"\s*<dd\b", made[n], re.I):
            made[n] = with_plain_tags(made[n])
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
