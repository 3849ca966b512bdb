"""Values and formulas that an answer denies after asking, or corrects after giving them."""

from __future__ import annotations

import pytest

from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict


@pytest.mark.parametrize("answer", [
    "s' = s (1 - s)? Hmm, I doubt it. It is s (1 + s).",
    "Is s' = s(1 - s)? We wouldn't say so.",
])  # fmt: skip
def test_a_formula_that_is_asked_and_doubted_earns_nothing(bank: Bank, answer: str) -> None:
    assert verdict(bank, "training-04d", "scalar-derivative", answer) != "met"


def test_a_value_that_its_own_sentence_corrects_is_left_to_the_judge(bank: Bank) -> None:
    answer = "The break-even is at 3 characters, or rather, counted with the space, it's 5."
    assert verdict(bank, "nlp-12", "breakeven", answer) == ""
    assert verdict(bank, "nlp-12", "breakeven", "The break-even is at 5, sorry, it's 3 characters.") == "met"


def test_a_result_behind_an_arrow_in_code_is_a_value_and_positions_are_none(bank: Bank) -> None:
    answer = 'dist("doctor", "bottle")  # -> 4\n\nThe letters at positions 1, 3, 5, 6 differ.'
    assert verdict(bank, "nlp-10", "value", answer) == "met"
    assert verdict(bank, "nlp-10", "value", answer.replace("-> 4", "-> 5")) == "contradicted"
