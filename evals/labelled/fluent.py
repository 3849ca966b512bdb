"""Answers by many writers, each in one voice, three a part, labelled by statement as strangers' answers are.

Most wrote one that is wrong on every point, one that is right on some, and one that is right: style and length tell nothing of
the truth, what is said does. The others wrote one that is right on some points, one that is right, and one that is true and on
the topic and makes hardly any: knowing the neighbourhood is no answer.
"""

from __future__ import annotations

from evals.labelled.gold import GOLD
from evals.labelled.strangers import StatedAnswer, read_stated
from knowledge.schema import Bank

FLUENT = GOLD / "fluent"
"""A file a writer."""
BESIDE = ("encyclopedist", "exampler", "headings", "kitchen", "solutionist")
"""Who wrote what is true and beside the point in the place of what is wrong: as an encyclopedia, by example, as notes under
headings, in plain words, as solutions to exercises."""
LEARNT_FROM = ("chatty", "salesman", "jotter", "colleague")
"""Who answered questions of the training split and is learnt from: two at length, two in few words."""
TRIED = ("examinee", "hedger", "marathon", "symbols", *BESIDE, "reviser")
"""Who answered them for a stage of training that was tried and does not ship (docs/experiments.md, 28): against the clock, with care
and what others say, in long sentences of several points, in formulas, and those above; the last one, development questions."""
FITTED_ON = ("lecturer", "texter")
"""Who answered the questions of the development split, at length and in few words; the calibration is fitted on those."""
LEFT_OUT = ("podcaster", "blunt", "watcher", "thinker")
"""Who is left out of everything. The first three answered the questions of the test split: at length, in few words, and as
recorded lectures tell it; the last half of the training ones."""
TERSE = ("jotter", "colleague", "texter", "blunt")
"""Who of them answers in few words."""
WRITERS = (*LEARNT_FROM, *TRIED, *FITTED_ON, *LEFT_OUT)


def fluent_answers(bank: Bank, writer: str) -> list[StatedAnswer]:
    """The answers of one writer.

    Raises:
        UsageError: There are none, or a line is wrong; every wrong line is named.
    """
    return read_stated(FLUENT / f"{writer}.jsonl", bank)
