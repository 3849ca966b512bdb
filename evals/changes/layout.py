"""The same answer in another layout: lists, headings, tags, a table, LaTeX."""

from __future__ import annotations

import random
import re

from evals.changes.change import ChangeMethod
from interviewer.grading.text.evidence import sentences

_SYMBOL = re.compile(r"(?<![\w$\\^_/'’.(-])(?:[A-Za-z](?:[_^]\w+)+|[b-hj-zB-HJ-Z])(?![\w$^_/'’(\[-]|\.\w)")
"""A letter on its own, or one with an index or a power; not "a" and "I", which are words."""
MAX_CELLS = 40


def _said(text: str) -> list[str]:
    return [piece.of(text).strip() for piece in sentences(text)]


def bulleted(text: str, _rng: random.Random) -> str | None:
    """A list with one sentence per item."""
    said = _said(text)
    return "\n".join(f"- {piece}" for piece in said) if len(said) > 1 and "\n" not in text.strip() else None


def headed(text: str, _rng: random.Random) -> str | None:
    """Headings that are only numbered, and the first words of each sentence in bold."""
    said = _said(text)
    if len(said) < 2 or re.search(r"[*#`$|]", text):
        return None
    blocks = []
    for number, piece in enumerate(said, start=1):
        words = piece.split(" ")
        bold = min(3, len(words))
        blocks.append(f"## Part {number}\n\n**{' '.join(words[:bold])}** {' '.join(words[bold:])}".rstrip())
    return "\n\n".join(blocks)


def tagged(text: str, _rng: random.Random) -> str | None:
    """HTML paragraphs with a few tags in them."""
    if re.search(r"[<>&`]", text):
        return None
    return "\n".join(f"<p><b>{piece.split(' ')[0]}</b> {' '.join(piece.split(' ')[1:])}</p>" for piece in _said(text))


def tabled(text: str, _rng: random.Random) -> str | None:
    """A Markdown table with a number and a sentence per row."""
    said = _said(text)
    if len(said) < 2 or len(said) > MAX_CELLS or "|" in text or "`" in text:
        return None
    rows = [f"| {number} | {piece} |" for number, piece in enumerate(said, start=1)]
    return "\n".join(["| No. | My answer |", "|---|---|", *rows])


def latexed(text: str, _rng: random.Random) -> str | None:
    """The text with dollar signs around symbols; None if it has no symbols, or already has dollar signs."""
    if re.search(r"[$\\`]", text):
        return None
    out = _SYMBOL.sub(lambda match: f"${match[0]}$", text)
    return out if out != text else None


def layouts() -> list[ChangeMethod]:
    """Every other layout."""
    return [
        ChangeMethod("bulleted", bulleted),
        ChangeMethod("headings and bold", headed),
        ChangeMethod("HTML tags", tagged),
        ChangeMethod("table", tabled),
        ChangeMethod("LaTeX", latexed),
    ]
