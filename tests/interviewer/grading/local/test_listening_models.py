"""What is read while an answer is being written, with the shipped reader."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from interviewer.grading.grader import Grader
from interviewer.grading.local.judge import LocalJudge
from interviewer.grading.local.reader import Reader
from interviewer.grading.local.reading import LogProbabilities
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder

pytestmark = pytest.mark.embedded

ANSWER = (
    "I'd log the gradient norms per layer and watch for spikes; usually the loss suddenly turns into NaN or jumps. "
    "Then I clip the gradient norm to one, and I make it less likely with He initialisation, a lower learning rate and layer norm. "
    "Then the updates get far too large, I think, and the weights jump about. In an RNN it's the product over time. "
    "So clipping by value would also do, though it turns the direction."
)


class Counted:
    """The shipped reader, counting the tokens' worth of what it reads, by words."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.version = reader.version
        self.words = 0

    def log_probabilities(self, pairs: Sequence[tuple[str, str]]) -> LogProbabilities:
        self.words += sum(len(claim.split()) + len(statement.split()) for claim, statement in pairs)
        return self._reader.log_probabilities(pairs)


def test_an_answer_read_while_it_was_written_gets_the_same_grade_for_less_than_half_the_reading(
    bank: Bank, real_embedder: CachedEmbedder, real_reader: Reader
) -> None:
    question = bank["training-06a"]
    plain, ahead = Counted(real_reader), Counted(real_reader)
    expected = Grader(LocalJudge(real_embedder, plain)).grade(question, ANSWER)  # type: ignore[arg-type]
    grader = Grader(LocalJudge(real_embedder, ahead))  # type: ignore[arg-type]
    for written in range(40, len(ANSWER), 40):  # as the ticks of the page see it, in the middle of words
        while grader.read_ahead(question, ANSWER[:written], (), 16):
            pass
    before = ahead.words
    found = grader.grade(question, ANSWER)
    assert ahead.words - before < 0.5 * plain.words
    assert before < 1.5 * plain.words, "typing slowly does not make it read everything many times"
    assert [item.verdict for item in found.criteria] == [item.verdict for item in expected.criteria]
    assert found.score == expected.score
