"""Formulas in LaTeX whose brackets do not fit: what they mean is anybody's guess, so they are not read."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TYPED = re.compile(
    r"\$\$(?P<shown>[^$]+)\$\$|\$(?P<inline>[^$\n]+)\$|\\\[(?P<block>.{1,1500}?)\\\]|\\\((?P<brief>.{1,1500}?)\\\)",
    re.DOTALL,
)
"""A formula between the marks of LaTeX."""
_BARE = re.compile(r"\\(?:[dtc]?frac|sqrt)\s*\{.*")
"""A fraction or root without dollar signs, up to the end of its line."""
_SIGN = re.compile(r"\\[{}]|\\[A-Za-z]+|[{}()]")
"""A bracket; one with a backslash, and a command, are matched so that they are passed over."""
_INTERVAL = re.compile(r"[(\[][^()\[\]{}\n]{1,40},[^()\[\]{}\n]{1,40}[)\]]")
"""An interval may be open on one side: [0, 1)."""
_PAIRS = {")": "(", "}": "{"}
MOST_SIGNS = 400
"""Most brackets of a formula that are paired. By hand; none that is read has so many."""
LONGEST_SHOWN = 80
"""Most characters of a formula that are shown: about a line."""


def malformed(text: str) -> Iterator[tuple[int, int]]:
    """Where the formulas begin and end whose braces or round brackets do not fit."""
    at = 0
    for typed in _TYPED.finditer(text):
        yield from _bare_ones(text, at, typed.start())
        inner = next(group for group in typed.groups() if group is not None)
        if not _fits(inner, strict=True):
            yield typed.span()
        at = typed.end()
    yield from _bare_ones(text, at, len(text))


def without_malformed(text: str) -> str:
    """The text with these blanked out; its length and its lines stay the same."""
    for start, end in malformed(text):
        text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    return text


def shortened(formula: str) -> str:
    """A formula as it is shown, cut where it would be too long."""
    return formula if len(formula) <= LONGEST_SHOWN else formula[: LONGEST_SHOWN - 3] + "…"


def _bare_ones(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The formulas between two places that are written without dollar signs."""
    for bare in _BARE.finditer(text, start, end):
        if not _fits(bare[0], strict=False):
            yield bare.span()


def _fits(formula: str, strict: bool) -> bool:
    """Whether each bracket of a formula is closed, and by its own kind.

    Args:
        strict: Whether a round bracket that closes nothing is an error, too: in a sentence it may close a remark.
    """
    opened: list[str] = []
    signs = [sign[0] for sign in _SIGN.finditer(_INTERVAL.sub(" ", formula)) if sign[0] in "(){}"]
    for sign in signs[:MOST_SIGNS]:
        if sign not in _PAIRS:
            opened.append(sign)
        elif opened and opened[-1] == _PAIRS[sign]:
            opened.pop()
        elif opened or strict or sign == "}":
            return False
    return not opened and len(signs) <= MOST_SIGNS
