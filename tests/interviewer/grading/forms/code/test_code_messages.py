"""Every message about a failed test of code says what was expected and what came instead."""

from __future__ import annotations

import json

import pytest

from evals.labelled.gold import GOLD
from interviewer.grading.forms.code.code import suite_of
from interviewer.grading.forms.code.report import CodeReport
from knowledge.schema import Bank
from tests.interviewer.grading.forms.code.programs import CODE_FORM, report_of
from tests.interviewer.grading.forms.code.test_hidden_tests import DROPOUT, NETWORK, NETWORK_MUTANTS
from tests.interviewer.grading.forms.walls import needs_walls

pytestmark = [needs_walls, pytest.mark.slow]
EMPTY = (": ", ":", " for", "expected , ", "expected  ", "got ", "got  for")
BROKEN = {
    "what reaches the hidden layer": ("training-03a", NETWORK.replace("dout @ W2.T", "dout @ (W2.T + 1)")),
    "no gradients": ("training-03a", NETWORK.replace("return x.T @ dz1, dz1.sum(axis=0), dW2, db2", "return 7")),
    "many arrays": (
        "training-03a",
        NETWORK.replace("return x.T @ dz1, dz1.sum(axis=0), dW2, db2", "return [x.T @ dz1, -(x.T @ dz1), dh] * 9"),
    ),
    "one gradient is missing": ("training-03a", NETWORK.replace("dz1.sum(axis=0), dW2, db2", "dW2, db2")),
    "backward stops": ("training-03a", NETWORK.replace("dh = dout", "raise ValueError\n    dh = dout")),
    "an error without words": ("training-03a", NETWORK.replace("out = h @", "assert False\n    out = h @")),
    "it does not run": ("training-03a", "import torch\n\n" + NETWORK),
    "it is not Python": ("training-03a", NETWORK.replace("def backward(dout, cache):", "def backward(dout cache):")),
    "it does not end": ("training-03a", NETWORK.replace("z1 = x @", "while True: pass\n    z1 = x @")),
    "nothing comes back": (
        "training-03a",
        NETWORK.replace("return out, (x, z1, h, W2)", "return None, (x, z1, h, W2)"),
    ),
    "no mask": ("training-03b", DROPOUT.replace("return x * mask, mask", "return x + 1, mask")),
    "dropout stops": ("training-03b", DROPOUT.replace("return x * mask, mask", "raise KeyError")),
    "dropout's backward stops": ("training-03b", DROPOUT.replace("return dout * mask", "raise KeyError")),
    "no gradient of that shape": ("training-03b", DROPOUT.replace("return dout * mask", "return 3")),
}


def check(report: CodeReport) -> int:
    """Fails at a failed test that does not say enough; returns how many there are."""
    failed = [r for r in report.results if r.passed is False]
    for result in failed:
        assert result.expected.strip() and result.got.strip(), result
        assert result.given or result.name == "The code runs", result
        assert not result.text.rstrip().endswith(EMPTY), result.text
        assert f"expected {result.expected}, got {result.got}" in result.text
    assert all(d.reason.strip() and not d.reason.rstrip(". ").endswith(":") for d in report.decided)
    return len(failed)


@pytest.mark.parametrize("name", NETWORK_MUTANTS)
def test_each_mutant_of_the_network_is_told_with_both_values(bank: Bank, name: str) -> None:
    old, new, _ = NETWORK_MUTANTS[name]
    assert check(report_of(bank, "training-03a", NETWORK.replace(old, new)))


@pytest.mark.parametrize("name", BROKEN)
def test_code_that_breaks_in_any_place_is_told_with_both_values(bank: Bank, name: str) -> None:
    question, code = BROKEN[name]
    assert code not in {NETWORK, DROPOUT}
    report = report_of(bank, question, code)
    assert check(report) or report.fault


def test_what_reaches_the_hidden_layer_is_told_with_its_line_and_values(bank: Bank) -> None:
    _, code = BROKEN["what reaches the hidden layer"]
    report = report_of(bank, "training-03a", code)
    (told,) = [r for r in report.results if r.name.startswith("What reaches")]
    assert told.passed is False and told.line == 13 and "x of shape (1, 4)" in told.text
    assert told.expected.startswith("[") and told.got.startswith("[") and told.expected != told.got


def test_every_answer_of_the_gold_is_told_with_both_values(bank: Bank) -> None:
    rows = [json.loads(line) for name in ("code", "second") for line in (GOLD / "code" / f"{name}.jsonl").open()]
    reports = [
        CODE_FORM.report(bank[row["question_id"]], row["answer"]) for row in rows if suite_of(bank[row["question_id"]])
    ]
    assert sum(map(check, reports)) > 100
