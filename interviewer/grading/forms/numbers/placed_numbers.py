"""Numbers in figures and words with their places in a text, and how far each may be from the one that is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from interviewer.grading.forms.maths.numerals import numerals, without_separators
from interviewer.grading.forms.numbers.workings import DOTTED

_MILLIONS = re.compile(r"(?<![\w.,])(\d{1,4}(?:\.\d{1,4})?)(?:M|\s?mn|\s?mio\.?|\s?mil\.?)(?![\w'])")


@dataclass(frozen=True, order=True)
class Placed:
    """A number with its place, and how far it can be from the intended one, like 73.7k from 73,728."""

    start: int
    value: float
    slack: float = 0.0


def numbers_of(text: str) -> list[Placed]:
    """Numbers of a text with their places: digits, and expressions with their value."""
    found = [n for line_start, line in _lines(text) for n in _shifted(line_start, line)]
    found += [
        Placed(m.start(), float(without_separators(m[0])))
        for m in re.finditer(r"(?<![\w.])\d{1,3}(?:,\d{3})+|(?<![\w.,])\d+(?![\w.]*\d)", text)
    ]
    found += [Placed(m.start(), float(m[0].replace(".", ""))) for m in DOTTED.finditer(text)]
    found += [
        Placed(m.start(), float(m[1]) * 1e6, 0.5 * 10.0 ** (6 - len(m[1].partition(".")[2])))
        for m in _MILLIONS.finditer(text)
    ]
    return sorted(set(found))


def _lines(text: str) -> list[tuple[int, str]]:
    starts, at = [], 0
    for line in text.splitlines(keepends=True):
        starts.append((at, line))
        at += len(line)
    return starts


def _shifted(start: int, line: str) -> list[Placed]:
    rough = [0.5 * 10.0**-n.places if n.places is not None and n.places < 0 else 0.0 for n in numerals(line)]
    return [Placed(start + n.start, n.value, slack) for n, slack in zip(numerals(line), rough, strict=True)]


def place_of(value: float, numbers: Sequence[Placed]) -> int:
    """The place of the first number that can be this value; -1 if none can."""
    return next((n.start for n in numbers if abs(n.value - value) <= n.slack), -1)
