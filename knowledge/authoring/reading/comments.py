"""HTML comments, which no reader of a list sees."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.authoring.reading.answers import fenced

_OPENED = re.compile(r"`[^`]*`|(?P<comment><!--)")
"""Opens a comment. Code within the line is matched first, since nothing opens in it."""
_CLOSED = "-->"


def without_comments(text: str) -> str:
    """The text, line for line, without comments outside code; one that is not closed before the next code stays."""
    if "<!--" not in text:
        return text
    lines = text.split("\n")
    # a fence that was forgotten makes code of text and text of code, so a comment must be outside by either reading
    inside = [one or other for one, other in zip(fenced(lines), fenced(lines, named_close=False), strict=True)]
    open_ = False
    for n, line in enumerate(lines):
        if inside[n] or not (open_ or "<!--" in line):
            continue
        made, at = "", 0
        while at < len(line):
            if open_:
                end = line.find(_CLOSED, at)
                open_ = end < 0
                at = len(line) if open_ else end + len(_CLOSED)
                continue
            found = next((m for m in _OPENED.finditer(line, at) if m["comment"]), None)
            if found is None or not _is_closed(line[found.end() :], lines[n + 1 :], inside[n + 1 :]):
                made, at = made + line[at:], len(line)
            else:
                made, at, open_ = made + line[at : found.start()], found.end(), True
        lines[n] = made.rstrip()
    return "\n".join(lines)


def _is_closed(rest: str, below: Sequence[str], inside: Sequence[bool]) -> bool:
    if _CLOSED in rest:
        return True
    for line, code in zip(below, inside, strict=True):
        if code:
            return False
        if _CLOSED in line:
            return True
    return False
