"""What the calibration is fitted on."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from evals.labelled.fluent import FITTED_ON
from evals.labelled.gold import LabelledAnswer, gold_answers, gold_split, prose, voice_answers
from evals.labelled.strangers import LEFT_OUT
from evals.training import calibrate as fitting
from evals.training.calibrate import BARE, ELSEWHERE, MOST, WRITERS, calibrate
from evals.training.points import LabelledPoint
from interviewer.grading.local.calibration import read_calibration
from interviewer.grading.local.judge import LocalJudge
from interviewer.grading.local.verdict import NOTHING
from interviewer.grading.screening.silence import says_nothing
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder
from tests.interviewer.grading.local.stand_in import FITTED
from tests.stand_ins import RuleReader


@pytest.fixture
def dev(bank: Bank) -> list[str]:
    stems = set(gold_split()["dev"])
    return [question.id for question in bank.values() if question.stem in stems]


def earns_nothing(bank: Bank, answers: Sequence[LabelledAnswer]) -> bool:
    return all(
        answer.score == 0
        and set(answer.labels.values()) == {"not_met"}
        and set(answer.labels) == {c.id for c in bank[answer.question_id].criteria}
        and not answer.contradicted
        and answer.writer  # so that its label means silence
        for answer in answers
    )


def test_prose_earns_nothing_and_is_none_of_what_is_measured_with(bank: Bank, dev: list[str]) -> None:
    texts = list(fitting._prose(bank, dev))
    assert len(texts) == len(prose("dev")) and earns_nothing(bank, texts)
    assert {answer.question_id for answer in texts} <= set(dev)
    held = [item.text for item in prose("test") if len(item.text) > 40]
    assert held and not any(text in answer.answer for answer in texts for text in held)
    lengths = [len(answer.answer) for answer in texts]
    assert max(lengths) > 3 * min(lengths), "short ones and long ones"
    assert texts == list(fitting._prose(bank, dev))


def test_answers_to_other_questions_earn_nothing(bank: Bank, dev: list[str]) -> None:
    given = list(gold_answers(bank, "dev"))
    moved = list(fitting._elsewhere(bank, given, dev))
    assert len(moved) == min(ELSEWHERE, len(given)) and earns_nothing(bank, moved)
    by_id = {f"elsewhere-{answer.id}": answer for answer in given}
    for answer in moved:
        assert bank[answer.question_id].section != bank[by_id[answer.id].question_id].section
        assert answer.question_id in dev


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], list[LabelledAnswer]]:
    """No reader runs: each answer is one point with its first label."""
    seen: dict[tuple[str, str], list[LabelledAnswer]] = {}

    def points(bank: Bank, answers: Sequence[LabelledAnswer], judge: LocalJudge, source: str) -> list[LabelledPoint]:
        bare = not any(c.satisfied_by for question in bank.values() for c in question.criteria)
        seen["bare" if bare else "shown", source] = list(answers)
        out = []
        for answer in answers:
            if says_nothing(answer.answer):
                continue
            credit = {"met": 1, "partly_met": 2}.get(next(iter(answer.labels.values())), 0)
            measures = NOTHING + [(12.0, 14.0, *[0] * 8), (0, 8.0, *[0] * 8)][credit - 1] if credit else NOTHING
            out.append(LabelledPoint(source, "q", answer.id, 1.0, measures, (credit,)))
        return out

    monkeypatch.setattr(fitting, "labelled_points", points)
    return seen


@pytest.mark.slow
def test_it_is_fitted_on_the_development_split_and_on_writers_that_are_learnt_from(
    bank: Bank, words: CachedEmbedder, measured: dict[tuple[str, str], list[LabelledAnswer]], dev: list[str]
) -> None:
    judge = LocalJudge(words, RuleReader(), FITTED)  # type: ignore[arg-type]
    data = calibrate(bank, judge, 0.93, 0.71)
    sets = {"gold", *WRITERS, "strangers", *LEFT_OUT, *FITTED_ON, "prose", "elsewhere", "turned", "said back"}
    bare = {("bare", name) for name in (*BARE, "subjects")}
    assert set(measured) == {("shown", name) for name in sets} | bare
    for (_, name), answers in measured.items():
        assert 0 < len(answers) <= MOST
        if name != "subjects":
            assert {answer.question_id for answer in answers} <= set(dev), name
    others = {a.answer for a in voice_answers(bank) if a.writer not in WRITERS and len(a.answer) > 60}
    assert not others & {answer.answer for answers in measured.values() for answer in answers}
    read = read_calibration(json.dumps(data))
    assert (read.belief, read.taken_back) == (0.93, 0.71)
    assert read.whole.met > read.points.partly and data["fitted_on"]["reader"] == "rules"  # type: ignore[index]
    assert set(data["fitted_on"]["points"]) == sets  # type: ignore[index]
