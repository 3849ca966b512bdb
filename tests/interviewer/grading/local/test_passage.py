"""Which statements make a passage, and how they are put together."""

from __future__ import annotations

import numpy as np
import pytest

from interviewer.grading.local.passage import TOGETHER, passage, speaking
from interviewer.grading.local.statement import statements_of

SAID = statements_of(
    "Gradients explode in deep networks sometimes. This is seen from the loss. "
    "My favourite dish is soup with noodles. Clipping limits the norm of each update."
)
EXPLODE, SEEN, SOUP, CLIPPING = range(4)


def test_those_that_are_least_silent_speak_and_stay_in_the_order_in_which_they_were_said() -> None:
    assert speaking(np.asarray([0.9, 0.1, 0.8, 0.2, 0.3]), 3) == [1, 3, 4]
    assert speaking(np.asarray([-1.0, -9.0, -5.0]), 2) == [1, 2], "anything that falls as more is said will do"


def test_at_most_so_many_speak_and_where_there_are_fewer_all() -> None:
    assert speaking(np.linspace(1, 0, 3 * TOGETHER)) == [*range(2 * TOGETHER, 3 * TOGETHER)]
    assert speaking(np.asarray([0.5, 0.4])) == [0, 1]
    assert speaking(np.zeros(0)) == []


def test_of_those_that_are_as_silent_the_first_ones_speak() -> None:
    assert speaking(np.tile([0.5, 0.4], 40), 3) == [1, 3, 5]


def test_a_passage_is_in_order_whatever_the_order_of_choice() -> None:
    expected = f"{SAID[EXPLODE].own} {SAID[CLIPPING].own}"
    assert passage(SAID, [CLIPPING, EXPLODE]) == passage(SAID, {EXPLODE, CLIPPING}) == expected


def test_what_a_statement_leans_on_is_said_once() -> None:
    assert SAID[SEEN].text == f"{SAID[EXPLODE].own} {SAID[SEEN].own}"
    assert passage(SAID, [EXPLODE, SEEN]) == f"{SAID[EXPLODE].own} {SAID[SEEN].own}"


@pytest.mark.parametrize("chosen", [[SEEN], [SEEN, CLIPPING]])
def test_what_is_not_chosen_stands_before_what_leans_on_it(chosen: list[int]) -> None:
    assert passage(SAID, chosen).startswith(f"{SAID[EXPLODE].own} {SAID[SEEN].own}")


def test_nothing_chosen_is_no_passage() -> None:
    assert passage(SAID, []) == ""
