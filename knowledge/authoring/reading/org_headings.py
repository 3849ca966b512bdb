"""Lists in Org mode: ``* Topic`` and ``** Question`` are headings there, and in Markdown neither is."""

from __future__ import annotations

import re

from knowledge.authoring.reading.answers import fenced

_STARS = re.compile(r"^(?P<stars>\*{1,6})[ \t]+(?:(?:TODO|DONE)[ \t]+)?(?P<said>\S.*?)[ \t]*$")
"""A heading in Org mode, without its state."""
_TITLE = re.compile(r"^#\+title:[ \t]*(?P<said>\S.*)$", re.I)
"""The title of the file."""
_BLOCK = re.compile(r"^[ \t]*#\+(?P<edge>begin|end)_(?:src|example)\b[ \t]*(?P<language>[\w+-]*)", re.I)
"""Opens or closes code."""
_DEEP = re.compile(r"^\*{2,6}[ \t]+\S")
"""A heading below another: no Markdown has a line like it."""
_FEWEST = 2
"""How many of those make a file one in Org mode. By hand."""


def with_org_headings(text: str) -> str:
    """The text, line for line, with the headings, the title and the code of Org mode as those of Markdown."""
    lines = text.split("\n")
    inside = fenced(lines)
    if sum(bool(_DEEP.match(line)) and not held for line, held in zip(lines, inside, strict=True)) < _FEWEST:
        return text
    code = False
    for n, line in enumerate(lines):
        if inside[n]:
            continue
        if block := _BLOCK.match(line):
            code = block["edge"].casefold() == "begin"
            lines[n] = "```" + (block["language"] if code else "")
        elif code:
            continue
        elif stars := _STARS.match(line):
            lines[n] = f"{'#' * len(stars['stars'])} {stars['said']}"
        elif title := _TITLE.match(line):
            lines[n] = f"# {title['said']}"
    return "\n".join(lines)
