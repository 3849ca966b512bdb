"""Edits that an answer gives by position: the two words in aligned rows, or positions with their new letters."""

from __future__ import annotations

import re

from interviewer.grading.forms.edits.distance import Edit
from knowledge.text.alternatives import any_of, table

_GAPS = "-_.*·–—∅ε"
_AND = r"\s*(?:,\s*and|,|and|&)\s*"
_LETTER = r"['\"“”‘’`]?[a-z]['\"“”‘’`]?"
_PLACED = table(
    (
        (
            rf"\b{any_of('positions?, letters?, places?, characters?')}\s+(?:no\.?\s*|number\s+)?(\d{{1,2}}"
            rf"(?:{_AND}\d{{1,2}})*)\s+"
            rf"(?:{any_of('are, is, get, gets, have, has, must, need, to, be, each')}\s+)*"
        )
        + any_of("overwritten, replaced, substituted, changed, turned, become, becomes, swapped, set")
        + rf"\s+{any_of('with, by, to, into, for')}?\s*({_LETTER}(?:{_AND}{_LETTER})*)(?![\w'])",
        "positions 1, 2, 5 and 6 are replaced by b, t, l and e",
    ),
)


def edits_of_rows(text: str, a: str, b: str) -> tuple[tuple[Edit, ...], str] | None:
    """The edits between two words aligned letter by letter in rows, with their quote; None if there are no such rows."""
    lines = [line for line in text.splitlines()[:200] if line.strip()]
    for at, line in enumerate(lines):
        first = _cells(line)
        if _spelt(first) != a:
            continue
        for other in lines[at + 1 : at + 3]:
            second = _cells(other)
            if len(second) == len(first) and _spelt(second) == b:
                pairs = ((_letter(x), _letter(y)) for x, y in zip(first, second, strict=True))
                return tuple(Edit(x, y) for x, y in pairs if x != y), f"{line.strip()}"
    return None


def edits_of_places(words: str, a: str) -> list[Edit]:
    """The edits of "positions 1, 3, 5 and 6 are replaced by b, t, l and e"."""
    found: list[Edit] = []
    for match in _PLACED.finditer(words):
        places = [int(n) for n in re.findall(r"\d+", match[1])]
        letters = [x.lower() for x in re.findall(r"(?<![a-z])[a-z](?![a-z])", match[2], re.I)]
        if len(places) == len(letters) and all(0 < place <= len(a) for place in places):
            found += [Edit(a[place - 1], letter) for place, letter in zip(places, letters, strict=True)]
    return found


def _cells(line: str) -> list[str]:
    """The cells of a row if all are letters or gaps; otherwise none."""
    cells = [cell for cell in re.split(r"[\s|]+", line.strip().lower()) if cell]
    cells = cells[1:] if cells and re.fullmatch(r"\w{2,12}:", cells[0]) else cells
    return cells if all(len(cell) == 1 and (cell.isalpha() or cell in _GAPS) for cell in cells) else []


def _letter(cell: str) -> str:
    return "" if cell in _GAPS else cell


def _spelt(cells: list[str]) -> str:
    return "".join(map(_letter, cells))
