"""Which of two things has more: both counts are in one sentence, each with what has it.

The answers were written together with the checks, so they show what these do and measure nothing.
"""

from __future__ import annotations

import time

import pytest

from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict
from tests.pace import limit

RIGHT = {
    ("vision-03", "vs-dense"): [
        "For a 224x224x3 input a fully-connected unit has 150,528 weights, one conv unit 27.",
        "A dense unit has 224*224*3 = 150,528 weights and a conv unit has 27.",
        "150,528 weights for a fully connected neuron versus 27 for a convolutional one",
        "dense: 40,000 weights, conv: 9",
        "A fully-connected neuron needs 150528 parameters while a 3x3 convolutional neuron needs 27 parameters.",
        "FC: 150528 params per unit; conv: 27 params",
        "With 200 x 200 pixels a dense unit has 40,000 weights where a convolutional unit has nine.",
        "- FC unit: 150k weights, conv unit: 27",
        "a fully connected layer would have a hundred million weights, the convolutional layer 1728",
        "On a $32 \\times 32$ image the dense unit has $1024$ weights, and the convolutional unit $25$.",
        "I use ReLUs and 64 filters. The conv layer has 1,728 weights and the fully connected layer 9,633,792.",
        "one hundred fifty thousand weights in the dense unit against twenty-seven in the conv unit",
    ],
    ("vision-08d", "params-cost"): [
        "The strided convolution has k^2 C C' weights, pooling has none.",
        "pooling: 0 weights, conv: 262,144",
        "The convolution has $k^2 C C'$ parameters while max pooling has zero.",
        "Pooling has no parameters, the conv has 4*C*C'.",
        "Pooling has no weights and the strided conv has 4 C^2 weights.",
        "max pooling has 0 params and the stride-2 convolution has 36,864 params",
        "262,144 weights for the conv against 0 for the pooling",
        "For 256 channels the strided convolution has 262,144 weights and the pooling none.",
        "It costs more: pooling has zero parameters, the conv has k² C C', and it is slower.",
        "conv = k*k*C*C' weights, pool = 0 weights",
        "A 3x3 convolution from 64 to 64 channels has 36,864 weights, the max pooling layer has none.",
        "the pooling layer has none, the convolution has k^2 C C' weights",
    ],
}
WRONG = {
    ("vision-03", "vs-dense"): [
        "A dense unit has 27 weights and a conv unit has 150,528.",
        "150,528 weights for a convolutional neuron versus 27 for a fully connected one",
        "dense: 9 weights, conv: 40,000",
        "FC: 27 params per unit; conv: 150528 params",
        "A fully-connected neuron needs 27 parameters while a 3x3 convolutional neuron needs 150528 parameters.",
        "the convolutional layer would have a hundred million weights, the dense layer 1728",
        "On a $32 \\times 32$ image the dense unit has $25$ weights, and the convolutional unit $1024$.",
        "twenty-seven weights in the dense unit against one hundred fifty thousand in the conv unit",
        "A conv unit has 150,528 weights, a dense unit 27.",
        "- conv unit: 150k weights, FC unit: 27",
        "The conv layer has 9,633,792 weights and the fully connected layer 1,728.",
        "With 200 x 200 pixels a dense unit has nine weights where a convolutional unit has 40,000.",
    ],
    ("vision-08d", "params-cost"): [
        "pooling has k^2 C C' parameters, and the conv has none",
        "pooling: 262,144 weights, conv: 0",
        "The convolution has zero parameters while max pooling has $k^2 C C'$.",
        "The conv has no parameters, pooling has 4*C*C'.",
        "max pooling has 36,864 params and the stride-2 convolution has 0 params",
        "262,144 weights for the pooling against 0 for the conv",
        "For 256 channels the pooling has 262,144 weights and the strided convolution none.",
        "The strided conv has no weights and pooling has 4 C^2 weights.",
        "the convolution has none, the pooling layer has k^2 C C' weights",
        "pool = k*k*C*C' weights, conv = 0 weights",
        "The max pooling layer has 36,864 weights, the convolution none.",
        "Max pooling holds 262,144 weights at 256 channels, the strided conv four weights.",
    ],
}
OPEN = {
    ("vision-03", "vs-dense"): [
        "It saves weights.",
        "A unit needs 27 weights.",
        "In a dense layer each unit is wired to all pixels.",
        "A dense unit doesn't have 27 weights and a conv unit 150,528.",
        "A dense unit has 150,528 weights or 27, I'm not sure, and the conv unit 27.",
        "Some say a conv unit has 150,528 weights and a dense unit 27.",
        "The conv saves 150,501 weights, the dense unit has 150,528.",
        "A conv layer has 64 filters and a dense layer 4096 units.",
        "27 weights",
        "Is it 27 weights for the dense unit and 150,528 for the conv unit?",
        "A conv unit has a few dozen weights, a dense one very many.",
        "27 against 150 thousand weights per unit",
        "A dense unit has half a million weights, a conv unit 27.",
        "A dense unit has three quarters of the weights, a conv unit 27.",
        "a dense layer has n^2 weights, the convolution k",
        "In VGG the conv layers have 15 million weights of the total, the FC layers 123 million, and the last one 4 million.",
    ],
    ("vision-08d", "params-cost"): [
        "It adds parameters.",
        "Pooling is free.",
        "The conv has k^2 C C' weights.",
        "k^2 C C'",
        "Swapping in the conv saves 262,144 weights at 256 channels, pooling has 262,144.",
        "Some say the conv has no weights and pooling has 262,144.",
        "A strided convolution has no more parameters than max pooling, both have none.",
        "The conv doesn't have 0 weights and the pooling 4.",
        "Does pooling have 4 weights and the conv none?",
        "Both halve the map: 2x2 pooling and a stride 2 conv.",
        "The output has 112 x 112 positions.",
        "The conv keeps 256 channels and pooling 256 channels.",
        "The network with pooling has 2,000,000 parameters, the one with the strided convolution 900,000.",
    ],
}


def rows(answers: dict[tuple[str, str], list[str]]) -> list[tuple[str, str, str]]:
    return [(question, point, answer) for (question, point), listed in answers.items() for answer in listed]


@pytest.mark.parametrize(("question", "point", "answer"), rows(RIGHT))
def test_the_right_counts_are_met(bank: Bank, question: str, point: str, answer: str) -> None:
    assert verdict(bank, question, point, answer) == "met"


@pytest.mark.parametrize(("question", "point", "answer"), rows(WRONG))
def test_counts_the_other_way_round_are_contradicted(bank: Bank, question: str, point: str, answer: str) -> None:
    assert verdict(bank, question, point, answer) == "contradicted"


@pytest.mark.parametrize(("question", "point", "answer"), rows(OPEN))
def test_words_and_other_numbers_are_left_to_the_judge(bank: Bank, question: str, point: str, answer: str) -> None:
    assert verdict(bank, question, point, answer) == ""


def test_counts_that_contradict_each_other_are_left_to_the_judge(bank: Bank) -> None:
    answer = "A dense unit has 150,528 weights, a conv unit 27. So a conv unit has 150,528 weights and a dense unit 27."
    assert verdict(bank, "vision-03", "vs-dense", answer) == ""


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["27 ", "dense ", "k ", "k*", "2 x ", "27 weights ", "conv unit 9 "])
def test_long_answers_are_read_in_no_time(bank: Bank, piece: str) -> None:
    for text in (piece * 3000, f"the weights are {piece * 30}. " * 60):
        for question, point in RIGHT:
            start = time.process_time()
            verdict(bank, question, point, text[:20_000])
            assert time.process_time() - start < limit(2)
