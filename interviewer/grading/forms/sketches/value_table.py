"""Curves given as numbers in the text: "x: -2 -1 0 1 2 / sigmoid: .1 .3 .5 .7 .9", and tables with a row or a column a curve."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from interviewer.grading.forms.fences import spaced
from interviewer.grading.forms.sketches.column_table import (
    ACROSS,
    FEWEST,
    LONGEST_QUOTE,
    MOST,
    Column,
    column_tables,
    plain_name,
    single_values,
)
from interviewer.grading.forms.sketches.curve import Curve
from interviewer.grading.forms.sketches.inline_table import inline_tables
from knowledge.text.alternatives import table

_NUMBER = r"[+\-−]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})(?:[eE][+-]?\d{1,2})?"
_ROW = table(
    (
        rf"(?P<name>[A-Za-z_αβσ][\w αβσ()\-/.]{{0,40}}?)\s*[:=|]\s*\|?\s*(?P<numbers>{_NUMBER}(?:(?:\s*[,;"
        rf"|]\s*|\s+){_NUMBER}){{{FEWEST - 1},{MOST}}})",
        "From top to bottom: 3, 2, 3",
    ),
    flags=re.NOFLAG,
)
_UP = re.compile(r"^(?:y|f\(x\)|f|value|values|output|error|loss|training error)$", re.I)


@dataclass(frozen=True)
class TableCurve:
    """A curve given by numbers.

    Attributes:
        quote: The numbers as written.
        sampled: Whether they are single values in the text, which may be examples next to a description.
    """

    curve: Curve
    quote: str
    sampled: bool = False


def read_tables(text: str, only: str = "", names: Sequence[str] = ()) -> tuple[TableCurve, ...]:
    """The curves of the tables in a text.

    Args:
        only: The name for a row called "y" or without a name, if the question asks for a single curve.
        names: All names of curves, for those whose values are given one by one.
    """
    found = _of_columns(text, single_values(text, names), only, sampled=True)
    found += _of_columns(text, inline_tables(text, names), only)
    columns = tuple(column_tables(text))
    found += _of_columns(text, columns, only)
    for column in columns:
        text = text[: column.start] + spaced(text[column.start : column.end]) + text[column.end :]
    across: tuple[float, ...] = ()
    heading = ""
    at = 0
    for match in _ROW.finditer(text):
        name = match["name"].strip(" |-").split("\n")[-1].strip()
        heading = _heading(text[at : match.start()]) or heading
        at = match.end()
        numbers = _numbers(match["numbers"])
        words = name.rsplit(" ", 1)
        if ACROSS.match(words[-1]):
            heading = words[0].strip(" :,-") if len(words) > 1 else heading
            across = numbers
            continue
        if len(across) != len(numbers):
            continue
        label = (heading or only) if _UP.match(name) else plain_name(name)
        points = tuple(sorted(zip(across, numbers, strict=True)))
        if len({x for x, _ in points}) == len(points):
            found.append(TableCurve(Curve(label, (points,), exact=True), match[0].strip()))
    return tuple(found)


def _of_columns(text: str, columns: Iterable[Column], only: str, sampled: bool = False) -> list[TableCurve]:
    found = []
    for column in columns:
        label = only if _UP.match(column.name) else column.name
        quote = text[column.start : column.end].strip()[:LONGEST_QUOTE].strip()
        found.append(TableCurve(Curve(label, (column.points,), exact=True), quote, sampled))
    return found


def _heading(before: str) -> str:
    """The name before a table: the last words before it that end in a colon."""
    match = re.search(r"([A-Za-zσ][\w σ\-]{1,40}?)\s*:\s*\|?\s*$", before)
    return match[1].strip() if match else ""


def _numbers(text: str) -> tuple[float, ...]:
    return tuple(float(n) for n in re.findall(_NUMBER, text.replace("−", "-")))
