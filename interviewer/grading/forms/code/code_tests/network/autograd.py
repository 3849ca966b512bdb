"""Compares an answer's gradients with those that PyTorch's autograd found for random inputs, which are in a file."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import numpy as np

from interviewer.grading.forms.code.code_tests.network.call import OWN
from interviewer.grading.forms.code.code_tests.network.matching import scales
from interviewer.grading.forms.code.code_tests.network.probe import Probe
from interviewer.grading.forms.code.code_tests.network.reference import NAMES, C, N, wide_case
from interviewer.grading.forms.code.code_tests.network.way import same
from interviewer.grading.forms.code.code_tests.shown import shown_apart, shown_error
from interviewer.grading.forms.code.report import TestResult
from interviewer.grading.forms.sandbox.inside.values import Array, Floats
from interviewer.grading.forms.sandbox.messages import CodeFaultError

FILE = Path(__file__).with_name("autograd.json")
"""Written by ``python -m checks.autograd``."""
DRAWN = ((30, 2), (31, 5), (34, 16))
"""The seed and the number of examples of each random input; nothing is so close to zero that half precision takes it for zero."""
Stored = dict[str, dict[str, dict[str, list[float]]]]
TITLE = "The gradients are those of PyTorch's autograd on random inputs"


def test_of_autograd(probe: Probe) -> tuple[TestResult, tuple[str, ...]] | None:
    """A test whether the gradients are those of autograd, and the weights whose gradients are not; None for a loss that is not known."""
    at = scales(N, C).index(probe.factor)
    call = probe.gradients.call
    if call is not None and call.loss == OWN:
        return None
    loss = "of a loss" if call is not None and call.bends else "handed in"
    for seed, n in DRAWN:
        case = probe.gradients.effective(wide_case(seed, n))
        given = f"x of shape {case.x.shape}"
        try:
            grads = probe.grads(case)
        except CodeFaultError as error:
            got, line = shown_error(error.fault), error.fault.line
            return TestResult(TITLE, False, "", given, "gradients", got, line), NAMES
        factor = scales(n, C)[at]
        wanted = {k: np.array(v).reshape(case.weight(k).shape) * factor for k, v in _stored()[str(n)][loss].items()}
        off = tuple(name for name in NAMES if not same(grads[name], wanted[name]))
        if off:
            return _failed(probe, off, given, wanted[off[0]], grads[off[0]]), off
    return TestResult(TITLE, True), ()


def _failed(probe: Probe, off: tuple[str, ...], given: str, wanted: Floats, got: Array | None) -> TestResult:
    expected, seen = shown_apart(wanted, got)
    seen = "no such gradient" if got is None else seen
    line = probe.gradient_line(off[0])
    return TestResult(TITLE, False, "", given, f"{expected} for {off[0]}", seen, line)


@cache
def _stored() -> Stored:
    found: Stored = json.loads(FILE.read_text(encoding="utf-8"))
    return found
