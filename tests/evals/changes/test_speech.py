"""Another way of saying the same keeps every word of it."""

from __future__ import annotations

import random

import pytest

from evals.changes.speech import dictated, framed, hedged, manners, reordered

TEXT = "The loss falls, at first. Dropout is off. Small steps settle there."


def test_dictated_text_has_no_capitals_and_no_stops() -> None:
    assert dictated(TEXT, random.Random(0)) == "the loss falls at first dropout is off small steps settle there"
    assert dictated("it is 73,728 and don't", random.Random(0)) == "it is 73,728 and don't"
    assert dictated("K kernels of k by k", random.Random(0)) is None, "two things would have one name"


def test_sentences_that_lean_on_others_keep_their_place() -> None:
    made = reordered(TEXT, random.Random(0))
    assert made is not None and made != TEXT and sorted(made.split()) == sorted(TEXT.split())
    assert reordered("The loss falls. It is low. Dropout is off.", random.Random(0)) is None
    assert reordered("The loss falls. Dropout is off.", random.Random(0)) is None


@pytest.mark.parametrize("name", ["dev", "test"])
def test_frames_and_hedges_keep_the_sentences(name: str) -> None:
    made = framed(name)(TEXT, random.Random(0))
    assert made is not None and all(part.strip() in made for part in TEXT.split(". "))
    polite = hedged(name)(TEXT, random.Random(0))
    assert polite is not None and "the loss falls, at first. Dropout is off. Small steps settle there." in polite
    assert len(manners(name)) == 4
