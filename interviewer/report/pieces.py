"""A Markdown text as pieces that can be set on paper: prose, code and formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from interviewer.report.typst_math import UnknownFormulaError, typst_math
from knowledge.pictures import described

Kind = Literal["text", "code", "block", "math", "display"]
_OWN_LINES = ("block", "display")

_MARKED = re.compile(
    r"^[ \t]*```[^\n]*\n(?P<block>.*?)(?:\n?[ \t]*```|\Z)"
    r"|(?<!`)(?P<ticks>`{1,2})(?P<code>[^`\n]+)(?P=ticks)(?!`)"
    r"|\$\$(?P<display>.+?)\$\$"
    # as Pandoc has it: no space inside the dollars and no digit after them, so "$5 and $10" is money
    r"|(?<![\\$])\$(?=\S)(?P<inline>[^$\n]*?)(?<=[^\s\\])\$(?!\d)",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True)
class Piece:
    """A stretch of text of one kind.

    Attributes:
        kind: ``text`` for prose, ``code`` and ``block`` for code in a line and on lines of its own, ``math`` and
            ``display`` for Typst math in a line and on a line of its own.
    """

    kind: Kind
    text: str


def pieces(markdown: str) -> tuple[Piece, ...]:
    """The pieces of a text in order; a formula that cannot be set is code, its source as it was written."""
    text = described(markdown)
    found: list[Piece] = []
    end = 0
    for match in _MARKED.finditer(text):
        found += _prose(text[end : match.start()])
        found.append(_marked(match))
        end = match.end()
    found += _prose(text[end:])
    return tuple(_trimmed(found))


def _marked(match: re.Match[str]) -> Piece:
    if match["block"] is not None:
        return Piece("block", _printable(match["block"]))
    if match["code"] is not None:
        return Piece("code", _printable(match["code"]))
    own_line = match["display"] is not None
    latex = match["display"] if own_line else match["inline"]
    try:
        return Piece("display" if own_line else "math", typst_math(latex))
    except UnknownFormulaError:
        return Piece("block" if own_line else "code", _printable(latex.strip()))


def _prose(text: str) -> Iterator[Piece]:
    text = re.sub(r"\*\*(.+?)\*\*|(?<!\w)\*([^*\n]+)\*(?!\w)", lambda m: m[1] or m[2], text)
    text = re.sub(r"^#{1,6}\s+|^>\s?", "", text, flags=re.MULTILINE)
    text = re.sub(r"</?(?:details|summary|br)>", " ", text)
    text = _printable(text.replace("`", ""))
    if text:
        yield Piece("text", text)


def _printable(text: str) -> str:
    return "".join(char for char in text if char == "\n" or char.isprintable())


def _trimmed(found: list[Piece]) -> Iterator[Piece]:
    """The pieces without blanks at the ends of the text and around code and formulas on lines of their own."""
    edges: list[Kind] = ["block", *(piece.kind for piece in found), "block"]
    for before, piece, after in zip(edges, found, edges[2:], strict=False):
        text = piece.text
        if piece.kind == "text":
            text = text.lstrip() if before in _OWN_LINES else text
            text = text.rstrip() if after in _OWN_LINES else text
        if text:
            yield Piece(piece.kind, text)
