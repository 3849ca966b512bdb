"""Answers for the tests of several suites."""

from __future__ import annotations

import pytest

from evals.labelled.gold import LabelledAnswer, gold_answers
from knowledge.schema import Bank


@pytest.fixture(scope="module")
def answers(bank: Bank) -> list[LabelledAnswer]:
    return [a for a in gold_answers(bank, "test") if a.question_id.startswith(("rl", "nlp-0"))]
