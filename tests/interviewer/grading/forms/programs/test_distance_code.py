"""Programs for the distance between two words are run on pairs of words."""

from __future__ import annotations

import pytest

from interviewer.grading.forms.programs.distance_code import DistancePrograms
from interviewer.grading.forms.sandbox.sandbox import find_sandbox
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict, verdicts_of
from tests.interviewer.grading.forms.walls import needs_walls

TABLE = """```python
def lev(a, b):
    d = [[i + j if i * j == 0 else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            d[i][j] = {}(d[i-1][j] + 1, d[i][j-1] + 1, d[i-1][j-1] + (a[i-1] {} b[j-1]))
    return d[-1][-1]
print(lev('doctor', 'bottle'))
```
The distance is 4."""
ROWS = """```python
def dist(s, t):
    prev = list(range(len(t) + 1))
    for i, x in enumerate(s, 1):
        row = [i]
        for j, y in enumerate(t, 1):
            row.append(min(prev[j] + 1, row[j - 1] + 1, prev[j - 1] + {}))
        prev = row
    return prev[-1]
```
It prints 4."""
RECURSION = """```python
def lev(a, b):
    if not a or not b:
        return len(a) + len(b)
    return min(lev(a[:-1], b) + 1, lev(a, b[:-1]) + {}, lev(a[:-1], b[:-1]) + (a[-1] != b[-1]))
```
4"""
BROKEN = "```python\ndef lev(a, b):\n    return d[len(a)][len(b)]\n```\n4"


@pytest.mark.slow
@needs_walls
@pytest.mark.parametrize(
    ("answer", "want"),
    [
        (TABLE.format("min", "!="), "met"),
        (TABLE.format("max", "!="), "contradicted"),
        (TABLE.format("min", "=="), "contradicted"),
        (TABLE.format("max", "=="), "contradicted"),
        (ROWS.format("(x != y)"), "met"),
        (ROWS.format("(x == y)"), "contradicted"),
        (ROWS.format("1"), "contradicted"),
        (ROWS.format("2 * (x != y)"), "contradicted"),
        (RECURSION.format(1), ""),
        (RECURSION.format(2), "contradicted"),
        (BROKEN, ""),
        ("Each cell is the minimum of its three neighbours plus one.", ""),
    ],
)
def test_a_program_gives_the_distances(bank: Bank, answer: str, want: str) -> None:
    form = DistancePrograms(lambda: find_sandbox(consent=False))
    assert verdicts_of(form, bank, "nlp-10", answer).get("recurrence", "") == want


@pytest.mark.slow
def test_a_program_lists_no_edits(bank: Bank) -> None:
    assert verdict(bank, "nlp-10", "operations", ROWS.format("(x != y)")) == "not_met"
    listed = ROWS.format("(x != y)") + " The edits are d to b, c to t, o to l, r to e."
    assert verdict(bank, "nlp-10", "operations", listed) == "met"
    described = (
        ROWS.format("(x != y)") + " Four letters change, namely the first, the third, and the last two, and two stay."
    )
    assert verdict(bank, "nlp-10", "operations", described) == ""
