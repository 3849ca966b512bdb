"""Padding for filters of a given width, and the size of an output: wrong sizes cost points, even next to the right formula."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.grading.forms.formulas.derivations import Derivations
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict

OUTPUT = "The input is 10 wide, the filter 4, with one zero on each side and stride 2. How wide is the output, and by which rule?"
ZEROS = "How many rows of zeros do you add on each side for a 5 x 5 filter? And in general?"
CORNER = (
    "Put the centre of a 7 x 7 filter on the corner pixel. How far does it stick out, and so how many zeros per side?"
)


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        ("p = (k-1)/2, so 1 for 3x3 and 2 for 5x5.", "met"),
        ("p = (k-1)/2, so 2 for 3x3 and 1 for 5x5.", "partly_met"),
        ("p = (k-1)/2, so a 7x7 needs four zeros on each side", "partly_met"),
        ("For a 5 x 5 filter three zeros, and (k-1)/2 in general.", "partly_met"),
        ("one for 3x3, three for 5x5", "contradicted"),
        ("One for 5x5 and two for 3x3", "contradicted"),
        ("Half of k-1, so one for 5x5 and two for 3x3", "partly_met"),
        ("Half of k-1, so one for 3x3 and two for 5x5", ""),  # the rule is in words
        ("Take one off the width and halve it: 3 for 5x5", ""),
        ("To preserve the size: one zero for 3x3, two for 5x5.", "partly_met"),
        ("A 3x3 needs one ring of zeros, a 5x5 two.", "partly_met"),
        ("With kernel size 7 you add three rows on each side.", "partly_met"),
        ("With n = 10, k = 4, p = 1, s = 2 the output is 6. The rule is (n + 2p - k)/s + 1.", "partly_met"),
        ("With n = 10, k = 4, p = 1, s = 2 the output is 5. The rule is (n + 2p - k)/s + 1.", "met"),
    ],
)
def test_zeros_are_compared_width_by_width(bank: Bank, answer: str, wanted: str) -> None:
    assert verdict(bank, "vision-05", "size-formula", answer) == wanted


@pytest.mark.parametrize(
    "answer",
    [
        "Two 3x3 filters replace one 5x5.",
        "Without padding a 5x5 filter loses 4 pixels.",
        "With a 3x3 filter the image becomes 2 pixels smaller.",
        "A 4x4 filter needs 2 on one side and 1 on the other.",
        "A 5x5 filter takes 4 zeros in total.",
        "With stride 2 and a 3x3 filter it's 0.",
    ],
)
def test_numbers_of_something_else_are_left_to_the_judge(bank: Bank, answer: str) -> None:
    assert verdict(bank, "vision-05", "size-formula", answer) == ""


@pytest.mark.parametrize(
    ("asked", "answer", "wanted"),
    [
        (OUTPUT, "Five, by (n + 2p - k)/s + 1.", "met"),
        (OUTPUT, "Six, by (n + 2p - k)/s + 1.", "partly_met"),
        (OUTPUT, "The output is 6 wide.", "contradicted"),
        (OUTPUT, "It is 5.", ""),
        (ZEROS, "2 on each side, in general (k-1)/2", "met"),
        (ZEROS, "Three on each side, in general p = (k-1)/2.", "partly_met"),
        (ZEROS, "five", "contradicted"),
        (ZEROS, "It's (k-1)/2 on each side, two here", "met"),
        (CORNER, "It sticks out three pixels, so (k-1)/2", "met"),
        (CORNER, "4", "contradicted"),
        (f"{CORNER} Somebody answered: “p = k + 1, so 4 zeros for a 3x3.” What is missing?", "three, (k-1)/2", "met"),
        ("What does padding do at the border?", "Six things", ""),
    ],
)
def test_a_bare_number_answers_what_was_asked(bank: Bank, asked: str, answer: str, wanted: str) -> None:
    question = replace(bank["vision-05"], hints=("Look at the corner.", asked))
    found = {f.criterion_id: f for f in Derivations().findings(question, answer)}.get("size-formula")
    assert ("" if found is None else "contradicted" if found.contradicted else found.verdict) == wanted
    assert found is None or found.quote in answer


def test_a_reply_is_read_and_not_what_was_said_before(bank: Bank) -> None:
    question = replace(bank["vision-05"], hints=(ZEROS,))
    answer = "Padding adds 9 things.\n\nTwo, and (k-1)/2 in general."
    (found,) = (f for f in Derivations().findings(question, answer) if f.criterion_id == "size-formula")
    assert found.verdict == "met"
