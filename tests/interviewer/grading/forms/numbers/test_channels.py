"""The input channels of three views of a text, labelled or in the question's order; exchanged ones are wrong."""

from __future__ import annotations

import pytest

from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict

POINTS = ("embedding-dim", "one-2d", "char-level")


def read(bank: Bank, answer: str) -> tuple[str, ...]:
    return tuple(verdict(bank, "vision-04", point, answer) for point in POINTS)


@pytest.mark.parametrize(
    "answer",
    [
        "300 for 300-d embeddings, 1 for the picture, 26 for 26 characters",
        "300; 1; 26",
        "d, 1, V",
        "(a) the embedding dimension (b) 1 (c) the alphabet size",
        "1) embedding dimension\n2) one\n3) alphabet size",
        "The embedding dimension for word embeddings, 1 as a picture, and the alphabet size for one-hot characters.",
        "Sliding along the words: 100 for vectors of length 100. Picture: one. Characters: 26.",
    ],
)
def test_right_values_in_any_shape_are_met(bank: Bank, answer: str) -> None:
    assert read(bank, answer) == ("met", "met", "met")


WRONG = "contradicted"


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        ("1 for 300-d embeddings, 300 for the picture, 1 for 26 characters", (WRONG, WRONG, WRONG)),
        ("26 for embeddings, 300 for the picture, 1 for characters", (WRONG, WRONG, "")),
        ("1, d, V", (WRONG, WRONG, "met")),
        ("With word embeddings it is 1 channel, seen as a picture it is d channels, with one-hot characters 1.", (WRONG, WRONG, WRONG)),
        ("3, 3 and 3, like RGB.", (WRONG, WRONG, WRONG)),
        ("the number of words; 1; 1", (WRONG, "met", WRONG)),
        ("Seen as a picture the sentence matrix has 300 channels, one per embedding column.", ("", WRONG, "")),
    ],
)  # fmt: skip
def test_values_of_another_view_are_wrong(bank: Bank, answer: str, want: tuple[str, ...]) -> None:
    assert read(bank, answer) == want


@pytest.mark.parametrize(
    "answer",
    [
        "each number of the word's vector is a channel of its own",
        "a colour image has three channels, a sequence of words as many as its embeddings have entries",
        "300-dimensional embeddings give log2(300), about 8 input channels",
        "It depends on the representation.",
    ],
)
def test_what_is_not_plain_is_left_to_the_judge(bank: Bank, answer: str) -> None:
    assert read(bank, answer) == ("", "", "")
