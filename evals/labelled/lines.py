"""Joins the statements of an answer into one text: list items and headings on their own lines, sentences one after another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise


def joined(statements: Sequence[str]) -> str:
    """The statements as one text."""
    return "".join(gap + said for gap, said in zip(gaps(statements), statements, strict=True))


def gaps(statements: Sequence[str]) -> list[str]:
    """The whitespace before each statement."""
    out = [""] if statements else []
    for before, after in pairwise(statements):
        out.append("\n" if _on_a_line(before) or _on_a_line(after) else " ")
    return out


def _on_a_line(text: str) -> bool:
    start = text.lstrip()
    return start[:1] in "-*#>|•+" or start[:2].rstrip(".)").isdigit() or text.rstrip().endswith(":") or "\n" in text
