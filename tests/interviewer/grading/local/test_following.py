"""What is read again together with what follows it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from interviewer.grading.local.following import MOST, read_again, undone, with_next
from interviewer.grading.local.statement import statements_of
from tests.interviewer.grading.local.stand_in import log_rows

SAID = statements_of(
    "Clipping limits the norm. Many in my group say so today. They have never tried it. Soup is my dish."
)
NOTHING, SAYS, HALF, CONTRADICTS = (
    (0.97, 0.01, 0.01, 0.01),
    (0.01, 0.97, 0.01, 0.01),
    (0.01, 0.01, 0.97, 0.01),
    (0.01, 0.01, 0.01, 0.97),
)


def test_what_earns_nothing_is_not_read_again_and_of_the_rest_the_best_come_first() -> None:
    assert read_again(SAID, [0, 1, 2], log_rows(NOTHING, CONTRADICTS, NOTHING)) == []
    assert read_again(SAID, [0, 1, 2], log_rows(HALF, NOTHING, SAYS)) == [2, 0]
    assert read_again(SAID, [0, 1, 2], log_rows(SAYS, SAYS, SAYS)) == [0, 1] and MOST == 2


def test_the_last_statement_has_nothing_after_it() -> None:
    assert read_again(SAID, [2, 3], log_rows(NOTHING, SAYS)) == []
    assert read_again(SAID, [1, 2], log_rows(NOTHING, SAYS)) == [1], "rows are told by their place among what was read"
    assert read_again([], [], np.zeros((0, 4))) == []


def test_both_stand_as_they_were_said() -> None:
    assert with_next(SAID, 0) == "Clipping limits the norm. Many in my group say so today."
    assert with_next(SAID, 2) == f"{SAID[2].text} Soup is my dish.", "and with what the first leans on"


def test_only_what_the_next_words_make_less_of_is_changed() -> None:
    read = log_rows(SAYS, HALF, SAYS)
    out = undone(read, [0, 1], log_rows(CONTRADICTS, SAYS))
    assert np.array_equal(out, log_rows(CONTRADICTS, HALF, SAYS))
    assert np.array_equal(read, log_rows(SAYS, HALF, SAYS)), "what was read stays as it was"
    assert np.array_equal(undone(read, [], np.zeros((0, 4))), read)


def test_what_is_off_the_topic_undoes_nothing() -> None:
    said = statements_of("Clipping limits the norm of every update. The soup was far too cold to be eaten.")
    assert read_again(said, [0], log_rows(SAYS)) == [0]
    assert read_again([said[0], replace(said[1], off_topic=True)], [0], log_rows(SAYS)) == []
