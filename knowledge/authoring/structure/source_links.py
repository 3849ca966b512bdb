"""Links at the end of a question that only say where it comes from, as in "What is dropout? [[src](https://...)]"."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.authoring.question_list import ListedPart
from knowledge.text.alternatives import table

_NAME = r"(?:src|sources?|refs?|references?|via|credits?|quelle|fuente|fonte|источник|来源|來源|出典|출처)"
_LINK = table(
    (rf"\[\[{_NAME}\]\((?P<in>[^()\s]+)\)\]", "[[source](https://example.org)]"),
    (rf"\[\[{_NAME}\]\]\((?P<double>[^()\s]+)\)", "[[source]](https://example.org)"),
    (rf"(?P<open>[(（])?\[{_NAME}\]\((?P<bare>[^()\s]+)\)(?(open)[)）])", "[source](https://example.org)"),
    before=r"\s*",
    after=r"\s*$",
)
"""A link whose words say that it is the source, at the end of a line."""
_LONGEST = 2_000
"""Characters of a line in which such a link is looked for, from its end."""


def without_source(text: str) -> str:
    """One line without such a link."""
    found = _link(text)
    return text[: found.start()] if found else text


def with_source(part: ListedPart) -> ListedPart:
    """A part whose first line ends with its words; where it comes from is one of its sources."""
    first, *rest = part.text.split("\n")
    if not (found := _link(first)) or not first[: found.start()].strip():
        return part
    url = found["in"] or found["double"] or found["bare"]
    text = "\n".join([first[: found.start()], *rest])
    return replace(part, text=text, sources=(*part.sources, url), original=part.original or part.text)


def _link(line: str) -> re.Match[str] | None:
    return _LINK.search(line, max(0, len(line) - _LONGEST))
