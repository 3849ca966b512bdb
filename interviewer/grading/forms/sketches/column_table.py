"""Tables with one column a curve and a row for each x, in Markdown, in columns or with commas, and single values in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interviewer.grading.forms.sketches.curve import CurvePoint

FEWEST, MOST = 3, 200
"""Fewest and most rows of a table. Two points show no shape."""
LONGEST_QUOTE = 200
"""Longest quote, in characters. By hand."""
NUMBER = r"[+\-−–]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})(?:[eE][+-]?\d{1,2})?"
ACROSS = re.compile(r"^(?:x|z|t|input|inputs|epochs?|steps?|iterations?)$", re.I)
"""Matches the name of what is on the horizontal axis."""
_CELL = re.compile(rf"[≈~]?\s*(?P<number>{NUMBER})")
_RULE = re.compile(r"^[\s|:+=\-–—]+$")
"""Matches the line between the names and the numbers of a table."""
LONGEST_LINE = 300
"""Longest line that may be a row, in characters. By hand; it bounds the time."""
_APART = (r"\s*\|\s*", r"\s*\t\s*", r"\s{2,}", r"\s*[,;]\s+", r"\s*[,;]\s*", r"\s+")
"""What can be between two cells, the surest first."""
_MARKS = re.compile(r"\\[()\[\]]|[$*`_\\{}]|\\text\b|\\mathrm\b|\\operatorname\b")


@dataclass(frozen=True)
class Column:
    """The numbers of one column.

    Attributes:
        name: Its heading.
        points: By x, in order, without cells that hold no number.
        start, end: Where the table is in the text.
    """

    name: str
    points: tuple[CurvePoint, ...]
    start: int
    end: int


def column_tables(text: str) -> Iterator[Column]:
    """The columns of the tables in a text whose first column is that of x."""
    lines = [(match.start(), match[0]) for match in re.finditer(r"[^\n]+", text)]
    at = 0
    while at < len(lines):
        found = _table_at(lines[at:])
        if found:
            yield from found[1]
        at += found[0] if found else 1


def _table_at(lines: Sequence[tuple[int, str]]) -> tuple[int, list[Column]] | None:
    """A table whose names are on the first of these lines: how many lines it has, and its columns."""
    start, head = lines[0]
    if len(head) > LONGEST_LINE:
        return None
    for apart in _APART:
        names = _cells(head, apart)
        if len(names) < 2 or not ACROSS.match(plain_name(names[0])):
            continue
        rows, end = _rows(lines[1:], apart, len(names))
        if len(rows) < FEWEST:
            continue
        columns = []
        for number, name in enumerate(names[1:], start=1):
            points = {row[0]: row[number] for row in rows}
            kept = tuple(sorted((x, y) for x, y in points.items() if x is not None and y is not None))
            if len(kept) >= FEWEST and len(points) == len(rows):
                columns.append(Column(plain_name(name), kept, start, lines[end][0] + len(lines[end][1])))
        return (end + 1, columns) if columns else None
    return None


def _rows(lines: Sequence[tuple[int, str]], apart: str, width: int) -> tuple[list[list[float | None]], int]:
    """The numbers below the names of a table, and the number of lines down to the last."""
    rows: list[list[float | None]] = []
    end = 0
    for number, (_, line) in enumerate(lines[: MOST + 2], start=1):
        if len(line) > LONGEST_LINE:
            break
        if not rows and _RULE.match(line):
            continue
        cells = _cells(line, apart)
        row = [_number(cell) for cell in cells]
        if len(row) != width or row[0] is None or not any(value is not None for value in row[1:]):
            break
        rows.append(row)
        end = number
    return rows, end


def _cells(line: str, apart: str) -> list[str]:
    return re.split(apart, line.strip().strip("|").strip())


def _number(cell: str) -> float | None:
    match = _CELL.fullmatch(_MARKS.sub("", cell).strip())
    return float(re.sub("[−–]", "-", match["number"])) if match else None


def plain_name(name: str) -> str:
    """A heading without signs of Markdown and LaTeX, and without its argument: ``$\\sigma(x)$`` is "sigma"."""
    return re.sub(r"\s*\(\s*[a-z]\s*\)\s*$", "", _MARKS.sub("", name).strip()).strip()


def single_values(text: str, names: Sequence[str]) -> Iterator[Column]:
    """Curves whose values are given one by one: "tanh(-1) = -0.76, tanh(0) = 0", or "tanh: (-1, -0.76), (0, 0)".

    Args:
        names: The names that curves can have here.
    """
    if not names:
        return
    name = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))
    value = rf"\s*(?:=|≈|:|\bis\b)\s*[≈~]?(?P<y>{NUMBER})(?!\s*/|[\d.]*\d)"
    called = re.compile(rf"(?<![\w.])\\?(?P<name>{name})\s*\(\s*(?P<x>{NUMBER})\s*\){value}", re.I)
    paired = re.compile(
        rf"(?<![\w.])(?P<name>{name})(?:\(x\))?\s*(?::\s*)?(?P<pairs>(?:\(\s*{NUMBER}\s*[,;]\s*{NUMBER}\s*\)[\s,;]*){{{FEWEST},{MOST}}})",
        re.I,
    )
    by_name: dict[str, list[re.Match[str]]] = {}
    for match in called.finditer(text):
        by_name.setdefault(match["name"].lower(), []).append(match)
    for matches in by_name.values():
        points = tuple((_float(m["x"]), _float(m["y"])) for m in matches)
        yield from _column(matches[0]["name"], points, matches[0].start(), matches[-1].end())
    for match in paired.finditer(text):
        numbers = [_float(n) for n in re.findall(NUMBER, match["pairs"])]
        points = tuple(zip(numbers[::2], numbers[1::2], strict=True))
        yield from _column(match["name"], points, match.start(), match.end("pairs"))


def _column(name: str, points: tuple[CurvePoint, ...], start: int, end: int) -> Iterator[Column]:
    if len({x for x, _ in points}) == len(points) and FEWEST <= len(points) <= MOST:
        yield Column(name, tuple(sorted(points)), start, end)


def _float(number: str) -> float:
    return float(re.sub("[−–]", "-", number))
