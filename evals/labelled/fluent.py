"""Answers by many writers, each with a voice of their own. They are labelled statement by statement, like the strangers' answers.

Most writers gave three answers to each part: one wrong on every point, one right on some points, and one right throughout. So
style and length say nothing about whether an answer is true. The others gave one right on some points, one right throughout, and
one that is true and on topic but makes hardly any of the points, because knowing the surroundings does not answer the question.
"""

from __future__ import annotations

from evals.labelled.gold import GOLD
from evals.labelled.strangers import StatedAnswer, read_stated
from knowledge.schema import Bank

FLUENT = GOLD / "fluent"
"""One file per writer."""
BESIDE = ("encyclopedist", "exampler", "headings", "kitchen", "solutionist")
"""Writers who gave a true answer that misses the point instead of a wrong one: like an encyclopedia, by example, as notes under
headings, in plain words, as solutions to exercises."""
LEARNT_FROM = ("chatty", "salesman", "jotter", "colleague")
"""Writers whose answers to questions of the training split are used for training: two at length, two in few words."""
TRIED = ("examinee", "hedger", "marathon", "symbols", *BESIDE, "reviser")
"""Writers for a stage of training that was tried but not shipped (docs/experiments.md, 28). They answered training questions:
against the clock, cautiously and citing others, in long sentences with several points, in formulas, and as in ``BESIDE``. The
last one answered development questions."""
FITTED_ON = ("lecturer", "texter")
"""Writers who answered the questions of the development split, at length and in few words; the calibration is fitted on them."""
LEFT_OUT = ("podcaster", "blunt", "watcher", "thinker")
"""Writers that nothing is trained or fitted on. The first three answered the questions of the test split: at length, in few
words, and in the style of recorded lectures. The fourth answered half of the training questions."""
WRITERS = (*LEARNT_FROM, *TRIED, *FITTED_ON, *LEFT_OUT)


def fluent_answers(bank: Bank, writer: str) -> list[StatedAnswer]:
    """The answers of one writer.

    Raises:
        UsageError: There are none, or a line is wrong; every wrong line is named.
    """
    return read_stated(FLUENT / f"{writer}.jsonl", bank)
