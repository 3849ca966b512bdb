"""``python -m evals grading`` and ``external``: the production grader on labelled answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from evals.agreement import Graded
from evals.gold import LabelledAnswer
from interviewer.grading.grader import Grader
from interviewer.progress import item_bar
from knowledge.schema import Bank


def grade_all(bank: Bank, grader: Grader, answers: Sequence[LabelledAnswer]) -> list[Graded]:
    """Labelled answers, graded as shipped."""
    graded = []
    with item_bar("grading", len(answers)) as step:
        for answer in answers:
            graded.append((answer, grader.grade(bank[answer.question_id], answer.answer)))
            step()
    return graded


def timed(work: Callable[[], list[Graded]]) -> tuple[list[Graded], float]:
    """The result of some work and the seconds it took."""
    start = time.monotonic()
    return work(), time.monotonic() - start
