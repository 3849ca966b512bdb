"""Calculations in words are carried out: "two plus two edits" are four."""

from __future__ import annotations

import pytest

from interviewer.grading.forms.numbers.said_sums import summed
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict

UNITS = ("edit", "edits", "substitutions")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("two plus two edits", "4 edits"),
        ("two substitutions plus two more", "4 substitutions"),
        ("three substitutions plus one insertion", "4 edit"),
        ("six minus two", "4"),
        ("twice two edits", "4 edits"),
        ("half of eight", "4"),
        ("half of nine", "half of nine"),
        ("two times two plus one", "two times two plus one"),
        ("2 + 2", "2 + 2"),
        ("two plus two hundred", "two plus two hundred"),
    ],
)
def test_sums_are_read(text: str, read: str) -> None:
    found = summed(text, UNITS)
    assert len(found) == len(text)
    assert found.split()[0] == read.split()[0]


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        ("two plus two edits", "met"),
        ("three plus one, so four", "met"),
        ("twice two edits", "met"),
        ("The distance is two plus two.", "met"),
        ("two substitutions plus two more", "met"),
        ("You need four single-character edits, no fewer.", "met"),
        ("two plus three edits", "contradicted"),
        ("twice three edits", "contradicted"),
        ("3 substitutions plus 1 insertion plus 1 deletion, 5 together", "contradicted"),
        ("You need five single-character edits.", "contradicted"),
    ],
)
def test_a_sum_in_words_is_the_distance(bank: Bank, answer: str, want: str) -> None:
    assert verdict(bank, "nlp-10", "value", answer) == want


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        ("nine times sixty-four times a hundred and twenty-eight is 73.7k, versus about 8.8 thousand", "met"),
        ("nine times sixty-four times a hundred and twenty-eight is 73.7k, versus about 9.9 thousand", "contradicted"),
    ],
)
def test_sizes_in_words_are_read(bank: Bank, answer: str, want: str) -> None:
    assert verdict(bank, "vision-09", "example", answer) == want


def test_one_in_two_is_a_half(bank: Bank) -> None:
    answer = "the discriminator can only toss a coin, probability one in two"
    assert verdict(bank, "advanced-05a", "d-half", answer) == "met"
