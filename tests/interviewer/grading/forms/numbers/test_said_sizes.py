"""The sizes of a layer that an answer names, and the numbers of weights that go with them."""

from __future__ import annotations

import pytest

from interviewer.grading.forms.numbers.said_sizes import said_sizes
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict


@pytest.mark.parametrize(
    ("text", "kernels", "channels"),
    [
        ("3x3, 64 -> 128: 73,728", (3,), ((64, 128),)),
        ("5*5 filters from 10 to 20 channels", (5,), ((10, 20),)),
        ("k = 3, two channels in, three out", (3,), ((2, 3),)),
        ("Take 2 input and 4 output channels with 3-by-3 kernels", (3,), ((2, 4),)),
        ("kernel size 7, C = 3, C' = 64", (7,), ((3, 64),)),
        ("3x3 with M=32 and N=64", (3,), ((32, 64),)),
        ("1,024 channels in and out, K=5", (5,), ((1024, 1024),)),
        ("a 3x3 conv on 512 channels giving 256", (3,), ((512, 256),)),
        ("64 outputs from 32 inputs", (), ((32, 64),)),
        ("RGB to 32 maps with 3x3", (3,), ((3, 32),)),
        ("3 input channels and 64 filters of 3x3", (3,), ((3, 64),)),
        ("it falls from 7200 to 980 weights", (), ()),
        ("9 * 64 * 64 = 36,864", (), ()),
        ("a 1x1 convolution", (), ()),
    ],
)
def test_sizes_are_read(text: str, kernels: tuple[int, ...], channels: tuple[tuple[int, int], ...]) -> None:
    said = said_sizes(text)
    assert (said.kernels, said.channels) == (kernels, channels)


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        ("5x5, 10 -> 20 channels: 5000 weights before, 450 after.", "met"),
        ("5x5, 10 -> 20 channels: 5000 weights before, 550 after.", "contradicted"),
        ("5x5 filters from 10 to 20 channels: 5000 weights before, 550 after.", "contradicted"),
        ("k=3, 20 in, 50 out: 9000 and 1180", "met"),
        ("k=3, 50 in, 20 out: 9000 and 1180", "contradicted"),
        ("Going from 64 channels to 128 with 3x3 filters it's 73,728 weights, or 8,768.", "met"),
        ("Going from 128 channels to 64 with 3x3 filters it's 73,728 weights, or 8,768.", "contradicted"),
        ("With 3x3 filters, 32 channels in and 64 out it's 4608 before and 656 after.", "contradicted"),
        ("Take 2 input and 4 output channels with 3x3: 72 against 18 + 8 = 26.", "met"),
        ("k = 3, two channels in, three out: 54 before, 24 after.", "met"),
        ("k = 3, two channels in, three out: 54 before, 26 after.", "contradicted"),
        ("A 3x3 conv on 512 channels giving 512 has 2.36M weights, separable 266,752.", "met"),
        ("3x3, 1024 channels in and out: 9.44 million and 1.06 million.", "met"),
        ("3x3, 512 to 512: about 2.4 million weights, separable about 27 thousand.", "contradicted"),
        ("3x3 with 64 -> 128 channels: before it's 73,728.", "partly_met"),
        ("with 64 -> 128 channels and 3x3, including biases: 73,856 before and 8,960 after", ""),
        ("Say 1.2 million parameters before, 0.14 million after.", ""),
    ],
)
def test_sizes_bind_the_numbers(bank: Bank, answer: str, want: str) -> None:
    assert verdict(bank, "vision-09", "example", answer) == want
