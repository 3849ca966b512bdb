from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from evals.labelled.gold import LabelledAnswer
from evals.labelled.public_sets import REFERENCE
from evals.suites.agreement.students import measure, weighted_f1
from interviewer.grading.grader import Grader
from interviewer.grading.judge import Judgement, Judgements
from interviewer.grading.text.evidence import Segment, span
from knowledge.schema import Bank, Criterion, Question
from knowledge.search.vectors import Vectors


class Keywords:
    """Credits texts with a gap, and finds a contradiction where it is closed."""

    name = "keywords"

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        quote = (span(Segment(0, len(text)), text),)
        if "gap" in text:
            return Judgements((Judgement(REFERENCE, "met", 0.9, quote),))
        return Judgements((Judgement(REFERENCE, "not_met", 0.1, quote, contradicted="closed" in text),))


class Flat:
    name = "flat"

    def embed(self, texts: Sequence[str]) -> Vectors:
        return np.ones((len(texts), 1), dtype=np.float32)

    embed_known = embed


def test_weighted_f1_is_that_of_scikit_learn() -> None:
    from sklearn.metrics import f1_score

    truth, given = [True, True, False, False, False], [True, False, False, True, False]
    assert weighted_f1(truth, given) == pytest.approx(f1_score(truth, given, average="weighted"))
    assert weighted_f1([], []) == 0.0


def test_contradictory_answers_are_counted_apart(tmp_path_factory: pytest.TempPathFactory) -> None:
    question = Question("q1", "s", "Why is it dark?", "There is a gap.", (Criterion(REFERENCE, "There is a gap."),))
    rows = [("it has a gap", "correct"), ("it is closed", "contradictory"), ("no idea, a gap", "contradictory")]
    answers = [
        LabelledAnswer(f"a{n}", "q1", text, float(label == "correct"), {REFERENCE: "met"}, label)
        for n, (text, label) in enumerate(rows)
    ]
    bank = Bank([question], tmp_path_factory.mktemp("bank"))
    found = measure(bank, answers, Grader(Keywords()), Flat())
    assert found["contradictory"]["answers"] == 2  # type: ignore[index]
    assert found["contradictory"]["credit"]["value"] == 0.5  # type: ignore[index]
    assert found["contradictory"]["named"]["value"] == 0.5  # type: ignore[index]
