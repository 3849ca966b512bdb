"""Labelled points as the judge measures them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from evals.labelled.gold import LabelledAnswer
from evals.training.points import LabelledPoint, labelled_points, scores
from interviewer.grading.local.judge import LocalJudge
from interviewer.grading.local.verdict import NOTHING, measured
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder
from tests.interviewer.grading.local.stand_in import FITTED, question
from tests.stand_ins import RuleReader

CLIPS = "Whenever they get large I clip their norm to one."
IDLE = "My favourite dish is soup with noodles."


@pytest.fixture
def judge(words: CachedEmbedder) -> LocalJudge:
    return LocalJudge(words, RuleReader(("clipped", "clip", "says")), FITTED)  # type: ignore[arg-type]


def answer(name: str, text: str, **fields: object) -> LabelledAnswer:
    labels = {"clipping": "met", "symptom": "not_met"}
    return LabelledAnswer(
        **{"id": name, "question_id": "own-01", "answer": text, "score": 0.5, "labels": labels, **fields}
    )  # type: ignore[arg-type]


def test_a_point_holds_what_was_measured_and_what_its_label_allows(judge: LocalJudge) -> None:
    bank = Bank([question()])
    clipping, symptom = labelled_points(bank, [answer("1", f"{IDLE} {CLIPS}")], judge, "gold")
    assert (clipping.source, clipping.group, clipping.answer, clipping.weight) == ("gold", "own-01", "1", 1.0)
    known = judge.measure(question(), f"{IDLE} {CLIPS}")
    assert np.allclose(clipping.measures, measured(known["clipping"].reading))
    assert (clipping.outcomes, clipping.credit) == ((1,), 1.0)
    assert (symptom.outcomes, symptom.credit) == ((0, 3), 0.0), "not met may be wrong where nobody looked"


def test_labels_of_writers_tell_silence_from_a_contradiction(judge: LocalJudge) -> None:
    labels = {"clipping": "partly_met", "symptom": "not_met"}
    half, silent = labelled_points(
        Bank([question()]), [answer("1", CLIPS, labels=labels, writer="graduate")], judge, "g"
    )
    assert (half.outcomes, half.credit) == ((2,), 0.5) and silent.outcomes == (0,)
    wrong = answer("2", CLIPS, labels=labels, contradicted=frozenset(["symptom"]))
    assert labelled_points(Bank([question()]), [wrong], judge, "g")[1].outcomes == (3,)


def test_answers_that_say_nothing_or_cannot_be_read_are_left_out(judge: LocalJudge) -> None:
    texts = (
        "",
        "I don't know.",
        "**I don't know.**",
        "True, I think.",
        "梯度爆炸时损失会变成NaN，我们可以对梯度进行裁剪，并且使用更小的学习率。",
    )
    assert labelled_points(Bank([question()]), [answer(text, text) for text in texts], judge, "gold") == []
    echo = labelled_points(Bank([question()]), [answer("1", question().question)], judge, "gold")
    assert len(echo) == 2 and all(np.array_equal(point.measures, NOTHING) for point in echo)


def test_words_of_hints_and_probes_that_were_never_given_are_the_candidates_own(judge: LocalJudge) -> None:
    whole = question()
    clipping, symptom = whole.criteria
    prompting = question(hints=(CLIPS,), criteria=(replace(clipping, probe=CLIPS), symptom))
    bare, hinted = (labelled_points(Bank([q]), [answer("1", CLIPS)], judge, "gold") for q in (whole, prompting))
    assert [p.measures.tolist() for p in hinted] == [p.measures.tolist() for p in bare]
    assert not np.array_equal(hinted[0].measures, NOTHING)


def test_points_without_a_label_are_left_out(judge: LocalJudge) -> None:
    (only,) = labelled_points(Bank([question()]), [answer("1", CLIPS, labels={"symptom": "not_met"})], judge, "gold")
    assert only.credit == 0


def test_scores_are_weighted_and_a_bonus_alone_has_none() -> None:
    def point(name: str, weight: float) -> LabelledPoint:
        return LabelledPoint("gold", "q", name, weight, NOTHING, (0,))

    points = [point("a", 2.0), point("a", 1.0), point("b", 1.0), point("c", 0.0)]
    assert scores(points, [1.0, 0.5, 0.0, 1.0]) == pytest.approx({"a": 2.5 / 3, "b": 0.0})
