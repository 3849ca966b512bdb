"""A bare yes or no, or another empty reply, makes no point of any part: none that counts, no bonus, and none by half."""

from __future__ import annotations

import pytest

from interviewer.grading.grader import Grader
from interviewer.grading.local.judge import LocalJudge
from interviewer.grading.local.reader import Reader
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder


@pytest.mark.embedded
@pytest.mark.parametrize("words", ["Yes.", "No.", "Yes, of course.", "It depends.", "True, I think."])
def test_a_bare_yes_or_no_makes_no_point_anywhere(
    bank: Bank, real_embedder: CachedEmbedder, real_reader: Reader, words: str
) -> None:
    grader = Grader(LocalJudge(real_embedder, real_reader))
    grades = [*grader.grade_many((question, words) for question in bank.values())]
    judged = {(grade.question_id, v.id): v.verdict for grade in grades for v in grade.criteria}
    assert judged.keys() == {(question.id, c.id) for question in bank.values() for c in question.criteria}
    assert {point: verdict for point, verdict in judged.items() if verdict != "not_met"} == {}
    assert {grade.score for grade in grades} == {0.0}
