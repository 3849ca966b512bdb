"""A bare yes or no earns nothing anywhere."""

from __future__ import annotations

import pytest

from interviewer.grading.grader import Grader
from interviewer.grading.local.judge import LocalJudge
from interviewer.grading.local.reader import Reader
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder


@pytest.mark.embedded
@pytest.mark.parametrize("word", ["Yes.", "No."])
def test_a_bare_yes_or_no_earns_nothing_anywhere(
    bank: Bank, real_embedder: CachedEmbedder, real_reader: Reader, word: str
) -> None:
    grader = Grader(LocalJudge(real_embedder, real_reader))
    assert {grade.score for grade in grader.grade_many((question, word) for question in bank.values())} == {0.0}
