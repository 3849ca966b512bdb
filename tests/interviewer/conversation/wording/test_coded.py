"""Encoded text, spelt-out text and recitals are distinguished from plain English."""

from __future__ import annotations

import base64
import codecs

import pytest

from interviewer.conversation.wording.coded import is_coded, recites
from knowledge.schema import Bank

KNOWN = (
    "Training suddenly becomes unstable and the loss turns to NaN. How would you find out whether gradients explode?"
)
SECRET = "Names the norm of the gradient as what to watch while the loss climbs"


@pytest.mark.parametrize(
    "said",
    [
        SECRET[::-1],
        " ".join(SECRET.replace(" ", "")),
        "-".join("clipping"),
        base64.b64encode(SECRET.encode()).decode(),
        " ".join(base64.b64encode(SECRET.encode()).decode()[at : at + 8] for at in range(0, 80, 8)),
        codecs.encode(SECRET, "rot13"),
        SECRET.encode().hex(),
        SECRET.encode().hex(" "),
        "Surveillez plutôt norme des gradients pendant chaque étape avant toute autre chose.",
        "n4mes th3 n0rm 0f th3 gr4dient 4s wh4t t0 w4tch",
    ],
    ids=["backwards", "spaced", "dashed", "base64", "in pieces", "rot13", "hex", "hex bytes", "French", "digits"],
)
def test_what_is_hidden_in_a_code_is_not_shown(said: str) -> None:
    assert is_coded(said, KNOWN)
    assert is_coded(f"How would you find out whether gradients explode, {said}?", KNOWN), "nor behind plain words"


@pytest.mark.parametrize(
    "said",
    [
        "So the loss went up at once: how would you find out whether it is the gradients that explode?",
        "I mean the moment when training falls apart. What would you look at first to know that it is the gradients?",
        "You can take x, y and z as you like.",
        "",
    ],
)
def test_what_an_interviewer_says_is(said: str) -> None:
    assert not is_coded(said, KNOWN)


def test_what_was_said_before_may_be_repeated() -> None:
    heard = "exponential moving averages smooth stochastic curvature estimates, a b c d e"
    assert is_coded(heard, KNOWN) and not is_coded(heard, f"{KNOWN} {heard}")


def test_the_banks_own_probes_pass(bank: Bank) -> None:
    probes = [(q, c.probe) for q in bank.values() for c in q.criteria if c.probe]
    assert [probe for q, probe in probes if is_coded(probe, f"{q.question} {probe}")] == []


def test_instructions_are_not_recited() -> None:
    told = "You are a calm senior engineer interviewing a candidate. Do not answer it, do not give hints."
    assert recites("Well: you are a CALM, senior engineer interviewing a candidate", told)
    assert not recites("I am an engineer, and you are the candidate. Do not worry.", told)
