"""What is above a line and where a part ends, in any order of levels."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.authoring.structure.marks import Heading
from knowledge.authoring.structure.outline import Outline

LEVELS = st.lists(st.integers(1, 6), max_size=12)


def headings(levels: list[int]) -> list[Heading]:
    return [Heading(level, f"{n}", 3 * n, 3 * n + 1) for n, level in enumerate(levels)]


@given(LEVELS, st.integers(0, 40), st.integers(1, 6))
def test_it_says_what_going_through_the_headings_says(levels: list[int], line: int, level: int) -> None:
    every = headings(levels)
    outline = Outline(every)
    after = [h.start for h in every if h.start > line and h.level <= level]
    assert outline.end_of(line, level) == min(after, default=None)
    own = next((h.level for h in every if h.start == line), 7)
    path = []
    for heading in reversed([h for h in every if h.start < line]):
        if heading.level < own:
            own = heading.level
            path.append(heading)
    assert list(outline.above(line)) == path
    assert outline.first == (every[0] if every else None)
