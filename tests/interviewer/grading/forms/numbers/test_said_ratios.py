"""The factor that an answer gives for its two numbers is theirs."""

from __future__ import annotations

import pytest

from interviewer.grading.forms.numbers.said_ratios import false_ratio
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict


def test_a_factor_far_behind_or_in_another_sentence_is_not_that_of_the_numbers() -> None:
    assert false_ratio("36,864 vs 4,672 (12 times fewer)", 10, 36864, 4672)
    assert not false_ratio("36,864 vs 4,672. Elsewhere 12 times fewer", 10, 36864, 4672)
    assert not false_ratio(f"36,864 vs 4,672 {'as I said ' * 6}12 times fewer", 10, 36864, 4672)


@pytest.mark.parametrize(
    ("said", "want"),
    [
        (" (7.9 times fewer)", "met"),
        (" (eight times fewer)", "met"),
        (", a factor of 8", "met"),
        (" (almost 9 times fewer)", "met"),
        (" (up to 9 times fewer for many channels)", "met"),
        (". That is 8 times less, and for many channels 9 times less.", "met"),
        (" (9 times fewer)", "partly_met"),
        (" (nine times fewer)", "partly_met"),
        (", so 12 times fewer.", "partly_met"),
        (", that's 79 times fewer", "partly_met"),
        (", a factor of 5", "partly_met"),
        (": a factor of 12.5", "partly_met"),
    ],
)
def test_a_false_factor_costs_half(bank: Bank, said: str, want: str) -> None:
    assert verdict(bank, "vision-09", "example", f"3x3, 64->64 channels: 36,864 vs 4,672{said}") == want


@pytest.mark.parametrize("after", ["109", "91", "528", "3,336"])
def test_a_wrong_second_number_is_judged_alike(bank: Bank, after: str) -> None:
    for words in ("900 before and {} after", "900 -> {}", "900 weights, then {} weights"):
        answer = f"3x3 filters from 10 to 10 channels: {words.format(after)}"
        assert verdict(bank, "vision-09", "example", answer) == "contradicted", answer
