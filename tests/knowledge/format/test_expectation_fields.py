from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.answers.expectation import Expectation
from knowledge.loader import parse_question
from knowledge.schema import Bank

FILE = """---
id: own-01
section: own
criteria:
  - id: value
    claim: Gives 4
    expects: {expects}
---

## Question

How many?

## Reference answer

Four.
"""


def read(expects: str) -> tuple[Expectation | None, list[str]]:
    question, problems = parse_question(FILE.format(expects=expects), Path("own-01.md"))
    assert question is not None
    return question.criteria[0].expects, [f"{p.line}: {p.message}" for p in problems]


def test_an_expectation_is_read() -> None:
    assert read("{value: 4, units: [edits], about: [distance], tolerance: 0.01, sole: true}") == (
        Expectation("value", ("4",), tolerance=0.01, units=("edits",), about=("distance",), sole=True),
        [],
    )
    assert read("{expression: [s*(1-s), s-s^2], names: {s: [y, p]}, given: ['s = 1/(1+exp(-x))']}") == (
        Expectation("expression", ("s*(1-s)", "s-s^2"), names=(("s", "y", "p"),), given=("s = 1/(1+exp(-x))",)),
        [],
    )
    cases = Expectation("cases", ("width 3 = 8", "width 5 = -6.5"), names=(("width 5", "the wide one"),))
    assert read("{cases: [width 3 = 8, width 5 = -6.5], names: {width 5: [the wide one]}}") == (cases, [])
    assert read("{network: xor, part: weights}") == (Expectation("network", ("xor",), part="weights"), [])


@pytest.mark.parametrize(
    ("expects", "fault"),
    [
        ("4", "expects must be a group of fields"),
        ("{}", "expects must have one of value, ranking"),
        ("{units: [edits]}", "it has none"),
        ("{value: 4, edits: [a, b]}", "it has value and edits"),
        ("{value: []}", "expects.value is empty"),
        ("{value: {a: b}}", "expects.value must be text"),
        ("{valeu: 4}", "unknown field 'valeu' in expects"),
        ("{value: 4, tolerance: much}", "expects.tolerance must be a number from 0 to 1"),
        ("{value: 4, sole: perhaps}", "expects.sole must be true or false"),
        ("{edits: [one]}", "expects.edits must be two words"),
        ("{place: [D5, fourth]}", "expects.place must be an item and its place"),
        ("{cases: [width 3 = 8]}", "expects.cases must be two or more cases with a value each"),
        ("{cases: [width 3, width 5 = 6]}", "expects.cases must be two or more cases"),
        ("{cases: [width 3 = eight, width 5 = six]}", "expects.cases must be two or more cases"),
        ("{network: nand, part: weights}", "expects.network must be one of xor"),
        ("{network: xor}", "expects.part must be one of weights"),
        ("{expression: x, part: half}", "expects.part must be 'steps'"),
        ("{expression: x, names: [y]}", "expects.names must give the spellings"),
        ("{value: 4, units: edits}", "expects.units must be a list"),
    ],
)
def test_what_is_wrong_is_one_line_with_its_place(expects: str, fault: str) -> None:
    _, problems = read(expects)
    assert problems and all("\n" not in problem for problem in problems)
    assert any(fault in problem and problem.startswith(("7:", "8:")) for problem in problems), problems


def test_the_hash_of_a_question_knows_what_it_expects(bank: Bank) -> None:
    first, _ = parse_question(FILE.format(expects="{value: 4}"), Path("own-01.md"))
    second, _ = parse_question(FILE.format(expects="{value: 5}"), Path("own-01.md"))
    assert first is not None and second is not None and first.content_hash != second.content_hash
