"""Numbers and signs are made wrong if they occur in the claim."""

from __future__ import annotations

import random

import pytest

from evals.changes.figures import refigured, renumbered, sign_turned


@pytest.mark.parametrize("text", ["the distance is 4", "it's four", "4 edits"])
def test_another_number(text: str) -> None:
    for seed in range(8):
        made = renumbered(text, random.Random(seed), "Gives the distance 4")
        if made is None:
            assert "four" in text  # eleven is not spelt out
            continue
        assert made != text and "4" not in made and "four" not in made


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("about 4 edits", "Gives the distance 4"),
        ("if ten examples do not fit there is a bug", "Says that few examples check for bugs"),
        ("4 edits and 2 swaps", "Gives the distance 4"),
        ("a 3x3 kernel", "Names 3x3 kernels"),
        ("2-2-1 network", "Gives 2 units"),
        ("W1 is first", "Gives 1"),
        ("the two ways agree", "Says that the two kinds agree"),
    ],
)
def test_numbers_that_stand_there_by_the_way_are_left(text: str, claim: str) -> None:
    assert renumbered(text, random.Random(0), claim) is None


def test_a_number_of_the_claim_is_never_taken() -> None:
    made = {renumbered("2 bits", random.Random(seed), "Multiplies 2 bits or divides 6") for seed in range(30)}
    assert None not in made and "6 bits" not in made


def test_signs() -> None:
    claim = "Gives the derivative s(1 - s)"
    assert sign_turned("ds/dx = s - s^2", random.Random(0), claim) == "ds/dx = s + s^2"
    assert sign_turned("ds/dx = s - s^2", random.Random(0), "Gives the derivative") is None
    assert sign_turned("s - t - u = 0", random.Random(0), claim) is None
    assert [way.name for way in refigured(claim)] == ["number changed", "sign turned"]
