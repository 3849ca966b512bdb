"""``python -m evals grading`` and ``external``: the production grader on labelled answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from evals.labelled.gold import LabelledAnswer
from evals.labelled.views import bare_question
from evals.suites.agreement.agreement import AnswerAndGrade
from evals.suites.agreement.on_ray import each_graded
from interviewer.bars import item_bar
from interviewer.grading.grader import Grader
from knowledge.schema import Bank


def grade_all(
    bank: Bank, grader: Grader, answers: Sequence[LabelledAnswer], bare: bool = False
) -> list[AnswerAndGrade]:
    """Grades labelled answers with the shipped grader.

    Args:
        bare: Hide the bank's paraphrases, as if it had only claims and references.
    """
    questions = [bank[answer.question_id] for answer in answers]
    asked = [bare_question(question) if bare else question for question in questions]
    graded = []
    with item_bar("grading", len(answers)) as step:
        rows = [(question, answer.answer) for question, answer in zip(asked, answers, strict=True)]
        for answer, grade in zip(answers, each_graded(grader, rows), strict=True):
            graded.append((answer, grade))
            step()
    return graded


def timed(work: Callable[[], list[AnswerAndGrade]]) -> tuple[list[AnswerAndGrade], float]:
    """The result of a function and the seconds it took."""
    start = time.monotonic()
    return work(), time.monotonic() - start
