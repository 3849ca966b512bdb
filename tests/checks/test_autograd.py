"""The gradients by autograd that answers are compared with."""

from __future__ import annotations

import json

import numpy as np
import pytest

from checks.autograd import stored
from interviewer.grading.forms.code.code_tests.network.autograd import DRAWN, FILE
from interviewer.grading.forms.code.code_tests.network.reference import backward, wide_case, with_softmax


def test_the_file_holds_what_autograd_finds_now() -> None:
    kept, found = json.loads(FILE.read_text(encoding="utf-8")), stored()
    assert set(kept) == set(found) == {str(n) for _, n in DRAWN}
    for n, kinds in found.items():
        for kind, grads in kinds.items():
            for name, numbers in grads.items():
                assert np.allclose(kept[n][kind][name], numbers, rtol=1e-10, atol=1e-12), (n, kind, name)


@pytest.mark.parametrize(("seed", "n"), DRAWN)
def test_the_reference_agrees_with_it(seed: int, n: int) -> None:
    kept = json.loads(FILE.read_text(encoding="utf-8"))[str(n)]
    case = wide_case(seed, n)
    for kind, plain in (("handed in", case), ("of a loss", with_softmax(case))):
        for name, wanted in backward(plain).items():
            assert np.allclose(np.array(kept[kind][name]).reshape(wanted.shape), wanted, rtol=1e-9, atol=1e-11)
