"""Which of two kinds of line are the questions when one is below the other: the upper one, and the lower one is its answer."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from knowledge.authoring.structure.marks import Mark
from knowledge.authoring.structure.outline import Outline
from knowledge.authoring.words.asking import ASKS

_BELOW = 0.8
"""From this share of the lower lines below upper ones that ask, the lower ones are answers."""
_PLAINLY = 0.5
"""The share of the upper lines that must have a question mark, a label or a number: guides have headings such as "How to run"."""
_FEWEST = 2
"""One heading that asks may be the title of the list."""
_SECTION = 6
"""From this many questions below each on average, an upper line that asks is a section, unless they go on after the mark."""


def are_answers_of(lower: Sequence[Mark], upper: Sequence[Mark], marks: Sequence[Mark]) -> bool:
    """Whether lines that ask are only what the answers of other questions consist of.

    Args:
        lower: The lines in question.
        upper: The members of another shape.
        marks: All marks of the file, in order of lines.
    """
    plain = sum(_asks_plainly(mark) for mark in upper)
    asking = [mark for mark in upper if mark.asked.worth >= ASKS]
    if plain < max(_FEWEST, _PLAINLY * len(asking)) or not lower:
        return False
    outline = Outline(mark for mark in marks if mark.kind == "heading")
    starts = [mark.start for mark in asking]
    ends = [_end_of(mark, starts, outline) for mark in asking]
    held: dict[int, int] = {}
    for mark in lower:
        at = bisect_right(starts, mark.start - 1) - 1
        if at >= 0 and mark.start < ends[at] and asking[at].family != mark.family:
            held[at] = held.get(at, 0) + 1
    if sum(held.values()) < _BELOW * len(lower) or len(held) < max(_FEWEST, 0.5 * len(asking)):
        return False
    goes_on = sum(_goes_on(mark) for mark in lower) >= 0.5 * len(lower)
    return goes_on or sum(held.values()) < _SECTION * len(held)


def _asks_plainly(mark: Mark) -> bool:
    asked = mark.asked
    return asked.labelled or asked.worth >= 1 or (asked.number is not None and asked.worth >= ASKS)


def _end_of(mark: Mark, starts: Sequence[int], outline: Outline) -> int:
    """The line where what is below a question ends, from 0.

    Args:
        starts: First lines of the questions of its kind, in order.
    """
    if mark.kind in ("bullet", "ordered"):
        return mark.stop
    end = outline.end_of(mark.start, mark.level if mark.kind == "heading" else 6)
    at = bisect_right(starts, mark.start)
    after = starts[at] if mark.kind != "heading" and at < len(starts) else None
    return min((line for line in (end, after) if line is not None), default=1 << 60)


def _goes_on(mark: Mark) -> bool:
    """Whether an answer follows on the same line, as in "What happens first? The log is written."."""
    said = mark.asked.text.rstrip(" *_`")
    return "?" in said and not said.endswith("?")
