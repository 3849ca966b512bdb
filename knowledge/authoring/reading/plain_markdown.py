"""Rewrites a list, line for line, so that a Markdown parser sees the headings and questions that people see."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt

from knowledge.authoring.reading.answers import fenced
from knowledge.authoring.reading.html_lists import with_html_lists
from knowledge.authoring.reading.plain_html import with_html_headings

_LOOSE = re.compile(r"^\s*(?:</?(?:div|p|details|br|center|section|blockquote|hr)\b[^>]*>\s*)+$", re.I)
"""A line of nothing but tags that a Markdown parser takes for the beginning of HTML, up to the next empty line."""
_FIELD = re.compile(r"^(?:[\w.-]+\s*:(?:\s.*)?|\s+\S.*|-\s.*|#.*|\s*)$")
"""A line that front matter can have."""
_TITLE = re.compile(r"^title\s*:\s*(?P<title>\S.*?)\s*$", re.I)
"""The title in the front matter, which is the heading of the list."""
_LONGEST_HEAD = 60
"""Longest front matter, in lines. By hand: a rule far below ends none."""

_OPENED = re.compile(r"<summary[^>]*>", re.I)
"""Opens the words on a fold."""
_CLOSED = re.compile(r"</summary\s*>", re.I)
"""Closes the words on a fold."""
_FOLD_END = re.compile(r"</summary\s*>|</?details\b|<summary\b", re.I)
"""Closes the words on a fold, or shows that they were never closed."""
_BREAKS = re.compile(r"^(?:\s*<(?:br\s*/?|p)>)+", re.I)
"""Breaks at the beginning of an answer, which show nothing."""
_ANSWER = "**Answer:**"
_LONGEST_SUMMARY = 80
"""Lines that a summary may have; one that is not closed by then was forgotten."""


def front_matter(lines: Sequence[str]) -> int:
    """How many lines of YAML a file begins with, as static sites have; 0 if it has none."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    end = next((n for n, line in enumerate(lines[1:_LONGEST_HEAD], start=1) if line.rstrip() == "---"), 0)
    return end + 1 if end > 1 and all(_FIELD.match(line) for line in lines[1:end]) and ":" in lines[1] else 0


def with_title(lines: Sequence[str], head: int) -> str:
    """The text with its front matter blank, apart from its title, which becomes the heading of the list.

    Args:
        head: How many lines the front matter has.
    """
    plain = list(lines)
    for n in range(head):
        title = _TITLE.match(plain[n])
        plain[n] = "# " + title["title"].strip("\"' ") if title else ""
    return "\n".join(plain)


def without_loose_tags(lines: Sequence[str]) -> list[str]:
    """The lines without tags directly above text, because a Markdown parser would take that text for HTML."""
    after = [*lines[1:], ""]
    inside = fenced(list(lines))
    loose = [
        bool(_LOOSE.match(line)) and below.strip() and not below.lstrip().startswith("<")
        for line, below in zip(lines, after, strict=True)
    ]
    return ["" if alone and not code else line for line, alone, code in zip(lines, loose, inside, strict=True)]


def with_short_summaries(text: str) -> str:
    """The text, line for line, with each ``<summary>`` closed on the line where its words begin.

    What else it holds, such as a list or code that the question is about, follows it, and the answer gets a label.
    """
    lines = text.split("\n")
    if "<summary" not in text.casefold():
        return text
    inside = fenced(lines)
    for n, line in enumerate(lines):
        opened = _OPENED.search(line)
        if not opened or inside[n] or "</summary" in line.casefold()[opened.end() :]:
            continue
        below = range(n + 1, min(n + 1 + _LONGEST_SUMMARY, len(lines)))
        closed = next((m for m in below if _FOLD_END.search(lines[m])), None)
        if closed is None or not (tag := _CLOSED.search(lines[closed])):
            continue
        begun = line[opened.end() :].strip()
        words = n if begun else next(m for m in below if lines[m].strip())  # the line of the tag at the latest
        before, after = lines[closed][: tag.start()], lines[closed][tag.end() :]
        more = any(lines[m].strip() for m in range(words + 1, closed)) and not before.strip()
        lines[closed] = f"{_ANSWER} {_BREAKS.sub('', after)}" if more else before + after
        if words > n:
            lines[n] = line[: opened.start()]
            lines[words] = f"{opened[0]}{lines[words].strip()}"
        lines[words] = f"{lines[words].rstrip()}</summary>"
    return "\n".join(lines)


def with_plain_headings(text: str) -> str:
    """The text, line for line, with underlined and HTML headings rewritten as ``#`` headings, and HTML lists as lists.

    Raises:
        UnreadableList: An HTML list cannot be rewritten.
    """
    lines = with_html_lists(with_html_headings(text.split("\n")))
    text = "\n".join(lines)
    for token in MarkdownIt("commonmark").parse(text):
        if token.type != "heading_open" or token.markup not in ("=", "-") or token.level or not token.map:
            continue
        first, end = token.map[0], token.map[1]
        title = lines[first].strip()
        if token.markup == "-" and "](#" in title:
            # a link to the top above a rule is not a heading; there may be lines between the two
            lines[end - 1] = ""
            continue
        alone = end - first == 2 and (first == 0 or not lines[first - 1].strip())
        if alone and (token.markup == "=" or not title.endswith((".", ":", "!", ","))):
            lines[first] = f"{'#' if token.markup == '=' else '##'} {title}"
            lines[first + 1] = ""
    return "\n".join(lines)
