"""The filters of a converted dense layer: their number and size.

The answers were written together with the checks, so they show what these do and measure nothing.
"""

from __future__ import annotations

import time

import pytest

from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict
from tests.pace import limit

RIGHT = {
    "kernel-full": [
        "4096 filters of 7x7x512",
        "For a 7x7x512 input use 4096 filters of 7x7, no padding.",
        "A fully connected layer on a 7x7x512 input is a 7x7 convolution with 4096 filters.",
        "It becomes a convolution with $4096$ filters of size $7 \\times 7 \\times 512$.",
        "M filters of h x w x C, no padding",
        "On an h x w x C map with M units: M filters of size h x w x C.",
        "fc6 is 4096 filters of 7 by 7 by 512, stride one.",
        "On a 4x4x256 map with 1000 units I'd take 1000 filters of 4x4x256.",
        "We take 4,096 kernels of 7×7×512.",
        "Use 4096 7x7 kernels.",
        "The image is 224 wide and the stride is 32, so the map is 7x7. Then 4096 filters of size 7x7 do it, 102,760,448 weights in all.",
        "A 7x7 conv with 4096 output channels.",
        "a 6x6x256 input and 4096 units: 4096 filters of 6x6x256",
    ],
    "later-1x1": [
        "4096 filters of 1x1x4096",
        "fc8 becomes 1000 filters of 1x1x4096.",
        "fc8: 1000 filters of 1x1",
        "The last one is $1000$ filters of $1 \\times 1 \\times 4096$.",
        "From M to M': M' filters of 1 x 1 x M.",
        "M' filters of 1x1",
        "1,000 kernels of 1×1×4096",
        "Use 1000 1x1 kernels for the classifier.",
        "fc6 is 4096 filters of 7x7x512, fc7 4096 filters of 1x1x4096.",
        "a 1x1 convolution with 1000 filters",
        "The first has 4096 units. After that: 1000 filters of size 1 by 1 by 4096, one number per class.",
        "a 1x1 conv with 1000 output channels",
    ],
}
WRONG = {
    "kernel-full": [
        "4096 filters of 3x3",
        "For a 7x7x512 input use 4096 filters of 3x3, same padding.",
        "A fully connected layer on a 7x7x512 input is a 3x3 convolution with 4096 filters.",
        "It becomes a convolution with $4096$ filters of size $3 \\times 3 \\times 512$.",
        "fc6 is 4096 filters of 5 by 5 by 512.",
        "We take 4,096 kernels of 3×3×512.",
        "Use 4096 3x3 kernels.",
        "The layer has 4096 units on a 7x7x512 map, so 512 filters of 7x7x512.",
        "On a 6x6x256 map with 1000 units I'd take 1000 filters of 3x3x256.",
        "A 3x3 conv with 4096 output channels.",
        "The map is 7x7x512 and there are 4096 units: one takes 49 filters of 7x7x512.",
        "4096 filters of 2x2",
    ],
    "later-1x1": [
        "4096 filters of 1000x1000",
        "FC 4096 to 1000 becomes a convolution with 4096 filters of 1000 by 1000.",
        "fc7 is 4096 filters of 7x7x4096",
        "fc8: 1000 filters of 7x7x4096",
        "The last one is $1000$ filters of $3 \\times 3 \\times 4096$.",
        "M' filters of h x w x M",
        "1,000 kernels of 7×7×4096",
        "fc6 is 4096 filters of 7x7x512, fc7 4096 filters of 7x7x4096.",
        "1000 filters of 4096x4096",
        "The next is a 7x7x4096 conv with 1000 filters.",
        "fc7 takes 4096 filters of 3 by 3 by 4096.",
        "1000 4096x4096 filters",
    ],
}
OPEN = {
    "kernel-full": [
        "You take filters as large as the map, one for each unit.",
        "A convolution with kernel size equal to the input.",
        "Not 4096 filters of 3x3.",
        "Some say 4096 filters of 3x3.",
        "4096 filters of 1x1x4096",
        "1000 filters of 1x1",
        "Flatten it to 1x1x25088, then 4096 filters of 1x1x25088.",
        "VGG has 512 filters of 3x3x512 before it.",
        "Is it 4096 filters of 3x3?",
        "A 3x3 convolution with 64 filters would see less.",
        "Filters of 7x7",
        "The output of a 14x14x512 map then has 4096 maps of 8x8, with 4096 filters of 7x7x512.",
    ],
    "later-1x1": [
        "The following ones become 1x1 convolutions.",
        "4096 filters of 7x7x512",
        "4096 filters of 1x1x512 on the 7x7 map",
        "Not 1000 filters of 7x7x4096.",
        "Some say fc7 is 4096 filters of 7x7x4096.",
        "Is fc7 4096 filters of 7x7x4096?",
        "They stay dense.",
    ],
}


def rows(answers: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(point, answer) for point, listed in answers.items() for answer in listed]


@pytest.mark.parametrize(("point", "answer"), rows(RIGHT))
def test_the_right_filters_are_met(bank: Bank, point: str, answer: str) -> None:
    assert verdict(bank, "vision-11", point, answer) == "met"


@pytest.mark.parametrize(("point", "answer"), rows(WRONG))
def test_wrong_filters_are_contradicted(bank: Bank, point: str, answer: str) -> None:
    assert verdict(bank, "vision-11", point, answer) == "contradicted"


@pytest.mark.parametrize(("point", "answer"), rows(OPEN))
def test_words_and_filters_of_other_layers_are_left_to_the_judge(bank: Bank, point: str, answer: str) -> None:
    assert verdict(bank, "vision-11", point, answer) == ""


def test_right_and_wrong_filters_in_one_answer_are_left_to_the_judge(bank: Bank) -> None:
    answer = "On the map: 4096 filters of 7x7x512. In short, it becomes 4096 filters of 3x3x512."
    assert verdict(bank, "vision-11", "kernel-full", answer) == ""


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["7x7 ", "4096 filters ", "7 x ", "filters of ", "4096 7x7 filters ", "map "])
def test_long_answers_are_read_in_no_time(bank: Bank, piece: str) -> None:
    for text in (piece * 3000, f"It takes {piece * 30}. " * 60):
        start = time.process_time()
        verdict(bank, "vision-11", "kernel-full", text[:20_000])
        assert time.process_time() - start < limit(2)
