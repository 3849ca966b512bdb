"""What the evals print about a grader: intervals, calibration, length, floors, disagreements, and the attacks."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from evals.labelled.gold import LabelledAnswer, gold_answers
from evals.metrics import calibration_bins, expected_calibration_error, pearson
from evals.results.against import compare
from evals.results.html import to_html
from evals.results.table import record
from evals.suites import robustness
from evals.suites.agreement import disagreements, expected_score, measure
from evals.suites.robustness import ATTACKS, HARMLESS, measure_robustness
from interviewer.errors import UsageError
from interviewer.grading.grade import CriterionGrade, Evidence, Grade, MisconceptionFinding, weighted_score
from knowledge.schema import Bank


def graded(bank: Bank, answer: LabelledAnswer, flip: frozenset[str] = frozenset()) -> Grade:
    """A grade that agrees with the labels but for the criteria to flip."""
    items = []
    for c in bank[answer.question_id].criteria:
        verdict = answer.labels[c.id]
        if c.id in flip:
            verdict = "not_met" if verdict == "met" else "met"
        p = {"met": 0.9, "partly_met": 0.5, "not_met": 0.1}[verdict]
        quote = (Evidence(answer.answer[:5], 0, 5),) if verdict == "met" else ()
        items.append(CriterionGrade(c.id, c.claim, c.weight, verdict, p, quote))  # type: ignore[arg-type]
    return Grade(answer.question_id, weighted_score(tuple(items), 0.0), tuple(items))


@pytest.fixture(scope="module")
def answers(bank: Bank) -> list[LabelledAnswer]:
    return [a for a in gold_answers(bank, "test") if a.question_id.startswith(("rl", "nlp-0"))]


def test_a_perfect_grader_is_perfect_and_ahead_of_every_floor(bank: Bank, answers: list[LabelledAnswer]) -> None:
    result = measure(bank, [(a, graded(bank, a)) for a in answers])
    assert result["qwk"]["value"] == result["pair_order"]["value"] == 1.0
    assert result["criteria"]["macro_f1"]["value"] == 1.0 and result["criteria"]["met_rate_bias"] == 0.0
    assert all(row["ahead_by_qwk"]["low"] > 0 for row in result["floors"].values())
    assert disagreements(bank, [(a, graded(bank, a)) for a in answers]) == []
    assert result["length"]["long_wrong_below_partial"]["share"] in (None, 1.0)


def test_the_expected_score_keeps_what_verdicts_round_away(bank: Bank, answers: list[LabelledAnswer]) -> None:
    items = tuple(
        CriterionGrade(name, "claim", weight, "partly_met", p) for name, weight, p in (("a", 3.0, 0.6), ("b", 1.0, 0.4))
    )
    off = CriterionGrade("c", "claim", 9.0, "ungraded")
    wrong = MisconceptionFinding("m", (), "no", 0.25)
    assert expected_score(Grade("q", 0.5, (*items, off))) == pytest.approx((3 * 0.6 + 0.4) / 4)
    assert expected_score(Grade("q", 0.5, items, (wrong,))) == pytest.approx(0.3)
    assert expected_score(Grade("q", 0.5, items, (wrong,) * 4)) == expected_score(Grade("q", 0.0, (off,))) == 0.0
    result = measure(bank, [(a, graded(bank, a)) for a in answers])
    assert result["expected_score"]["pair_order"]["value"] == 1.0 and 0 < result["expected_score"]["mae"] < 0.15


def test_a_wrong_verdict_costs_and_is_listed_with_the_surest_first(bank: Bank, answers: list[LabelledAnswer]) -> None:
    first = bank[answers[0].question_id].criteria[0].id
    rows = [(a, graded(bank, a, frozenset([first]))) for a in answers]
    result = measure(bank, rows)
    assert result["criteria"]["accuracy"] < 1.0 and result["qwk"]["value"] < 1.0
    listed = disagreements(bank, rows)
    assert {row["id"] for row in listed} == {a.id for a in answers if a.question_id == answers[0].question_id}
    assert all(row["label"] != row["verdict"] and row["answer"] for row in listed)


def test_calibration_error_by_hand() -> None:
    # two bins: .9 with 3 of 4 met, .1 with none of 2
    truth, given = [1.0, 1.0, 1.0, 0.0, 0.0, 0.0], [0.9, 0.9, 0.9, 0.9, 0.1, 0.1]
    assert expected_calibration_error(truth, given) == pytest.approx((4 * 0.15 + 2 * 0.1) / 6)
    assert [row["count"] for row in calibration_bins(truth, given)] == [2, 4]
    assert calibration_bins([1.0], [1.0])[0]["met"] == 1.0
    assert pearson([1, 2, 3], [2, 4, 6]) == pytest.approx(1.0) and pearson([1, 1], [1, 2]) == 0.0


class LengthJudge:
    """A grader that pays for words, so that the suite has something to find."""

    name = "length"

    def grade(self, question: object, answer: str) -> Grade:
        verdict = "met" if len(answer) > 400 else "not_met"
        item = CriterionGrade("a", "A", 1.0, verdict, 0.5, (Evidence(answer[:3], 0, 3),))  # type: ignore[arg-type]
        return Grade("x", weighted_score((item,), 0.0), (item,))


def test_the_robustness_suite_finds_a_grader_that_can_be_padded(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    few = list(gold_answers(bank, "test"))[:10]
    monkeypatch.setattr(robustness, "gold_answers", lambda bank, split: few)
    result = measure_robustness(bank, LengthJudge(), "test")  # type: ignore[arg-type]
    assert result["attacks"].keys() == ATTACKS.keys() and result["harmless"].keys() == HARMLESS.keys()
    assert (
        result["attacks"]["reference echoed"]["flipped_to_met"] == 1.0
        and result["attacks"]["colon"]["flipped_to_met"] == 0.0
    )
    assert result["harmless"]["same again"] == {"mean_points": 0.0, "mean_absolute_points": 0.0, "verdicts_kept": 1.0}


def test_attacks_and_changes_keep_what_was_said(bank: Bank) -> None:
    question = bank["training-01"]
    text = "First one. Second one, e.g. this. Third."
    for change in ATTACKS.values():
        assert text in change(text, question, random.Random(0))
    assert sorted(HARMLESS["order of sentences"](text, question, random.Random(1)).split()) == sorted(text.split())
    assert sorted(HARMLESS["typos"](text, question, random.Random(1))) == sorted(text)


def test_training_wordings_and_attacks_do_not_share_a_line(bank: Bank) -> None:
    from evals.training.pairs import FOREIGN, WRAPPINGS

    question = bank["training-01"]
    inserted = [
        change("", question, random.Random(0)).strip()
        for name, change in ATTACKS.items()
        if name not in ("rubric echoed", "reference echoed", "keywords")
    ]
    for line in (*WRAPPINGS, *FOREIGN):
        assert not any(line in text or (len(text) > 3 and text in line) for text in inserted), line


def test_a_result_becomes_a_page_on_its_own(bank: Bank, answers: list[LabelledAnswer]) -> None:
    first = bank[answers[0].question_id].criteria[0].id
    rows = [(a, graded(bank, a, frozenset([first]))) for a in answers]
    listed = disagreements(bank, rows)
    listed[0]["answer"] = "<script>alert(1)</script>"
    page = to_html({"suite": "grading", "judge": "x", **measure(bank, rows), "disagreements": listed})
    assert "<script>" not in page and "&lt;script&gt;" in page
    assert "http" not in page.replace("http-equiv", "") or "https://" not in page, "it opens offline"
    assert page.count("<svg") == 2 and answers[0].id in page
    assert to_html({"suite": "robustness", "attacks": {"a": {"flipped_to_met": 0.1}}, "flipped_to_met": 0.1})


@pytest.mark.parametrize(
    ("now", "worse"),
    [(0.80, []), (0.785, []), (0.7, ["qwk"]), (0.9, [])],
)
def test_a_result_is_held_against_a_kept_one(tmp_path: Path, now: float, worse: list[str]) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text(json.dumps({"suite": "grading", "qwk": {"value": 0.8}, "calibration": {"ece": 0.03}}))
    result = {"suite": "grading", "qwk": {"value": now}, "calibration": {"ece": 0.04}}
    assert compare(result, kept)["worse"] == worse


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"suite": "bench"}', '{"suite": "grading"}'])
def test_a_file_that_is_no_result_is_one_line(tmp_path: Path, text: str) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text(text)
    with pytest.raises(UsageError) as error:
        compare({"suite": "grading", "qwk": 0.5}, kept)
    assert "\n" not in str(error.value)


def test_headline_numbers_go_into_the_table_of_results(tmp_path: Path) -> None:
    table = tmp_path / "results.md"
    record(
        {"suite": "grading", "qwk": {"value": 0.9, "low": 0.85, "high": 0.95}, "calibration": {"ece": 0.04}},
        "test",
        table,
    )
    record({"suite": "robustness", "flipped_to_met": 0.01}, "", table)
    lines = table.read_text().splitlines()
    rows = [line for line in lines if line.startswith("|")]
    assert len({line.count("|") for line in rows}) == 1 and len(rows) == 4
    assert "grading (test)" in rows[2] and "0.900 [0.850, 0.950]" in rows[2] and "0.010" in rows[3]
    with pytest.raises(UsageError, match="no headline numbers"):
        record({"suite": "bench", "qwk": True}, "", table)
