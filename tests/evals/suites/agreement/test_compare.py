"""Our judge and other graders on the same answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from evals.labelled.gold import gold_answers
from evals.suites.agreement import compare as comparison
from evals.suites.agreement.compare import summary
from evals.suites.agreement.rivals import RivalGrade
from interviewer.loading.services import Services
from knowledge.schema import Bank, Question


@pytest.mark.slow
def test_ours_is_held_against_others_in_pairs(bank: Bank) -> None:
    answers = list(gold_answers(bank, "test"))[:60]
    right = [RivalGrade(a.score or 0, {c: v == "met" for c, v in a.labels.items()}, 0, 0, 0, 0.2) for a in answers]
    blind = [RivalGrade(0.5, {}, 5, 900, 100, 30.0) for a in answers]
    result = summary(bank, answers, {"viva": right, "one_scale": blind})["graders"]
    assert result["viva"]["qwk"] == 1 and result["viva"]["macro_f1_met_or_not"] == 1
    ahead = result["one_scale"]["ours_ahead_by_qwk"]
    assert ahead["value"] > 0.9 and ahead["low"] > 0 and result["one_scale"]["calls_per_answer"] == 5
    assert result["one_scale"]["macro_f1_met_or_not"] is None


@pytest.mark.slow
def test_a_stopped_comparison_goes_on_where_it_was(
    light_services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def build(services: Services, name: str) -> Callable[[Question, str], RivalGrade]:
        def mark(question: Question, answer: str) -> RivalGrade:
            if len(asked) == 5:
                raise KeyboardInterrupt
            asked.append(name)
            return RivalGrade(0.5, {}, 1, 1, 1, 0.1)

        return mark

    monkeypatch.setattr(comparison, "_build", build)
    kept = tmp_path / "marks.jsonl"
    with pytest.raises(KeyboardInterrupt):
        comparison.compare_graders(light_services, ["one_scale"], "test", 4, kept)
    assert len(kept.read_text().splitlines()) == 5
    asked[:] = ["-"] * 10
    result = comparison.compare_graders(light_services, ["one_scale"], "test", 4, kept)
    assert len(asked) == 13 and result["answers"] == 4
