"""The embedded judge as it is shipped."""

from __future__ import annotations

import pytest

from interviewer.grading.grader import Grader
from interviewer.grading.local.judge import LocalJudge
from interviewer.grading.local.reader import Reader
from knowledge.search.embeddings import CachedEmbedder


@pytest.fixture
def judge(real_embedder: CachedEmbedder, real_reader: Reader) -> LocalJudge:
    return LocalJudge(real_embedder, real_reader)


@pytest.fixture
def grader(judge: LocalJudge) -> Grader:
    return Grader(judge)
