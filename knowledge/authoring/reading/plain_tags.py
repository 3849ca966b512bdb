"""Tags for the look of a text, and signs that are spelt out in HTML, as Markdown writes them."""

from __future__ import annotations

import re
from html import unescape

from knowledge.text.marks import TAG

CODE = re.compile(r"<code\b[^>]*>(?P<text>[^<>`]+)</code>", re.I)
"""Code within a line."""
_LOOK = re.compile(r"<(?P<tag>b|strong|i|em)>(?P<text>\S(?:(?!</?(?P=tag)\b).)*?)</(?P=tag)>", re.I)
"""Bold or slanted words."""
_SPELT = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,6}|\w{2,30});", re.I)
"""A sign that is spelt out, such as ``&amp;``."""


def with_plain_tags(line: str) -> str:
    """A line of HTML with its emphasis and its code in Markdown, and with its signs as they are; other tags stay.

    Signs stay spelt out where they would make a tag, as in ``&lt;b&gt;``.
    """
    line = CODE.sub(lambda m: f"`{unescape(m['text'])}`", line)
    # what is looked for begins outside code, but bold words may hold some
    line = _LOOK.sub(lambda m: m[0] if line.count("`", 0, m.start()) % 2 else _emphasised(m), line)
    parts = re.split(r"(`[^`]*`)", line)
    return "".join(part if n % 2 else _with_signs(part) for n, part in enumerate(parts))


def _with_signs(text: str) -> str:
    said = _SPELT.sub(lambda m: unescape(m[0]), text)
    return text if len(TAG.findall(said)) > len(TAG.findall(text)) else said


def _emphasised(match: re.Match[str]) -> str:
    sign = _sign(match["tag"])
    return f"{sign}{match['text'].strip()}{sign}"


def _sign(tag: str) -> str:
    return "**" if tag.casefold() in ("b", "strong") else "*"
