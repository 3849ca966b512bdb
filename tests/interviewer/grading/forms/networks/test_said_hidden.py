"""How many hidden units an answer says, where its network does not settle the size."""

from __future__ import annotations

import pytest

from interviewer.grading.forms.networks.said_hidden import size_in_words
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        ("A 2-2-1 net.", "met"),
        ("Two hidden ReLU neurons, no biases at all.", "met"),
        ("There must be a hidden layer, 2 units.", "met"),
        ("2 inputs, 2 hidden, 1 output", "met"),
        ("I make two neurons in the hidden layer and one in the output.", "met"),
        ("A hidden layer with two step units and an output unit.", "met"),
        ("One hidden neuron only, since the input is concatenated in front of the last layer.", "met"),
        ("A single hidden unit; the output also sees x1 and x2.", "met"),
        ("One hidden ReLU unit between two inputs and output.", ""),
        ("In the hidden layer it is minimum four neurons, so 2-4-1 is the smallest.", "contradicted"),
        ("It takes three hidden units.", "contradicted"),
        ("One sigmoid neuron is enough: w = (5, -5).", "contradicted"),
        ("The smallest network is a single neuron with sigmoid.", "contradicted"),
        ("A single neuron will do. If you want two hidden units they may be linear.", ""),
        ("Two hidden units, or three hidden units, I'm not sure.", ""),
        ("One neuron isn't enough.", ""),
        ("One hidden unit will do it, strictly layered: 2-1-1.", "contradicted"),
        ("2-1-1, no direct connection from the inputs to the output.", "contradicted"),
        ("A single hidden unit, without a residual link.", "contradicted"),
        ("A single hidden unit and a direct connection of both inputs to the output.", "met"),
        ("One hidden unit and skip connections; still a purely feed-forward network, there's no recurrence.", "met"),
        (
            "A fully feed-forward network with one hidden unit, both inputs also connected directly to the output.",
            "met",
        ),
        ("One hidden unit suffices if the inputs also reach the output directly. A strictly layered net can't.", ""),
        ("One hidden unit, with skip connections. Without skip connections it would take two.", ""),
        ("Two hidden units... no single unit can do it.", "met"),
        ("It needs two hidden layers with two hidden units each.", ""),
        ("A small feed-forward network", ""),
    ],
)
def test_the_size_is_read_from_words(answer: str, wanted: str) -> None:
    finding = size_in_words("architecture", answer)
    assert ("" if finding is None else "contradicted" if finding.contradicted else finding.verdict) == wanted
    assert finding is None or finding.quote in answer


def test_wrong_weights_do_not_cost_the_size(bank: Bank) -> None:
    answer = "2-2-1 with ReLU: h1 = relu(x1+x2), h2 = relu(x1+x2-1), y = h1 - 3*h2."
    assert verdict(bank, "training-24", "architecture", answer) == "met"
    assert verdict(bank, "training-24", "weights", answer) == "contradicted"


def test_words_that_the_network_belies_are_left_to_the_judge(bank: Bank) -> None:
    answer = "Two hidden units: h = step(x1 + x2 - 1.5), y = step(x1 + x2 - 2h - 0.5)."
    assert verdict(bank, "training-24", "architecture", answer) == ""
