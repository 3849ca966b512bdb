"""Counts, sizes and receptive fields that the answers on vision state are computed here and held against their text."""

from __future__ import annotations

import math

import numpy as np
import torch

from knowledge.schema import Bank
from tests.knowledge.stated import agrees, stated
from tests.knowledge.test_bank_code import code_of


def test_depthwise_separable_counts(bank: Bank) -> None:
    reference = bank["vision-09"].reference
    k, c, d = 3, 128, 256
    plain = sum(p.numel() for p in torch.nn.Conv2d(c, d, k, bias=False).parameters())
    depth = sum(p.numel() for p in torch.nn.Conv2d(c, c, k, groups=c, bias=False).parameters())
    point = sum(p.numel() for p in torch.nn.Conv2d(c, d, 1, bias=False).parameters())
    for number in (plain, depth, point, depth + point):
        assert f"{number:,}" in reference
    assert (plain, depth + point) == (294_912, 33_920)
    assert math.isclose((depth + point) / plain, 1 / d + 1 / k**2)
    assert round((depth + point) / plain, 3) == 0.115 and round(plain / (depth + point), 1) == 8.7


def test_map_sizes_for_320_by_360(bank: Bank) -> None:
    reference = bank["vision-10"].reference

    def resnet(size: int) -> int:
        for kernel, stride, padding in ((7, 2, 3), (3, 2, 1), (3, 2, 1), (3, 2, 1), (3, 2, 1)):
            size = (size + 2 * padding - kernel) // stride + 1
        return size

    def vgg(size: int) -> int:
        for _ in range(5):
            size //= 2
        return size

    assert [resnet(s) for s in (256, 320, 360)] == [8, 10, 12] and r"$10 \times 12$" in reference
    assert [vgg(s) for s in (256, 320, 360)] == [8, 10, 11]
    assert 10 * 11 * 512 == 56_320 and 8 * 8 * 512 == 32_768 and "56{,}320" in reference and "32{,}768" in reference
    assert round(320 * 360 / 256**2, 1) == 1.8


def test_receptive_fields(bank: Bank) -> None:
    def field(layers: list[tuple[int, int]]) -> int:
        size, step = 1, 1
        for kernel, stride in layers:
            size, step = size + (kernel - 1) * step, step * stride
        return size

    assert field([(3, 1)] * 2) == field([(5, 1)]) == 5 and field([(3, 1)] * 3) == field([(7, 1)]) == 7
    assert field([(3, 1)] * 10) == 21 and r"$21 \times 21$" in bank["vision-08c"].reference
    assert field([(7, 2), (3, 2), (3, 1), (3, 1)]) == 27 and "27" in bank["vision-02b"].deeper
    probe = torch.zeros(1, 1, 41, 41, requires_grad=True)
    out = probe
    for kernel, stride in ((7, 2), (3, 2), (3, 1), (3, 1)):
        out = torch.nn.functional.conv2d(out, torch.ones(1, 1, kernel, kernel), stride=stride)
    out[0, 0, 0, 0].backward()
    assert int((probe.grad[0, 0].abs().sum(0) > 0).sum()) == 27


def test_counts_of_one_by_one_and_bottleneck(bank: Bank) -> None:
    assert 9 * 256 * 256 == 589_824 and 256 * 64 + 9 * 64 * 64 + 64 * 256 == 69_632
    assert "589,824" in bank["vision-07"].reference and r"69{,}632" in bank["vision-07"].reference
    assert 7 * 7 * 512 * 4096 == 102_760_448 and "102,760,448" in bank["vision-11"].reference
    assert 300 * 100 * (3 + 4 + 5) == 360_000 and r"360{,}000" in bank["vision-04"].deeper
    assert 2 * 2 * 256 * 256 == 262_144 and "262,144" in bank["vision-08d"].reference
    assert 224 * 224 * 3 == 150_528 and "150,528" in bank["vision-03"].reference


def test_fully_connected_as_convolution(bank: Bank) -> None:
    code = code_of(bank, "vision-11")
    rng = np.random.default_rng(0)
    x, w, b = rng.normal(size=(3, 4, 4)), rng.normal(size=(5, 48)), rng.normal(size=5)
    np.testing.assert_allclose(code["as_convolution"](x, w, b, (4, 4))[:, 0, 0], code["dense"](x, w, b))
    larger = rng.normal(size=(3, 6, 7))
    out = code["as_convolution"](larger, w, b, (4, 4))
    expected = torch.nn.functional.conv2d(
        torch.tensor(larger)[None], torch.tensor(w.reshape(5, 3, 4, 4)), torch.tensor(b)
    )[0]
    np.testing.assert_allclose(out, expected.numpy())
    np.testing.assert_allclose(out[:, 1, 2], code["dense"](larger[:, 1:5, 2:6], w, b))


def test_the_size_of_a_transposed_convolution(bank: Bank) -> None:
    said = stated(
        bank,
        "vision-06",
        r"kernel (\d+), stride (\d+) and padding (\d+), .*? for an (\d+) x \d+ input\? (\S+ x 2 - 2 \+ 4) = (\d+)",
        "deeper",
    )
    kernel, stride, padding, size = (int(said[n]) for n in (1, 2, 3, 4))
    layer = torch.nn.ConvTranspose2d(1, 1, kernel, stride=stride, padding=padding)
    out = layer(torch.zeros(1, 1, size, size)).shape[-1]
    assert out == int(said[6]) == eval(said[5].replace("x", "*"))
    assert out == 2 * size  # "exact doubling"


def test_winograd_takes_the_stated_multiplications(bank: Bank) -> None:
    said = stated(
        bank,
        "vision-12",
        r"F\((\d) x \d, (\d) x \d\) takes .*? = (\d+) multiplications where the direct way takes .*? = (\d+): "
        r"([\d.]+) times fewer; F\((\d) x \d, (\d) x \d\) (\d+) in place of (\d+), (\w+) times fewer",
    )
    for m, r, few, direct, times in (said.groups()[:5], said.groups()[5:]):
        tile, taps = int(m), int(r)
        assert int(few) == (tile + taps - 1) ** 2 and int(direct) == tile**2 * taps**2
        assert agrees({"four": "4"}.get(times, times), int(direct) / int(few))


def test_the_stated_form_of_winograd_is_the_convolution(bank: Bank) -> None:
    stated(bank, "vision-12", r"Y = A\^top \[\(G w G\^top\) [*] \(B\^top x B\)\] A")
    rng = np.random.default_rng(0)
    w, x = rng.normal(size=(3, 3)), rng.normal(size=(4, 4))
    bt = np.array([[1, 0, -1, 0], [0, 1, 1, 0], [0, -1, 1, 0], [0, 1, 0, -1]], dtype=float)
    g = np.array([[1, 0, 0], [0.5, 0.5, 0.5], [0.5, -0.5, 0.5], [0, 0, 1]])
    at = np.array([[1, 1, 1, 0], [0, 1, -1, -1]], dtype=float)
    direct = torch.nn.functional.conv2d(torch.tensor(x)[None, None], torch.tensor(w)[None, None])[0, 0].numpy()
    np.testing.assert_allclose(at @ ((g @ w @ g.T) * (bt @ x @ bt.T)) @ at.T, direct)
