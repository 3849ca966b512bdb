"""What is held against a candidate, with the real sentence embeddings and the shipped reader."""

from __future__ import annotations

import pytest

from interviewer.grading.grader import Grader
from knowledge.schema import Bank

pytestmark = pytest.mark.embedded


@pytest.mark.parametrize(
    ("question_id", "point", "said", "wrong"),
    [
        ("training-21", "async-throughput", "With async nobody waits for the slowest worker.", "Async leaves everyone idle until the slowest is done."),
        ("training-14", "batch-dependence", "BN breaks with batch 1, the statistics are noisy. LN doesn't care about batch size.",
         "Layer norm breaks with batch 1, while batch norm works just as well with one example."),
        ("rl-11", "on-pros-cons", "On-policy is simpler and more stable, but you must throw data away.",
         "On-policy can reuse any old data from a replay buffer as often as it likes."),
    ],
)  # fmt: skip
def test_what_is_said_in_few_words_is_not_charged_and_its_contrary_is(
    bank: Bank, grader: Grader, question_id: str, point: str, said: str, wrong: str
) -> None:
    assert not grader.grade(bank[question_id], said).criterion(point).contradicted
    assert grader.grade(bank[question_id], wrong).criterion(point).contradicted
