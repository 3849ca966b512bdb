"""The size of a network that works: it is counted, and more hidden units than it takes are too many.

The answers were written together with the counting, so they show what it does and measure nothing.
"""

from __future__ import annotations

import time

import pytest

from interviewer.grading.forms.networks.said_networks import said_networks
from knowledge.schema import Bank
from tests.interviewer.grading.forms.networks.gates import CODE, GATES, verdicts
from tests.interviewer.grading.forms.walls import needs_walls

pytestmark = needs_walls
WIDE = "a1 = relu(x1), a2 = relu(x2), a3 = relu(x1+x2-1), y = a1 + a2 - 2*a3"


@pytest.mark.slow
@pytest.mark.parametrize(
    "answer",
    [
        "z1 = x1 + x2, z2 = x1 + x2 - 1, h1 = relu(z1), h2 = relu(z2), y = h1 - 2*h2",
        "s = x1 + x2, h1 = relu(s), h2 = relu(s - 1), y = h1 - 2*h2",
        "Let s = x1 + x2. Then h1 = step(s - 0.5), h2 = step(s - 1.5) and y = step(h1 - h2 - 0.5).",
        r"$z_1 = x_1 + x_2$, $z_2 = x_1 + x_2 - 1$, $h_1 = \max(0, z_1)$, $h_2 = \max(0, z_2)$, $y = h_1 - 2h_2$",
        "d = x1 - x2, h1 = relu(d), h2 = relu(-d), y = h1 + h2. Two hidden units.",
        CODE.format(
            "def xor(a, b):\n    s = a + b\n    h1 = max(0, s)\n    h2 = max(0, s - 1)\n    return h1 - 2 * h2"
        ),
        "h1 = relu(x1+x2), h2 = relu(x1+x2-1), y = h1 - 2*h2. Three units would be too many.",
        "relu(x1 - x2) + relu(x2 - x1)",
        "h1 = OR(x1, x2), h2 = NAND(x1, x2), out = AND(h1, h2)",
        "h = step(x1 + x2 - 1.5), y = step(x1 + x2 - 2*h - 0.5)",
        "z = x1 + x2 - 1.5, h = step(z), y = step(x1 + x2 - 2*h - 0.5)",
        "h1 = sigmoid(20*x1 + 20*x2 - 10), h2 = sigmoid(20*x1 + 20*x2 - 30), out = sigmoid(20*h1 - 20*h2 - 10)",
    ],
)
def test_two_hidden_units_or_one_and_a_skip_are_the_smallest(bank: Bank, answer: str) -> None:
    assert verdicts(bank, answer)["architecture"] == "met"


@pytest.mark.slow
@pytest.mark.parametrize(
    "answer",
    [
        WIDE,
        f"{WIDE}. That is the smallest, nothing smaller works.",
        f"A single unit draws one line, so it can't do XOR. {WIDE}",
        f"Three hidden units: {WIDE}. Fewer than three cannot do it.",
        "h1 = NAND(x1,x2), h2 = NAND(x1,h1), h3 = NAND(x2,h1), y = NAND(h2,h3)",
        "h1 = relu(x1 + x2), h2 = relu(x1 + x2 - 1), h3 = relu(x1 - 5), y = h1 - 2*h2 + 0*h3",
        r"$h_1 = \mathrm{ReLU}(x_1)$, $h_2 = \mathrm{ReLU}(x_2)$, $h_3 = \mathrm{ReLU}(x_1 + x_2 - 1)$, $y = h_1 + h_2 - 2h_3$",
        CODE.format(
            "def xor(a, b):\n    h1 = max(0, a)\n    h2 = max(0, b)\n    h3 = max(0, a + b - 1)\n    return h1 + h2 - 2 * h3"
        ),
        "y = relu(x1) + relu(x2) - 2*relu(x1 + x2 - 1)",
        "s = x1 + x2 - 1, h1 = relu(x1), h2 = relu(x2), h3 = relu(s), y = h1 + h2 - 2*h3",
        "One unit per row, so four is the minimum: a = step(-x1 - x2 + 0.5), b = step(-x1 + x2 - 0.5), "
        "c = step(x1 - x2 - 0.5), d = step(x1 + x2 - 1.5), y = step(0*a + b + c + 0*d - 0.5)",
        "h1 = sigmoid(20*x1 - 20*x2 - 10), h2 = sigmoid(20*x2 - 20*x1 - 10), h3 = sigmoid(20*x1 + 20*x2 - 30), "
        "out = sigmoid(20*h1 + 20*h2 - 10 + 0*h3)",
    ],
)
def test_three_or_more_hidden_units_are_not_the_smallest(bank: Bank, answer: str) -> None:
    found = {finding.criterion_id: finding for finding in GATES.findings(bank["training-24"], answer)}
    assert found["architecture"].contradicted and "hidden units" in found["architecture"].reason
    assert found["weights"].verdict in {"met", "partly_met"}


@pytest.mark.parametrize(
    "answer",
    [
        f"{WIDE}. That works, but a smaller one exists.",
        f"{WIDE}. The first two can be merged into one.",
        f"{WIDE}. It's not the smallest, just the easiest to see through.",
        f"For clarity: {WIDE}. The minimum is two.",
        f"{WIDE}. If the inputs may skip the hidden layer, one unit is enough.",
        f"{WIDE}. Two neurons in the middle would do as well.",
        f"{WIDE}. a1 and a2 are redundant for binary inputs.",
        f"I don't need all of them: {WIDE}",
        "a = step(x1 - 0.5), b = step(x2 - 0.5), c = step(a + b - 1.5), d = step(a + b - 0.5), y = step(d - c - 0.5)",
        "h1 = step(x1 + x2 - 0.5), h2 = step(x1 + x2 - 1.5), u = step(h1 - h2 - 0.5), y = step(u - 0.5)",
        f"{WIDE}. With five hidden units it would train more easily.",
        "The hidden layer computes OR and AND, and the output fires for the first without the second.",
    ],
)
def test_what_may_be_smaller_than_it_looks_is_left_to_the_judge(bank: Bank, answer: str) -> None:
    assert "architecture" not in verdicts(bank, answer)


def test_sums_that_feed_each_other_are_counted_in_no_time() -> None:
    sums = ", ".join(f"s{at} = s{at - 1} + s{at - 1}" for at in range(2, 10))
    answer = f"s1 = x1 + x2, {sums}, h1 = relu(s9), h2 = relu(s9 - 1), y = h1 - h2"
    start = time.process_time()
    networks = said_networks(answer)
    assert networks and all(network.fewest_hidden == network.hidden == 2 for network in networks)
    assert time.process_time() - start < 1
