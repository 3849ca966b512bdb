"""Networks whose weights are given in words, by gates or alike for all units, and the size of networks in code."""

from __future__ import annotations

import pytest

from interviewer.grading.forms.networks.said_weights import said_weights
from interviewer.grading.forms.networks.xor import Gates
from interviewer.grading.forms.sandbox.sandbox import find_sandbox
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict, verdicts_of
from tests.interviewer.grading.forms.walls import needs_walls

LAYER = "Hidden layer weights are all one, the biases 0 and -1, ReLU; the output weights are {} with no bias."
ALIKE = "Two hidden ReLU units whose input weights are all 1, with biases 0 and -1; the output weights are {}, without a bias."
EVERY = "Two ReLU units, every input weight is 1, biases 0 and minus one; the output has the weights {}."
THRESHOLDS = "Two hidden units, thresholds 0.5 and 1.5, all input weights 1, output weights {}, output threshold 0.5."
GATES = (
    "An OR neuron with weights 1, 1 and threshold {}, an AND neuron with weights 1, 1 and threshold {}; "
    "the output fires if OR minus AND exceeds 0.5."
)
FORMULAS = "OR: x1 + x2 > {}, AND: x1 + x2 > {}, output: OR - AND > 0.5"
SUMS = (
    "Two hidden ReLU units. The first adds both inputs, the second adds both inputs and subtracts one. "
    "The output takes the first minus {} second."
)


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        (LAYER.format("1 and -2"), "met"),
        (LAYER.format("1 and 2"), "contradicted"),
        (LAYER.format("1 and -1"), "contradicted"),
        (ALIKE.format("1 and -2"), "met"),
        (ALIKE.format("1 and -1"), "contradicted"),
        (EVERY.format("1 and -2"), "met"),
        (EVERY.format("1 and minus one"), "contradicted"),
        (THRESHOLDS.format("1 and -1"), "met"),
        (THRESHOLDS.format("1 and 1"), "contradicted"),
        (GATES.format("0.5", "1.5"), "met"),
        (GATES.format("1.5", "0.5"), "contradicted"),
        (FORMULAS.format("0.5", "1.5"), "met"),
        (FORMULAS.format("1.5", "0.5"), "contradicted"),
        (SUMS.format("twice the"), "met"),
        (SUMS.format("the"), "contradicted"),
        ("|x1 - x2| = relu(x1 - x2) + relu(x2 - x1)", "met"),
        ("|x1 - x2| = relu(x1 - x2) - relu(x2 - x1)", "contradicted"),
        ("W1 = [[1, 1], [1, 1]], b1 = [0, -1], W2 = [1, -2], b2 = 0, no activation", "contradicted"),
    ],
)
def test_weights_in_words_are_run(bank: Bank, answer: str, want: str) -> None:
    assert verdict(bank, "training-24", "weights", answer) == want


def test_weights_are_read_with_their_signs() -> None:
    (said,) = said_weights(THRESHOLDS.format("1 and -1"))
    assert said.hidden == ((1.0, 1.0, -0.5), (1.0, 1.0, -1.5)) and said.output == (1.0, -1.0, -0.5) and said.biased
    assert not list(said_weights("The hidden weights are all one, and the biases are small."))


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        ("OR: w=(2,2), b=-1; NAND: w=(-2,-2), b=1; AND of both: w=(2,2), b=-3, steps.", "partly_met"),
        ("h1 = step(x1 + x2 - 0.5), h2 = step(x1 + x2 - 1.5), y = step(h1 + h2 - 0.5), 00 -> 0, 01 -> 1, 10 -> 1, 11 -> 0", "contradicted"),
    ],
)  # fmt: skip
def test_a_check_is_never_met_beside_a_network_that_is_not_xor(bank: Bank, answer: str, want: str) -> None:
    assert verdict(bank, "training-24", "check", answer) == want


NUMPY = (
    "```python\nimport numpy as np\n"
    "W1 = np.array([[1., 1.], [1., 1.]]); b1 = np.array([0., -1.]); w2 = np.array([1., {}])\n\n"
    "def net(x):\n    return np.maximum(0, x @ W1 + b1) @ w2\n```"
)
STEPS = (
    "```python\ndef step(z):\n    return 1 if z > 0 else 0\n\ndef xor(a, b):\n    h1 = step(20*a + 20*b - 10)\n"
    "    h2 = step(-20*a - 20*b + 30)\n    return step(20*h1 + 20*h2 - 30)\n```"
)
LAMBDAS = "```python\nH = lambda z: 1 if z > 0 else 0\nxor = lambda a, b: H(H(a + b - 0.5) - H(a + b - 1.5) - 0.5)\n```"
SKIPS = "```python\ndef xor(x1, x2):\n    h = int(x1 + x2 > 1.5)\n    return int(x1 + x2 - 2*h > 0.5)\n```"
MORE = (
    "```python\ndef H(z):\n    return int(z > 0)\n\ndef xor(x):\n    a = H(x[0] + x[1] - 0.5)\n"
    "    b = H(x[0] + x[1] - 1.5)\n    c = H(x[0] - 5)\n    return H(a - b - c - 0.5)\n```"
)


@pytest.mark.slow
@needs_walls
@pytest.mark.parametrize(
    ("code", "size", "weights"),
    [
        (NUMPY.format("-2."), "met", "met"),
        (STEPS, "met", "met"),
        (LAMBDAS, "met", "met"),
        (SKIPS, "met", "met"),
        (MORE, "", "met"),
        (NUMPY.format("-1."), "", "contradicted"),
    ],
)
def test_the_size_of_a_network_in_code_is_read(bank: Bank, code: str, size: str, weights: str) -> None:
    found = verdicts_of(Gates(lambda: find_sandbox(consent=False)), bank, "training-24", code)
    assert found.get("architecture", "") == size and found["weights"] == weights
