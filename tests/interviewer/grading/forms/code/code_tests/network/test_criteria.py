"""Why a point that was met for one batch is lowered: by what failed, not by what the test is called."""

from __future__ import annotations

import pytest

from interviewer.grading.forms.code.code_tests.network.criteria import lowered
from interviewer.grading.forms.code.report import Decided, TestResult
from knowledge.schema import Bank
from tests.interviewer.grading.forms.code.programs import report_of
from tests.interviewer.grading.forms.code.test_hidden_tests import NETWORK
from tests.interviewer.grading.forms.walls import needs_walls

MET = Decided("forward", "met", "It is right.", 3)


@pytest.mark.parametrize(
    ("side_effect", "begin"),
    [(True, "It changes its arguments."), (False, "It is right for a batch of five, but not always.")],
)
@pytest.mark.parametrize("name", ["Forward", "Forward leaves what it is given as it was"])
def test_a_side_effect_is_told_as_one_whatever_its_test_is_called(name: str, side_effect: bool, begin: str) -> None:
    failed = TestResult(name, False, "forward", "x", "the same", "another", 7, side_effect=side_effect)
    (found,) = lowered([MET], [failed])
    assert found == Decided("forward", "partly_met", f"{begin} {failed.text}.", 7)


def test_what_was_not_met_or_did_not_fail_is_left_as_it_is() -> None:
    missed = Decided("forward", "not_met", "It is wrong.")
    failed = TestResult("Forward", False, "forward", "x", "1", "2")
    assert [*lowered([missed], [failed])] == [missed]
    assert [*lowered([MET], [TestResult("Forward", True, "forward"), TestResult("Backward", False, "back", "x")])] == [
        MET
    ]


@pytest.mark.slow
@needs_walls
def test_an_overwritten_weight_is_told_as_a_side_effect(bank: Bank) -> None:
    report = report_of(bank, "training-03a", NETWORK.replace("    return out, (", "    W1 *= 0.9\n    return out, ("))
    (forward,) = [decided for decided in report.decided if decided.criterion_id == "forward"]
    assert forward.verdict == "partly_met" and forward.reason.startswith("It changes its arguments.")
    assert [r.passed for r in report.results if r.side_effect] == [False, True]
