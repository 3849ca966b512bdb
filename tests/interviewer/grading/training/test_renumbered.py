"""Numbers and signs made wrong."""

from __future__ import annotations

import random

import pytest

from interviewer.grading.training.renumbered import renumbered

RNG = random.Random(5)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("it takes 5 steps", "Says that there are 5 steps"),
        ("that makes 73,728 weights", "Gives 73,728 weights"),
        ("momentum is 0.9 as a rule", "Says that momentum is 0.9"),
        ("z = a + b", "Says that z = a + b"),
        ("w = w - g", "Gives the step w = w - lr * g"),
        ("the slope is 0 there", "Says that the slope is 0"),
    ],
)
def test_a_number_or_sign_that_the_claim_holds_is_made_wrong(text: str, claim: str) -> None:
    for _ in range(30):
        made = renumbered(text, claim, RNG)
        assert made is not None and made != text
        assert len(made.split()) == len(text.split())


def test_digits_are_exchanged_doubled_halved_or_shifted() -> None:
    made = {renumbered("73728 weights", "Gives 73728 weights", RNG) for _ in range(200)}
    assert {"37728 weights", "147456 weights", "737280 weights", "36864 weights"} == made


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("it takes 5 steps", "Says that it takes some steps"),  # the number is there by the way
        ("it takes five steps", "Says that there are 5 steps"),  # words are left alone
        ("W1 comes first", "Says that W1 comes first"),  # a name
        ("x^2 is convex", "Says that x^2 is convex"),  # a power
        ("5 plus 5", "Says that both are 5"),  # which one?
        ("a + b + c = d", "Says that a + b + c = d"),  # which sign?
        ("a well-known fact", "Says that a = b - c"),  # a hyphen is no sign
        ("", "Says that there are 5"),
    ],
)
def test_what_is_not_sure_is_left_alone(text: str, claim: str) -> None:
    assert all(renumbered(text, claim, RNG) is None for _ in range(30))
