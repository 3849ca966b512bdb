"""Counts of edits: what counts them, what counts something else, and what is left to the judge."""

from __future__ import annotations

import time

import pytest

from interviewer.grading.forms.numbers.said_counts import Counted, corner_of, roman_in
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict

TABLE = "0 1 2 3 4 5 6\n1 1 2 3 4 5 6\n2 2 1 2 3 4 5\n3 3 2 2 3 4 5\n4 4 3 2 2 3 4\n5 5 4 3 3 3 4\n6 6 5 4 4 4 {}\n"


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        # letters that are changed
        ("You'd need to swap four letters, keeping the o and the t where they stand.", "met"),
        ("We have to replace four characters.", "met"),
        ("Four letters have to go.", "met"),
        ("Four of the six letters have to change.", "met"),
        ("Only four letters differ.", "met"),
        ("Five letters must be replaced.", "contradicted"),
        ("Two letters don't change.", "not_met"),
        ("Six letters, two of which match.", "not_met"),
        ("The words have six letters each.", "not_met"),
        # other quantities after it
        ("The distance is 4, the similarity is 1 - 4/6 = 0.33.", "met"),
        ("It's 4 (similarity 33 %).", "met"),
        ("Distance four, which normalised by the length is 0.67.", "met"),
        ("With a DP of size 7 x 7 the answer comes out as 4, in O(36) operations.", "met"),
        ("4, and the complexity is quadratic, 7*7 = 49.", "met"),
        ("The distance is 5, similarity 0.17.", "contradicted"),
        ("The distance is 0.67", "contradicted"),
        ("The distance is 4. No, wait, 5.", "contradicted"),
        ("Eight. Delete four letters and insert four, 4 + 4 = 8.", "contradicted"),
        ("4 substitutions and 1 insertion, so 5", "contradicted"),
        # Roman numerals, tables
        ("My answer: IV.", "met"),
        ("The answer is V.", "contradicted"),
        (f"```\n{TABLE.format(4)}```\nThe last cell is it.", "met"),
        (f"{TABLE.format(4)}The number in the corner is the distance.", "met"),
        (f"```\n{TABLE.format(5)}```\nBottom right is the answer.", "contradicted"),
        (f"```\n{TABLE.format(5)}```\nThe distance is 4.", "met"),
        # what cannot be decided
        ("It comes to 4. The table has 49 cells, so it takes 49 steps to fill.", ""),
        ("Four substitutions at cost 2 each gives 8 in that convention; at unit cost it halves.", ""),
        ("I make it half a dozen minus two.", ""),
        ("Two times two edits.", "met"),
        ("The distance is 4, twice that of cat and dot, which is 2.", ""),
        ("4 or 5, I am not sure", "not_met"),
    ],
)
def test_the_count_is_found_or_left_to_the_judge(bank: Bank, answer: str, want: str) -> None:
    assert verdict(bank, "nlp-10", "value", answer) == want


def test_a_text_keeps_its_length_when_it_is_read() -> None:
    text = f"Replace four characters. {TABLE.format(4)} O(n * (m + 1)) = O(36)."
    read = Counted(("distance",), edits=True).read(text)
    assert len(read) == len(text) and "four edits" in read and "36" not in read and "6 6 5" not in read
    assert "letters" in Counted(("distance",)).read("Replace four letters.")


def test_tables_and_roman_numerals_are_read() -> None:
    corner = corner_of(f"By the table\n{TABLE.format(4)}\nthe last entry is it.")
    assert corner is not None and (corner.value, corner.row, corner.meant) == (4.0, "6 6 5 4 4 4 4", True)
    assert corner_of("0 1 2 3\n1 1 2 3") is None
    assert roman_in("answer: VI") == (6.0, "answer: VI") and roman_in("I think so") is None


def test_long_rows_of_digits_end_at_once() -> None:
    begun = time.perf_counter()
    assert corner_of(("1" * 5000 + "x\n") * 5) is None
    assert corner_of(("1 " * 80 + "x\n") * 200) is None
    assert time.perf_counter() - begun < 1
