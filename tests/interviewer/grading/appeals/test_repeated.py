"""Words of an answer that an argument repeats without quoting them."""

from __future__ import annotations

import time

import pytest

from interviewer.grading.appeals.repeated import repeated
from tests.pace import limit

ANSWER = (
    "It's for small kernels like three by three. As to accuracy I have no idea, I'd guess it's no use for big kernels. "
    "People say that pooling loses the position of things. I don't think that the memory is a problem for anyone here."
)


def said(argument: str, text: str = ANSWER) -> list[str]:
    return [piece.of(text) for piece in repeated(argument, text)]


@pytest.mark.parametrize(
    "argument",
    [
        "I disagree about the fourth point: I said it's no use for big kernels.",
        "I said “it’s no use for big kernels”!",
        "But it's no use for big kernels, that is what I told you",
    ],
)
def test_words_in_a_row_are_found_without_the_hedge_before_them(argument: str) -> None:
    assert said(argument) == ["it's no use for big kernels."]


def test_the_same_in_nearly_the_same_words_is_found() -> None:
    assert said("I said: for small kernels, three by three.")[0] == "It's for small kernels like three by three."


@pytest.mark.parametrize(
    ("argument", "whole"),
    [
        ("I said that pooling loses the position of things", "People say that pooling loses the position of things."),
        ("that the memory is a problem for anyone", "I don't think that the memory is a problem for anyone here."),
    ],
)
def test_what_stands_in_a_denial_or_is_said_by_others_is_read_with_it(argument: str, whole: str) -> None:
    assert said(argument) == [whole]


@pytest.mark.parametrize(
    "argument", ["", "look again", "please be fair", "I said that tiles are large", "of the in to it is a"]
)
def test_what_is_not_repeated_is_not_found(argument: str) -> None:
    assert said(argument) == []


def test_a_long_argument_costs_little() -> None:
    start = time.process_time()
    assert repeated("big kernels " * 20_000, ANSWER * 50) is not None
    assert time.process_time() - start < limit(5)
