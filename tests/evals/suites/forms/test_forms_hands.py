"""Answers written independently of the forms: how they are counted, by form, and with disputed labels."""

from __future__ import annotations

import json
from pathlib import Path
from types import MappingProxyType

import pytest

from evals.results.kept_numbers import HANDS
from evals.suites.forms import forms_hands
from evals.suites.forms.forms_hands import _KINDS, HALVES, SETS, UNGUARDED, HandRow, form_of, rows_of, tally
from interviewer.errors import UsageError
from knowledge.answers.expectation import KINDS
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import TEXT
from tests.repeated import repeated

APART = 0
"""Points of the text forms that may differ from an undisputed label. The forms were fixed to pass on these answers."""


@pytest.mark.parametrize("name", SETS)
def test_every_label_is_of_a_criterion_of_the_bank_and_disputes_have_reasons(bank: Bank, name: str) -> None:
    rows = rows_of(name)
    assert len(rows) >= (50 if name in HALVES else 60) and repeated(row.id for row in rows) == []
    for row in rows:
        known = {criterion.id for criterion in bank[row.question_id].criteria}
        assert set(row.labels) <= known, row.id
        assert all(row.labels[criterion] != label for criterion, label in row.disputed.items())


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(set(SETS) - set(HALVES) - UNGUARDED))
def test_what_the_text_forms_decide_agrees_with_labels_that_nobody_disputes(bank: Bank, name: str) -> None:
    rows = [row for row in rows_of(name) if "training-03" not in row.question_id]
    found = tally(rows, bank, TEXT)
    missed = [row for t in found.values() for row in t.disagreements if isinstance(row, dict) and not row["disputed"]]
    assert sum(t.decided for t in found.values()) > 30
    assert len(missed) <= APART, missed


def test_every_kind_of_expectation_belongs_to_a_form() -> None:
    assert set(_KINDS) == set(KINDS)


def test_what_is_measured_is_what_is_kept_and_shown() -> None:
    assert [hand for hand in HANDS if hand in SETS] == list(SETS)


def test_a_file_in_halves_is_counted_in_halves() -> None:
    even, odd = ({row.id for row in rows_of(name)} for name in ("a third hand, even", "a third hand, odd"))
    assert len(even) == len(odd) == 107 and not even & odd
    even, odd = ({row.id for row in rows_of(name)} for name in ("a fourth hand, even", "a fourth hand, odd"))
    assert len(even) == len(odd) == 55 and not even & odd


def test_points_are_counted_by_form_and_a_dispute_excuses_its_own_label_only(bank: Bank) -> None:
    right = HandRow("1", "nlp-10", "4", {"value": "met", "operations": "met", "definition": "met"})
    excused = HandRow("2", "nlp-10", "4", {"value": "not_met"}, {"value": "met"})
    other = HandRow("3", "nlp-10", "4", {"value": "not_met"}, {"value": "partly_met"})
    counts = tally([right, excused, other], bank, TEXT)["numbers"]
    assert (counts.points, counts.decided, counts.agree, counts.disputed) == (4, 3, 1, 1)
    assert [row["id"] for row in counts.disagreements if isinstance(row, dict)] == ["2", "3"]


def test_each_form_has_the_criteria_that_it_decides(bank: Bank) -> None:
    forms = {
        ("training-03a", "relu-mask"): "code",
        ("rl-07", "prune"): "trees",
        ("training-04a", "sigmoid-graph"): "sketches",
        ("nlp-05b", "small-change"): "rankings",
        ("training-02", "update-rule"): "formulas",
        ("training-24", "weights"): "networks",
        ("vision-09", "example"): "examples",
        ("rl-04", "rule"): "",
    }
    for (question, criterion), form in forms.items():
        assert form_of(bank[question], bank[question].criterion(criterion)) == form


@pytest.mark.parametrize(
    "change",
    [
        {"labels": {}},
        {"labels": {"value": "right"}},
        {"disputed": [{"criterion": "other", "label": "met", "reason": "why"}]},
        {"disputed": [{"criterion": "value", "label": "good", "reason": "why"}]},
    ],
)
def test_a_wrong_line_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, change: dict[str, object]) -> None:
    row = {"id": "1", "question_id": "nlp-10", "answer": "4", "labels": {"value": "met"}, **change}
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "own.jsonl").write_text(json.dumps(row))
    monkeypatch.setattr(forms_hands, "GOLD", tmp_path)
    monkeypatch.setattr(forms_hands, "SETS", MappingProxyType({"own": "own"}))
    with pytest.raises(UsageError, match=r"own\.jsonl:1"):
        rows_of("own")
