"""The embedded judge as it is shipped."""

from __future__ import annotations

import pytest

from interviewer.grading.grader import Grader
from interviewer.grading.local.judge import LocalJudge


@pytest.fixture
def grader(real_grader: Grader) -> Grader:
    return real_grader


@pytest.fixture
def judge(real_grader: Grader) -> LocalJudge:
    judge = real_grader._judge
    assert isinstance(judge, LocalJudge)
    return judge
