"""Splits a Markdown text into pieces that can be typeset: prose, code and formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from interviewer.report.fonts import shown_text
from interviewer.report.typst_math import typst_math
from knowledge.text.alternatives import table
from knowledge.text.emphasis import hidden_signs, restored_signs
from knowledge.text.mathml import INLINE, UnknownFormulaError
from knowledge.text.pictures import described

PieceKind = Literal["text", "strong", "code", "block", "math", "display", "table"]
_OWN_LINES = ("block", "display", "table")

_MARKED = table(
    (r"^[ \t]*```[^\n]*\n(?P<block>.*?)(?:\n?[ \t]*```|\Z)", "``` python\nx = 1\n```"),
    (
        r"^(?P<table>[ \t]*\|[^\n]*\n[ \t]*\|(?=[ \t:|-]*-)[ \t:|-]*(?:\n[ \t]*\|[^\n]*)*)$",
        "| a | b |\n| - | - |\n| 1 | 2 |",
    ),
    (r"(?<!`)(?P<ticks>`{1,2})(?P<code>[^`\n]+)(?P=ticks)(?!`)", "see `torch.nn.utils.prune`,"),
    (r"\$\$(?P<display>.+?)\$\$", "and $$a*b$$"),
    (INLINE, "to $X, Z, A$"),
    flags=re.DOTALL | re.MULTILINE,
)

_BOLD = re.compile(r"(?<![\w*])\*\*(?=[^\s*])([^\n]{1,300}?)(?<=\S)\*\*(?![\w*])")


@dataclass(frozen=True)
class Piece:
    """A stretch of text of one kind.

    Attributes:
        kind: ``text`` for prose, ``strong`` for bold prose, ``code`` and ``block`` for inline and block code, ``math`` and
            ``display`` for inline and display Typst math, ``table`` for a table.
        rows: The cells of a table, the head first; each cell is pieces. Empty for all other kinds.
    """

    kind: PieceKind
    text: str
    rows: tuple[tuple[tuple[Piece, ...], ...], ...] = ()


def pieces(markdown: str) -> tuple[Piece, ...]:
    """The pieces of a text in order; a formula that cannot be typeset becomes code, with its source as written."""
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
    if match["table"] is not None:
        return Piece("table", " ", _rows(match["table"]))
    if match["code"] is not None:
        return Piece("code", _printable(match["code"]))
    own_line = match["display"] is not None
    latex = match["display"] if own_line else match["inline"]
    try:
        return Piece("display" if own_line else "math", typst_math(latex))
    except UnknownFormulaError:
        return Piece("block" if own_line else "code", _printable(latex.strip()))


def _rows(table: str) -> tuple[tuple[tuple[Piece, ...], ...], ...]:
    """The cells of a table. A bar inside a formula or code does not separate cells."""
    lines = [line.strip() for line in table.splitlines()]
    rows = [[pieces(cell.strip()) for cell in _cells(line)] for line in (lines[0], *lines[2:])]
    width = max(len(row) for row in rows)
    return tuple((*row, *((),) * (width - len(row))) for row in rows)


def _cells(line: str) -> list[str]:
    kept = _MARKED.sub(lambda m: m[0].replace("|", "\x00"), line.strip("|"))
    return [cell.replace("\x00", "|").replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", kept)]


def _prose(text: str) -> Iterator[Piece]:
    text = re.sub(r"^#{1,6}\s+|^>\s?", "", text, flags=re.MULTILINE)
    text = re.sub(r"^([ \t]*)[-*+][ \t]+", r"\1• ", text, flags=re.MULTILINE)
    text = re.sub(r"</?(?:details|summary|br)>", " ", text)
    text = hidden_signs(_printable(text.replace("`", "")))
    for number, part in enumerate(_BOLD.split(text)):
        # the rest of a pair that was split by a formula goes too, but not the power in "x ** 2" or "x**2"
        plain = part if number % 2 else re.sub(r"(?<!\S)\*\*(?=\S)|(?<=\S)\*\*(?!\w)", "", part)
        plain = re.sub(r"(?<!\w)\*([^*\s][^*\n]*)\*(?!\w)", r"\1", plain)
        if plain:
            yield Piece("strong" if number % 2 else "text", restored_signs(plain))


def _printable(text: str) -> str:
    """The text without invisible characters, and with a replacement sign for those without a font."""
    return shown_text("".join(char for char in text if char == "\n" or char.isprintable()))


def _trimmed(found: list[Piece]) -> Iterator[Piece]:
    """The pieces without blanks at the ends of the text and around block code and display formulas."""
    edges: list[PieceKind] = ["block", *(piece.kind for piece in found), "block"]
    for before, piece, after in zip(edges, found, edges[2:], strict=False):
        text = piece.text
        if piece.kind == "text":
            text = text.lstrip() if before in _OWN_LINES else text
            text = text.rstrip() if after in _OWN_LINES else text
        if text:
            yield replace(piece, text=text)
