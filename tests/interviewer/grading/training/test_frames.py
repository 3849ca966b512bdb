"""Statements put into other words; what is expected was written by hand."""

from __future__ import annotations

import random
import re

import pytest

from evals.suites.attacks.robustness import ATTACKS
from interviewer.grading.training import frames
from interviewer.grading.training.frames import dictated, framed, mistyped, negated, without_articles
from knowledge.schema import Bank

ALL = {
    name: wordings
    for name, wordings in vars(frames).items()
    if name.isupper() and not name.startswith("_") and isinstance(wordings, tuple)
}
WITH_A_STATEMENT = {
    name: rows for name, rows in ALL.items() if name not in {"TALK", "TAKES_ALL_BACK", "TAKES_NOTHING_BACK"}
}


@pytest.mark.parametrize(
    ("frame", "statement", "expected"),
    [
        ("it is false that {p}", "The loss grows.", "It is false that the loss grows."),
        ("it is false that {p}", "ReLU is linear", "It is false that ReLU is linear."),
        ("it is false that {p}", "I clip the norm!", "It is false that I clip the norm."),
        ("it is false that {p}", "I'd clip the norm", "It is false that I'd clip the norm."),
        ("it is false that {p}", "$x$ is a vector", "It is false that $x$ is a vector."),
        ("it is false that {p}", "L2 shrinks weights", "It is false that L2 shrinks weights."),
        ("is it true that {p}?", "Dropout zeroes units.", "Is it true that dropout zeroes units?"),
        ("{p}, isn't it?", "it is linear", "It is linear, isn't it?"),
        ("{P} Scratch that.", "momentum averages.", "Momentum averages. Scratch that."),
        (
            "the usual story is that {p}. I don't buy it",
            "Momentum wins",
            "The usual story is that momentum wins. I don't buy it.",
        ),
        ("{P} No, I take it back.", "ReLU is convex", "ReLU is convex. No, I take it back."),
    ],
)
def test_a_statement_is_framed(frame: str, statement: str, expected: str) -> None:
    assert framed(frame, statement) == expected


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("It is linear", "It is not linear"),
        ("The gradients are clipped before the step.", "The gradients are not clipped before the step."),
        ("You should lower the rate and it will work", "You should not lower the rate and it will work"),
        ("Units were dropped at random", "Units were not dropped at random"),
        ("It is not linear", None),
        ("You can't train it", None),
        ("It never converges, which is bad", None),
        ("Without a norm the loss will jump", None),
        ("Momentum averages gradients", None),
        ("", None),
    ],
)
def test_a_statement_is_negated_once(statement: str, expected: str | None) -> None:
    assert negated(statement) == expected


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("First, clip; then step.", "first clip then step"),
        ("It's NaN (at once)!", "it's nan at once"),
        ("w = w - lr * g", "w = w - lr * g"),
        ("The loss:\n  it jumps…", "the loss it jumps"),
    ],
)
def test_dictation_has_no_capitals_and_no_punctuation(statement: str, expected: str) -> None:
    assert dictated(statement) == expected


def test_articles_are_left_out_and_nothing_else() -> None:
    assert without_articles("The loss of a network is an average, thence another") == (
        "loss of network is average, thence another"
    )


def test_a_few_letters_are_swapped_and_none_is_lost() -> None:
    text = "gradients of the deepest layers vanish when all the weights are small " * 20
    slipped = mistyped(text, random.Random(1))
    assert sorted(slipped) == sorted(text) and slipped != text
    assert sum(a != b for a, b in zip(text, slipped, strict=True)) < 0.15 * len(text)
    assert slipped == mistyped(text, random.Random(1)) and mistyped("ab", random.Random(1)) == "ab"


@pytest.mark.parametrize("name", list(WITH_A_STATEMENT))
def test_every_frame_holds_the_statement_once_and_ends_as_a_sentence(name: str) -> None:
    for frame in WITH_A_STATEMENT[name]:
        assert len(re.findall(r"\{[pP]\}", frame)) == 1, frame
        made = framed(frame, "The loss grows.")
        assert made.lower().count("the loss grows") == 1 and "{" not in made
        assert made[0].isupper() and made[-1] in ".?!" and not re.search(r"[.?!]{2}|[,.]\.| ,", made), made


def test_no_wording_is_in_two_groups() -> None:
    every = [wording for wordings in ALL.values() for wording in wordings]
    assert len(set(every)) == len(every)


def test_training_wordings_and_attacks_do_not_share_a_line(bank: Bank) -> None:
    inserted = [
        change("", bank["training-01"], random.Random(0)).strip()
        for name, change in ATTACKS.items()
        if name not in ("rubric echoed", "reference echoed", "keywords")
    ]
    for wordings in ALL.values():
        for wording in wordings:
            plain = re.sub(r"\{[pP]\}", "", wording).strip(" .,?")
            assert not any(
                (len(plain) > 8 and plain in text) or (len(text) > 3 and text in plain) for text in inserted
            ), wording
