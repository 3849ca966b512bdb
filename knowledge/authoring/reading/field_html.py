"""The HTML of a card's field as the Markdown that it stands for."""

from __future__ import annotations

import re
from functools import partial

from knowledge.authoring.reading.plain_tags import with_plain_tags

LOOKS_LIKE_HTML = re.compile(r"<(?:br|/?div|/?p|/?b|/?i|/?ul|/?li|img|/?span)\b[^<>]*>|&(?:nbsp|lt|gt|amp|#\d+);", re.I)
"""A tag or a sign that editors of cards write."""
_CODE = re.compile(r"<pre\b[^>]*>(?P<code>.*?)</pre\s*>", re.I | re.DOTALL)
"""Code on lines of its own."""
_BREAK = re.compile(r"<br\b[^>]*>|</(?:div|p|tr|h[1-6])\s*>|</?(?:ul|ol|table|blockquote)\b[^>]*>", re.I)
"""What ends a line."""
_BEGIN = re.compile(r"(?<=[^\n>])(?=<(?:div|p|h[1-6]|tr)\b)", re.I)
"""Where a block begins after other text."""
_ITEM = re.compile(r"\s*<li\b[^>]*>\s*", re.I)
"""Begins an item of a list."""
_LAYOUT = re.compile(r"</?(?:div|p|span|font|li|tr|td|th|tbody|u|center|section|h[1-6])\b[^>]*>", re.I)
"""Tags that only lay out a text."""
_LINK = re.compile(r"<a\b[^<>]*?\bhref\s*=\s*[\"'](?P<to>[^\"'<>\s]+)[\"'][^<>]*>(?P<text>[^<>]*)</a\s*>", re.I)
"""A link with its address and its words."""
_FORMULAS = (
    (
        re.compile(r"\\\[(.+?)\\\]|\[\$\$\](.+?)\[/\$\$\]|<anki-mathjax block=[^>]*>(.+?)</anki-mathjax>", re.DOTALL),
        "$$",
    ),
    (re.compile(r"\\\((.+?)\\\)|\[\$\](.+?)\[/\$\]|<anki-mathjax>(.+?)</anki-mathjax>", re.DOTALL), "$"),
)
"""The ways in which a field marks formulas, and the signs for them in Markdown."""


def markdown_of_field(field: str, is_html: bool) -> str:
    """A field with its lines, lists, code and formulas in Markdown; tags that mean nothing else stay as they are."""
    for form, sign in _FORMULAS:
        field = form.sub(partial(_formula, sign), field)
    if not is_html:
        return field.strip()
    pieces: list[str] = []
    at = 0
    for block in _CODE.finditer(field):
        pieces += [_prose(field[at : block.start()]), _fence(block["code"])]
        at = block.end()
    pieces.append(_prose(field[at:]))
    return "\n".join(filter(None, pieces)).strip()


def _formula(sign: str, match: re.Match[str]) -> str:
    return f"{sign}{next(filter(None, match.groups())).strip()}{sign}"


def _fence(code: str) -> str:
    # "&lt;" is a sign of the code, not a tag
    lines = re.sub(r"<br\b[^>]*>", "\n", re.sub(r"</?(?:code|span|div)\b[^>]*>", "", code, flags=re.I), flags=re.I)
    for spelt, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&nbsp;", " "), ("&amp;", "&")):
        lines = lines.replace(spelt, sign)
    return "```\n" + lines.strip("\n") + "\n```"


def _prose(text: str) -> str:
    text = _LINK.sub(lambda m: f"[{m['text'].strip() or m['to']}]({m['to']})", text)
    text = _ITEM.sub("\n- ", _BEGIN.sub("\n", text))
    text = _LAYOUT.sub("", _BREAK.sub("\n", text)).replace("&nbsp;", " ")
    said = "\n".join(with_plain_tags(line).replace("\xa0", " ").rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", said).strip("\n")
