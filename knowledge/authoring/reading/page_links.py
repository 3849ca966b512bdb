"""Links that a page has for those who read or write it rather than for the answer: to its top, or to where it is edited."""

from __future__ import annotations

import re

from knowledge.text.marks import TAG

_LINK = re.compile(
    r"\[(?:[^\[\]]|\[[^\[\]]*\])*\]\((?P<to>[^()\s]*)\)|<a\b[^<>]*\bhref\s*=\s*[\"']?(?P<at>[^\"'<>\s]*)[\"']?[^<>]*>(?:(?!</?a\b).)*</a>",
    re.I,
)
"""A link in Markdown or HTML, with its address."""
_EDITS = re.compile(r"^https?://[^/]+/.*/edit/")
"""An address under which a file is changed, as GitHub and others have them."""
_ITEM = re.compile(r"^\s*(?:[-+]|\*\s|\d+[.)])")
"""An item of a list."""


def leads_away(line: str) -> bool:
    """Whether a line is nothing but a link into the list, such as "[back to top](#top)", or links of which one edits the page."""
    found = [match["to"] or match["at"] or "" for match in _LINK.finditer(line)]
    if not found or any(c.isalnum() for c in TAG.sub("", _LINK.sub("", line))):
        return False
    edits = [bool(_EDITS.match(to)) for to in found]
    if not all(edit or to.startswith("#") for edit, to in zip(edits, found, strict=True)):
        return False
    return any(edits) or (len(found) == 1 and not (_ITEM.match(line) and "top" not in line.casefold()))
