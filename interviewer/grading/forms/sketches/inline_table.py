"""Tables in one line of words: "at x = -3, -1, 0, 1, 3: sigmoid 0.05, 0.27, 0.5, 0.73, 0.95; tanh -1, -0.76, 0, 0.76, 1"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from interviewer.grading.forms.sketches.column_table import FEWEST, MOST, NUMBER, Column

_S, _G = r"\s{0,3}", r"\s{1,3}"
"""A gap that may be missing, and one that may not; longer ones would take long to search."""
_APART = r"(?:\s{0,3}[,;|/]\s{0,3}|\s{1,3})"
_LIST = rf"{NUMBER}(?:{_APART}{NUMBER}){{{FEWEST - 1},{MOST}}}(?![\w%])"
_ACROSS = rf"(?<![\w.])(?:x|z|t|inputs?|epochs?|steps?|iterations?)\b{_S}(?:values?{_S})?(?:[:=∈]|\bat\b|\bin\b)?{_S}[\[({{]?{_S}(?P<across>{_LIST})"
_GIVES = r"\s{0,3}(?:\([a-z]\)\s{0,3})?(?:[:=|]|->|→|=>|\bis\b|\bgives\b|\bgoes\b)?\s{0,3}[\[({]?\s{0,3}"


def inline_tables(text: str, names: Sequence[str]) -> Iterator[Column]:
    """The curves of such tables, for each row that has as many numbers as the row of x before it.

    Args:
        names: The names that curves can have here; a row needs no sign between its name and its numbers.
    """
    if not names:
        return
    name = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))
    row = rf"(?<![\w.])(?P<name>{name})\b(?:{_G}(?:rate|one|curve|learning{_G}rate))?{_GIVES}(?P<numbers>{_LIST})"
    led = rf"(?<![\w.])(?P<led>{name})\b{_GIVES}{_ACROSS}{_S}[\])}}]?{_S}(?:->|→|=>|:|\bgives\b){_S}[\[({{]?{_S}(?P<values>{_LIST})"
    across: tuple[float, ...] = ()
    for match in re.finditer(rf"{led}|{_ACROSS.replace('across', 'alone')}|{row}", text, re.I):
        if match["alone"]:
            across = _numbers(match["alone"])
            continue
        if match["led"]:
            across = _numbers(match["across"])
        label, values = match["led"] or match["name"], _numbers(match["values"] or match["numbers"])
        points = tuple(sorted(zip(across, values, strict=False)))
        if len(across) == len(values) and len({x for x, _ in points}) == len(points):
            yield Column(label, points, *match.span())


def _numbers(text: str) -> tuple[float, ...]:
    return tuple(float(re.sub("[−–]", "-", number)) for number in re.findall(NUMBER, text))
