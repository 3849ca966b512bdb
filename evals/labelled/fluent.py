"""Fluent and terse answers by several writers, three a part: wrong on every point, right on half of them, and right, in one voice.

Style and length tell nothing of the truth: what is said does. They are labelled by statement, as strangers' answers are.
"""

from __future__ import annotations

from evals.labelled.gold import GOLD
from evals.labelled.strangers import StatedAnswer, read_stated
from knowledge.schema import Bank

FLUENT = GOLD / "fluent"
"""A file a writer."""
LEARNT_FROM = ("chatty", "salesman", "jotter", "colleague")
"""Who answered questions of the training split and is learnt from: two at length, two in few words."""
FITTED_ON = ("lecturer", "texter")
"""Who answered the questions of the development split, at length and in few words; the calibration is fitted on those."""
LEFT_OUT = ("podcaster", "blunt", "thinker")
"""Who is left out of everything. The first two answered the questions of the test split, at length and in few words, the last
half of the training ones."""
TERSE = ("jotter", "colleague", "texter", "blunt")
"""Who of them answers in few words."""
WRITERS = (*LEARNT_FROM, *FITTED_ON, *LEFT_OUT)


def fluent_answers(bank: Bank, writer: str) -> list[StatedAnswer]:
    """The answers of one writer.

    Raises:
        UsageError: There are none, or a line is wrong; every wrong line is named.
    """
    return read_stated(FLUENT / f"{writer}.jsonl", bank)
