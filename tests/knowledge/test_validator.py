"""What the validator finds in a bank whose files can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.loader import load_bank
from knowledge.schema import Bank
from knowledge.validator import latex_fault, validate_bank
from tests.knowledge.files import GOOD, write


@pytest.mark.slow
def test_the_built_in_bank_is_complete(bank: Bank) -> None:
    assert validate_bank(bank, strict=True) == []
    assert [q.id for q in bank.parts("training-04")] == [f"training-04{c}" for c in "abcd"]


def test_the_validator_finds_what_links_and_labels_break(tmp_path: Path) -> None:
    extra = """related: [maths-99]
hints: [one]
criteria:
  - id: sum
    claim: Says that it is four
    satisfied_by: [it is four, four]
    partly_satisfied_by: [more than three, less than five, Less than  five]
    not_satisfied_by: [It is  FOUR, more than three]
"""
    write(tmp_path, GOOD.replace("criteria:\n  - id: sum\n    claim: Says that it is four\n", extra))
    loose = [str(p.message) for p in validate_bank(load_bank(tmp_path), strict=False)]
    assert "related 'maths-99' is not in the bank" in loose
    assert any("'It is  FOUR' is under two labels" in m for m in loose)
    assert any("'more than three' is under two labels" in m for m in loose)
    assert any("a text is given twice in partly_satisfied_by" in m for m in loose)
    strict = [str(p.message) for p in validate_bank(load_bank(tmp_path), strict=True)]
    assert "needs three graded hints, has 1" in strict
    assert any("satisfied_by needs 6, has 2" in m for m in strict)
    assert any("'title' is missing" in m for m in strict)


def test_the_validator_finds_double_claims_formulas_and_dead_figures(tmp_path: Path) -> None:
    text = GOOD.replace("Says that it is four", "Says that it is four and that five is not")
    text = text.replace(
        "## Reference answer",
        "## Reference answer\n\n$\\frac{1}{2$ and $a_$ and $\\sqrt{2}$\n\n![f](no.svg) ![w](https://x.org/a.png)",
    )
    write(tmp_path, text)
    problems = validate_bank(load_bank(tmp_path), strict=False)
    messages = [p.message for p in problems]
    assert any("the claim makes two points, joined by 'and that'" in m for m in messages)
    assert any("braces do not match" in m for m in messages)
    assert any("'a_': does not parse" in m for m in messages)
    assert not any("sqrt" in m for m in messages)
    assert "figure 'no.svg' is missing" in messages
    assert any("https://x.org/a.png" in m and "nothing is fetched" in m for m in messages)
    assert all(p.line > 0 for p in problems)


def test_words_that_are_not_in_the_reference_are_named(tmp_path: Path) -> None:
    for words, faults in (("It is four.", 0), ("It is five.", 1)):
        claim = f"    claim: Says that it is four\n    in_reference: {words}\n"
        text = GOOD.replace("    claim: Says that it is four\n", claim)
        write(tmp_path, text.replace("## Reference answer\n", "## Reference answer\n\nIt is four. So it is.\n"))
        found = [p.message for p in validate_bank(load_bank(tmp_path), strict=False) if "in_reference" in p.message]
        assert len(found) == faults, found


@pytest.mark.parametrize(
    ("formula", "fault"),
    [
        (r"\frac{a}{b}", False),
        (r"a \{ b \}", False),
        (r"\left( x", True),
        (r"x^2^3", True),
        (r"\begin{matrix} a", True),
        (r"} {", True),
    ],
)
def test_formulas_that_cannot_be_set(formula: str, fault: bool) -> None:
    assert bool(latex_fault(formula)) == fault


MISCONCEPTION = """misconceptions:
  - id: five
    claim: Says that it is five
    examples: [it is five, it  is FIVE, it is six]
    not_examples: [It is six]
    correction: It is four.
"""


def test_a_misconceptions_text_is_under_one_label_and_given_once(tmp_path: Path) -> None:
    write(tmp_path, GOOD.replace("criteria:", MISCONCEPTION + "criteria:"))
    messages = [p.message for p in validate_bank(load_bank(tmp_path), strict=False)]
    assert "misconception 'five': 'It is six' is under two labels" in messages
    assert "misconception 'five': a text is given twice in examples" in messages


def test_too_few_phrases_of_a_kind_are_named(tmp_path: Path) -> None:
    write(tmp_path, GOOD.replace("criteria:", MISCONCEPTION + "criteria:"))
    found = {p.message for p in validate_bank(load_bank(tmp_path), strict=True)}
    assert {
        "criterion 'sum': contradicted_by needs 6, has 0",
        "misconception 'five': examples needs 6, has 3",
        "misconception 'five': not_examples needs 3, has 1",
    } <= found
    loose = {p.message for p in validate_bank(load_bank(tmp_path), strict=False)}
    assert not any(" needs " in message for message in loose), "a bank of your own may have none"
