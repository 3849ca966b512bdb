"""Pieces of a message by number."""

from __future__ import annotations

import numpy as np
import pytest

from interviewer.conversation.understanding.grams import PLACES, grams


def test_each_half_is_of_length_1() -> None:
    found = grams("Can you help?")
    assert found.shape == (2 * PLACES,)
    assert np.linalg.norm(found[:PLACES]) == pytest.approx(1) and np.linalg.norm(found[PLACES:]) == pytest.approx(1)


def test_order_and_signs_count_and_case_does_not() -> None:
    assert np.array_equal(grams("Can you?"), grams("can  YOU?"))
    assert np.array_equal(grams("i’d say"), grams("i'd say"))
    assert not np.array_equal(grams("you can"), grams("can you"))
    assert not np.array_equal(grams("can you?"), grams("can you"))


@pytest.mark.parametrize("text", ["", "∂∂", "日本", "a", "word " * 60])
def test_any_text_has_numbers(text: str) -> None:
    assert np.isfinite(grams(text)).all()


def test_the_places_are_the_same_in_every_process() -> None:
    # the shipped weights depend on it: these were written down once
    assert np.flatnonzero(grams("no")).tolist() == KNOWN


KNOWN = [834, 894, 2079, 2908, 2942, 2957, 4520, 5394, 6296]
