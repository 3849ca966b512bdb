"""Sides and directions are exchanged where the claim is about them, and nowhere else."""

from __future__ import annotations

import pytest

from evals.changes.swapped import direction_reversed, holds_a_swap, sides_swapped, swapped

POLICIES = "Says that on-policy learns about the policy that acts, off-policy about another"


@pytest.mark.parametrize(
    ("text", "claim", "expected"),
    [
        ("On-policy: one policy; off-policy: two", POLICIES, "Off-policy: one policy; on-policy: two"),
        (
            "the validation set is easier than the training set",
            "Says that the validation set may be easier",
            "the training set is easier than the validation set",
        ),
        ("the training and validation error both fall", "Says that validation error falls", None),
        ("training is long but test is short", "Names a cost", None),
        ("the training error doesn't fall but validation does", "Says that validation falls", None),
    ],
)
def test_sides(text: str, claim: str, expected: str | None) -> None:
    assert sides_swapped(text, claim) == expected


@pytest.mark.parametrize(
    ("text", "claim", "expected"),
    [
        ("Big steps get you there quickly", "Says that large steps early help", "Small steps get you there quickly"),
        ("lower the learning rate", "Proposes a lower learning rate", "raise the learning rate"),
        ("it needs more multiplications", "Says that it takes more", "it needs fewer multiplications"),
        ("variance grows with the horizon", "Says that it is larger", "variance shrinks with the horizon"),
        ("bigger models learn faster", "Says that large models learn faster", None),
        ("small nets are quick", "Names a measure against noise", None),
        ("if the kernel is large FFT wins", "Says it pays for large filters", None),
        ("a small loss in accuracy", "Says that accuracy is slightly lower, a small price", None),
        ("we need a small net so it fits", "Says why a small model is wanted", None),
    ],
)
def test_directions(text: str, claim: str, expected: str | None) -> None:
    assert direction_reversed(text, claim) == expected


def test_a_swap_is_recognised() -> None:
    assert holds_a_swap("The encoder waits while the decoder runs") and holds_a_swap("It gets smaller")
    assert not holds_a_swap("It works in one pass")
    assert [way.name for way in swapped("x")] == ["sides swapped", "direction reversed"]
