"""The gold of computed forms passes its bars, and a form that is wrong or sees nothing does not."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from evals.results.kept_numbers import NUMBERS
from evals.suites.forms import forms_gold
from evals.suites.forms.forms_gold import PARTS, measure_part, points_of
from interviewer.grading.forms.finding import Finding
from knowledge.schema import Bank, Question


class Stubborn:
    """A form that finds every tree right, or nothing at all."""

    def __init__(self, blind: bool) -> None:
        self._blind = blind

    def findings(self, question: Question, answer: str) -> tuple[Finding, ...]:
        return () if self._blind else tuple(Finding(c.id, "met", "Right.") for c in question.criteria)

    def note(self, question: Question, answer: str) -> str:
        return ""


@pytest.mark.slow
@pytest.mark.parametrize("name", PARTS)
def test_the_gold_passes(bank: Bank, name: str) -> None:
    result = measure_part(name, bank)
    assert result["passed"], result["disagreements"]


@pytest.mark.slow
def test_drawings_at_the_edge_are_a_part_with_right_and_wrong_curves(bank: Bank) -> None:
    labels = [point.label for point in points_of("drawings at the edge", bank)]
    assert len(labels) == 120 and min(labels.count("met"), labels.count("not_met")) > 40


@pytest.mark.parametrize("name", PARTS)
def test_every_part_is_recorded(name: str) -> None:
    assert {f"{name}.right", f"{name}.left_to_judge"} <= set(NUMBERS["forms"])


@pytest.mark.parametrize("blind", [True, False])
def test_a_form_that_is_wrong_or_blind_fails(bank: Bank, monkeypatch: pytest.MonkeyPatch, blind: bool) -> None:
    part = replace(PARTS["trees"], forms=lambda: (Stubborn(blind),))
    monkeypatch.setattr(forms_gold, "PARTS", MappingProxyType({"trees": part}))
    result = measure_part("trees", bank)
    assert result["passed"] is False
    assert bool(result["disagreements"]) is not blind


def test_a_point_that_nothing_was_said_about_has_no_label(bank: Bank) -> None:
    left = [point for point in points_of("trees", bank) if not point.label]
    assert left and not any(point.found for point in left)
