"""What becomes of failed tests that no criterion is charged with."""

from __future__ import annotations

import pytest

from interviewer.grading.forms.code.code_tests.network.charge import EXCUSES, charged
from interviewer.grading.forms.code.code_tests.network.criteria import BIAS, FIRST, FORWARD, KEEPS, MASK, OUTPUT
from interviewer.grading.forms.code.report import Decided, TestResult

FAILED = TestResult("the slopes", False, "", "x", "one", "another", 3)
MET = tuple(Decided(name, "met", "right") for name in (FORWARD, OUTPUT, BIAS, MASK, FIRST, KEEPS))


def cost(decided: tuple[Decided, ...], *weights: str) -> dict[str, str]:
    found = charged(decided, dict.fromkeys(weights, FAILED))
    return {d.criterion_id: d.verdict for d in found if d.verdict != "met"}


@pytest.mark.parametrize(
    ("weights", "criterion"),
    [(["W1"], FIRST), (["b1"], BIAS), (["W2"], OUTPUT), (["b2"], BIAS), (["W1", "b1"], MASK)],
)
def test_a_failed_test_is_charged_to_the_criterion_of_its_weight(weights: list[str], criterion: str) -> None:
    assert cost(MET, *weights) == {criterion: "partly_met"}
    (item,) = (d for d in charged(MET, dict.fromkeys(weights, FAILED)) if d.criterion_id == criterion)
    assert "the slopes" in item.reason and item.line == 3
    assert cost(MET) == {}


@pytest.mark.parametrize("weight", EXCUSES)
def test_a_fault_that_is_charged_already_excuses_its_consequences_and_nothing_else(weight: str) -> None:
    for name in (FORWARD, OUTPUT, BIAS, MASK, FIRST, KEEPS):
        before = tuple(Decided(d.criterion_id, "not_met", "wrong") if d.criterion_id == name else d for d in MET)
        assert (len(cost(before, weight)) == 1) == (name in EXCUSES[weight])
