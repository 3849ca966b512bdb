"""A suite measures the page's grader, or says that it measures only the judge."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from evals.__main__ import main
from interviewer.grading.judge import Judgement, Judgements
from interviewer.json_data import JsonObject
from interviewer.loading.services import Services
from knowledge.schema import Bank, Criterion, Question
from knowledge.search.embeddings import CachedEmbedder
from tests.stand_ins import RuleReader


class Deaf:
    """A judge that finds nothing, so that any met point was computed."""

    name = "deaf"

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        return Judgements(tuple(Judgement(c.id, "not_met", 0.1) for c in criteria))


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch, words: CachedEmbedder) -> None:
    monkeypatch.setattr(Services, "_load_embedder", lambda self: setattr(self, "_embedder", words) or "words")
    monkeypatch.setattr(Services, "reader", RuleReader())
    monkeypatch.setattr(Services, "judge", lambda self: Deaf())


@pytest.fixture
def computed(bank: Bank, tmp_path: Path) -> Path:
    """Right answers to points that are computed."""
    points = [
        (q.id, c) for q in bank.values() for c in q.criteria if c.expects is not None and c.expects.kind == "value"
    ]
    rows = [
        {"id": str(n), "question_id": question, "answer": c.satisfied_by[0], "score": 1.0, "labels": {c.id: "met"}}
        for n, (question, c) in enumerate(points[:6])
    ]
    path = tmp_path / "computed.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def measured(capsys: pytest.CaptureFixture[str], *words: str) -> JsonObject:
    assert main([*words]) == 0
    found: JsonObject = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.slow
def test_labelled_answers_are_graded_as_on_the_page(capsys: pytest.CaptureFixture[str], computed: Path) -> None:
    answers = ("external", "--answers", str(computed), "--no-model")
    page, alone = measured(capsys, *answers), measured(capsys, *answers, "--bare")
    assert (page["graded"], alone["graded"]) == ("as the page grades", "by the judge alone")
    criteria: list[Any] = [each["criteria"] for each in (page, alone)]
    right = [each["f1"]["met"] for each in criteria]
    assert right[0] > right[1] == 0.0, "what the deaf judge does not hear is computed for the page"


@pytest.mark.slow
@pytest.mark.parametrize("suite", [("contradictions", "--count", "1"), ("truth", "--count", "1"), ("said-back",)])
def test_a_suite_of_single_statements_says_that_it_asks_the_judge_alone(
    capsys: pytest.CaptureFixture[str], suite: tuple[str, ...]
) -> None:
    assert main([*suite, "--no-model"]) in (0, 1)
    assert json.loads(capsys.readouterr().out)["graded"] == "by the judge alone"
