"""Makes text safe to display: removes what a reader cannot see, and anything that would control the screen."""

from __future__ import annotations

import re
import unicodedata

MOST_MARKS = 4
"""Most accents on one letter: Vietnamese and pointed Hebrew have up to three. More would cover other lines."""
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_ESCAPES = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[PX^_][^\x1b]*(?:\x1b\\)?|[ -/]*[0-~])"
)
"""Terminal commands: colours, cursor moves, titles, links."""
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""Control characters, zero-width spaces, right-to-left overrides, and letters that no font has. Joiners stay, since scripts
and emoji need them; so do the marks that Hebrew and Arabic keyboards insert next to numbers."""
_MARKED = re.compile(r"[\u0300-\U000e01ef]+")


def visible(text: str) -> str:
    """The text without invisible characters; every line ends in a line feed."""
    text = _LINE_ENDS.sub("\n", _ESCAPES.sub("", text))
    return _MARKED.sub(_thinned, _UNSEEN.sub("", text))


def visible_lines(text: str) -> str:
    """The same with the lines of the text as they were, so that line numbers stay right."""
    seen = visible(text)
    if seen == text:
        return text
    return "\n".join(visible(line).replace("\n", " ") for line in text.split("\n"))


def address_shown(address: str) -> str:
    """An address as it may be shown: without the name and the password before its host, and without its parameters."""
    head, mark, rest = address.partition("://")
    if not mark:
        head, rest = "", address
    shown = rest.rpartition("@")[2]
    return head + mark + re.split(r"[?#]", shown, maxsplit=1)[0]


def _thinned(run: re.Match[str]) -> str:
    """A run of non-Latin letters with no more marks on each than people write."""
    out, marks = [], 0
    for char in run[0]:
        marks = marks + 1 if unicodedata.category(char) in {"Mn", "Me"} else 0
        if marks <= MOST_MARKS:
            out.append(char)
    return "".join(out)
