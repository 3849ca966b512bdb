"""Counts, sizes and receptive fields in the answers on vision are computed here and compared with their text."""

from __future__ import annotations

import math
import re

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
    said = stated(
        bank,
        "vision-10",
        r"map would be (\d+) x (\d+) x (\d+) = (\d+) values, where its head at 256 pixels expects (\d+) x (\d+) x (\d+) = (\d+)",
    )
    numbers = [int(each) for each in said.groups()]
    assert numbers[:2] == [vgg(320), vgg(360)] and numbers[4:6] == [vgg(256)] * 2
    assert math.prod(numbers[:3]) == numbers[3] and math.prod(numbers[4:7]) == numbers[7]
    cost = stated(bank, "vision-10", r"Cost: (\d+) x (\d+) / (\d+)\^2 ~ ([\d.]+) times")
    assert agrees(cost[4], int(cost[1]) * int(cost[2]) / int(cost[3]) ** 2)


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


def integers(said: re.Match[str]) -> list[int]:
    return [int(each) for each in said.groups()]


def test_weights_of_a_bottleneck(bank: Bank) -> None:
    into, out, kernel, plain = integers(
        stated(bank, "vision-07", r"from (\d+) to (\d+) channels a (\d) x \3 layer has (\d+) weights")
    )
    assert into * out * kernel**2 == plain
    said = stated(
        bank,
        "vision-07",
        r"(\d) x \1 to (\d+), (\d) x \3 at (\d+), \1 x \1 back to (\d+) has (\d+) \+ (\d+) \+ (\d+) = (\d+), ([\d.]+) times fewer",
    )
    one, narrow, three, at, back, *parts, whole = (int(each) for each in said.groups()[:-1])
    assert (narrow, back) == (at, into)
    assert parts == [into * narrow * one**2, at * at * three**2, narrow * back * one**2]
    assert sum(parts) == whole and agrees(said[10], plain / whole)


def test_weights_of_layers_and_units(bank: Bank) -> None:
    *shape, units, count = integers(
        stated(bank, "vision-11", r"fc6 on (\d+) x (\d+) x (\d+) with (\d+) units .*? fc6 has (\d+) weights")
    )
    assert math.prod(shape) * units == count
    filters, *widths, size, count = integers(
        stated(
            bank,
            "vision-04",
            r"with (\d+) filters of each width (\d), (\d) and (\d) on (\d+)-dim.*? = (\d+),",
            "deeper",
        )
    )
    assert size * filters * sum(widths) == count
    channels, kernel, count = integers(stated(bank, "vision-08d", r"C = C' = (\d+) and k = (\d), (\d+) weights"))
    assert channels * channels * kernel**2 == count
    *shape, dense, window, local = integers(
        stated(
            bank,
            "vision-03",
            r"a (\d+) x (\d+) x (\d) input .*? has (\d+) weights, one with a (\d) x \5 window (\d+)\.",
        )
    )
    assert math.prod(shape) == dense and window**2 * shape[-1] == local


def test_fully_connected_as_convolution(bank: Bank) -> None:
    code = code_of(bank, "vision-11")
    rng = np.random.default_rng(0)
    x, w, b = rng.normal(size=(3, 4, 4)), rng.normal(size=(5, 48)), rng.normal(size=5)
    np.testing.assert_allclose(code.as_convolution(x, w, b, (4, 4))[:, 0, 0], code.dense(x, w, b))
    larger = rng.normal(size=(3, 6, 7))
    out = code.as_convolution(larger, w, b, (4, 4))
    expected = torch.nn.functional.conv2d(
        torch.tensor(larger)[None], torch.tensor(w.reshape(5, 3, 4, 4)), torch.tensor(b)
    )[0]
    np.testing.assert_allclose(out, expected.numpy())
    np.testing.assert_allclose(out[:, 1, 2], code.dense(larger[:, 1:5, 2:6], w, b))


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
