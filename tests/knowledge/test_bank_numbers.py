"""What the reference answers state in numbers is computed here and held against their text."""

from __future__ import annotations

import itertools
import math
import re

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from knowledge.curriculum import faults_of_coverage, numbers_of_list
from knowledge.loader import BUILT_IN
from knowledge.schema import Bank
from tests.knowledge.test_bank_code import code_of

Vector = NDArray[np.float64]

TERMS = ("bird", "duck", "worm", "early", "get", "love")
STEMS = {"birds": "bird", "gets": "get", "loves": "love"}


def test_the_bank_covers_the_list_once(bank: Bank) -> None:
    assert len(numbers_of_list()) == len(set(numbers_of_list())) == 100
    assert faults_of_coverage(bank) == []
    counts = [len(bank.in_section(s)) for s in ("training", "nlp", "vision", "rl", "advanced")]
    assert counts == [44, 20, 16, 8, 12]


# NLP 5: TF/IDF


def term_counts(text: str) -> Vector:
    words = [STEMS.get(word, word) for word in re.findall(r"[a-z']+", text.lower())]
    return np.array([words.count(term) for term in TERMS], dtype=float)


def documents(bank: Bank) -> tuple[NDArray[np.float64], Vector]:
    question = bank["nlp-05a"].question
    docs = [term_counts(text) for text in re.findall(r"^D\d: (.*)$", question, re.M)]
    query = re.search(r'query is "([^"]+)"', question)
    assert query and len(docs) == 5
    return np.stack(docs), term_counts(query[1])


def cosines(tf: NDArray[np.float64], query: Vector, frequency: str = "raw", weighting: str = "ln") -> Vector:
    df, n = (tf > 0).sum(axis=0), len(tf)
    idf = {"ln": np.log(n / df), "smooth": np.log((1 + n) / (1 + df)) + 1, "none": np.ones(len(TERMS))}[weighting]

    def damped(t: Vector) -> Vector:
        if frequency == "raw":
            return t
        return np.where(t > 0, 1 + np.log(np.maximum(t, 1)), 0) if frequency == "log" else (t > 0).astype(float)

    rows, q = damped(tf) * idf, damped(query) * idf
    return np.asarray(rows @ q / (np.linalg.norm(rows, axis=1) * np.linalg.norm(q)))


def test_tf_idf_table_and_ranks(bank: Bank) -> None:
    tf, query = documents(bank)
    reference = bank["nlp-05a"].reference
    table = {
        m[0]: [int(x) for x in m[1].split("|")] for m in re.findall(r"^\| (D\d|Q|df) \|([ \d|]+)\|$", reference, re.M)
    }
    for number, row in enumerate(tf, start=1):
        assert table[f"D{number}"] == row.tolist()
    assert table["Q"] == query.tolist()
    assert table["df"] == (tf > 0).sum(axis=0).tolist()
    stated = re.search(r"^\| idf \|(.*)\|$", reference, re.M)
    assert stated and [float(x) for x in stated[1].split("|")] == np.round(np.log(5 / (tf > 0).sum(axis=0)), 3).tolist()
    found = cosines(tf, query)
    order = [f"D{i + 1}" for i in np.argsort(-found)]
    assert order == ["D4", "D3", "D2", "D5", "D1"]
    shown = re.search(r"\| D4 \| D3 \| D2 \| D5 \| D1 \|\n\|[-|]+\|\n\|(.*)\|", reference)
    assert (
        shown and [float(x.replace("*", "")) for x in shown[1].split("|")] == np.round(np.sort(found)[::-1], 3).tolist()
    )


def test_tf_idf_sensitivity(bank: Bank) -> None:
    tf, query = documents(bank)
    for frequency, weighting in itertools.product(("raw", "log", "binary"), ("ln", "smooth")):
        assert cosines(tf, query, frequency, weighting).argmax() == 3
    for frequency, third in (("log", 0.722), ("binary", 0.636)):
        found = cosines(tf, query, frequency)
        assert found[1] > found[2] and round(float(found[2]), 3) == third
    smooth = cosines(tf, query, "raw", "smooth")
    assert smooth[2] > smooth[1]


def test_three_birds_in_the_fifth_document(bank: Bank) -> None:
    tf, query = documents(bank)
    reference = bank["nlp-05b"].reference
    expected = {1: 0.544, 2: 0.562, 3: 0.551, 10: 0.428, 100: 0.310}
    for birds, cosine in expected.items():
        changed = tf.copy()
        changed[4, 0] = birds
        assert round(float(cosines(changed, query)[4]), 3) == cosine
        assert f"{cosine:.3f}" in reference
        assert np.argsort(-cosines(changed, query)).tolist() == [3, 2, 1, 4, 0]
    changed = tf.copy()
    changed[4, 0] = 3
    for frequency, weighting, before, after in (
        ("raw", "smooth", 0.689, 0.680),
        ("raw", "none", 0.750, 0.722),
        ("log", "ln", 0.544, 0.561),
    ):
        assert round(float(cosines(tf, query, frequency, weighting)[4]), 3) == before
        assert round(float(cosines(changed, query, frequency, weighting)[4]), 3) == after
        assert f"{before:.3f} to {after:.3f}" in reference


# NLP 10 and 12


def test_levenshtein_table(bank: Bank) -> None:
    table = code_of(bank, "nlp-10")["levenshtein"]("doctor", "bottle")
    assert table[-1][-1] == 4
    rows = [
        [int(x) for x in re.findall(r"\d+", line.replace("**", ""))]
        for line in bank["nlp-10"].reference.splitlines()
        if re.match(r"^\|( \*\*[a-z]\*\*)? \| \d", line)
    ]
    assert rows == table
    assert code_of(bank, "nlp-10")["levenshtein"]("kitten", "sitting")[-1][-1] == 3
    word = "doctor"
    for step in ("boctor", "bottor", "bottlr", "bottle"):
        assert sum(a != b for a, b in zip(word, step, strict=True)) == 1 and step in bank["nlp-10"].reference
        word = step
    assert (
        2 * 6 - 2 * len("ot") == 8
    )  # insertions and deletions only: lengths less twice the longest common subsequence


def test_entropy_per_word(bank: Bank) -> None:
    reference = bank["nlp-12"].reference
    assert math.isclose(2 * 5.7, 11.4) and "11.4" in reference
    assert round(2**11.4, -2) == 2700 and "2700" in reference
    assert 2**6 == 64 and round(6 / 5.7, 2) == 1.05 and "1.05" in reference
    assert 6 / 2 == 3


# game trees


def test_both_game_trees(bank: Bank) -> None:
    minimax = code_of(bank, "rl-04")["minimax"]
    assert [minimax(node, False) for node in ([3, 5], [2, 6])] == [3, 2]
    assert minimax([[3, 5], [2, 6]], True) == 3
    assert minimax([[3, 5], [2, 6]], False) == 5
    tree = [[[3, 5], [2, 6]], [[1, 4], [5, 9]]]
    visited: list[int] = []
    assert code_of(bank, "rl-07")["alphabeta"](tree, True, visited=visited) == minimax(tree, True) == 5
    assert visited == [3, 5, 2, 6, 1, 4]
    turned: list[int] = []
    code_of(bank, "rl-07")["alphabeta"](tree[::-1], True, visited=turned)
    assert turned == [1, 4, 5, 3, 5, 2, 6]  # with the right branch first only the 9 is cut


# networks


def test_xor_networks(bank: Bank) -> None:
    code = code_of(bank, "training-24")
    x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
    assert code["xor"](x).tolist() == code["xor_skip"](x).tolist() == [0, 1, 1, 0]
    signs = np.where(np.array([0, 1, 1, 0]) > 0, 1, -1)
    weights = np.stack(np.meshgrid(*[np.linspace(-2, 2, 21)] * 3), axis=-1).reshape(-1, 3)
    separated = ((x @ weights[:, :2].T + weights[:, 2]) * signs[:, None] > 0).all(axis=0)
    assert not separated.any()  # no line of a fine grid separates the classes


def test_relu_pairs_are_linear() -> None:
    z = np.linspace(-3, 3, 13)
    np.testing.assert_allclose(np.maximum(0, z) - np.maximum(0, -z), z)
    a, b = np.random.default_rng(0).normal(size=(2, 50))
    np.testing.assert_allclose(np.maximum(a, b), a + np.maximum(0, b - a))


def test_the_numpy_network_against_autograd(bank: Bank) -> None:
    code = code_of(bank, "training-03a")
    rng = np.random.default_rng(3)
    arrays = [rng.normal(size=shape) for shape in ((4, 6), (6,), (6, 3), (3,))]
    x, target = rng.normal(size=(5, 4)), rng.normal(size=(5, 3))
    out, cache = code["forward"](x, *arrays)
    w1, b1, w2, b2 = (torch.tensor(a, requires_grad=True) for a in arrays)
    loss = 0.5 * ((torch.relu(torch.tensor(x) @ w1 + b1) @ w2 + b2 - torch.tensor(target)) ** 2).sum()
    loss.backward()
    for got, tensor in zip(code["backward"](out - target, cache), (w1, b1, w2, b2), strict=True):
        np.testing.assert_allclose(got, tensor.grad.numpy(), rtol=1e-9, atol=1e-12)


def test_dropout_against_autograd(bank: Bank) -> None:
    code = code_of(bank, "training-03b")
    x = np.random.default_rng(4).normal(size=(6, 7))
    out, mask = code["dropout_forward"](x, 0.6, True, np.random.default_rng(5))
    tensor = torch.tensor(x, requires_grad=True)
    product = tensor * torch.tensor(mask.astype(float))
    np.testing.assert_allclose(out, product.detach().numpy())
    upstream = np.random.default_rng(6).normal(size=x.shape)
    product.backward(torch.tensor(upstream))
    np.testing.assert_allclose(code["dropout_backward"](upstream, mask), tensor.grad.numpy())


def test_locked_dropout_drops_the_same_features_at_every_step(bank: Bank) -> None:
    code = code_of(bank, "nlp-01c")
    out = code["apply_locked"](np.ones((20, 3, 40)), 0.6, np.random.default_rng(0))
    assert (out == out[0]).all() and set(np.unique(out)) == {0.0, 1 / 0.6}
    assert 0.5**20 < 1e-6 * 1.0 and round(0.5**20 * 1e6, 2) == 0.95


def test_dead_units_are_counted(bank: Bank) -> None:
    activations = np.maximum(0, np.random.default_rng(0).normal(size=(500, 10)) - np.r_[np.zeros(7), np.full(3, 50.0)])
    assert code_of(bank, "training-27b")["dead_units"](activations) == pytest.approx(0.3)


def test_axes_of_batch_and_layer_norm() -> None:
    x = torch.randn(8, 5, generator=torch.Generator().manual_seed(0))
    batch = torch.nn.BatchNorm1d(5, affine=False)(x)
    layer = torch.nn.LayerNorm(5, elementwise_affine=False)(x)
    torch.testing.assert_close(batch, (x - x.mean(0)) / (x.var(0, unbiased=False) + 1e-5).sqrt())
    centred = x - x.mean(1, keepdim=True)
    torch.testing.assert_close(layer, centred / (x.var(1, unbiased=False, keepdim=True) + 1e-5).sqrt())


# vision


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


def test_transposed_convolution_doubles() -> None:
    layer = torch.nn.ConvTranspose2d(1, 1, 4, stride=2, padding=1)
    assert layer(torch.zeros(1, 1, 8, 8)).shape[-2:] == (16, 16)


def test_winograd_multiplications() -> None:
    g, d = np.random.default_rng(0).normal(size=3), np.random.default_rng(1).normal(size=4)
    bt = np.array([[1, 0, -1, 0], [0, 1, 1, 0], [0, -1, 1, 0], [0, 1, 0, -1]], dtype=float)
    gt = np.array([[1, 0, 0], [0.5, 0.5, 0.5], [0.5, -0.5, 0.5], [0, 0, 1]])
    at = np.array([[1, 1, 1, 0], [0, 1, -1, -1]], dtype=float)
    np.testing.assert_allclose(at @ ((gt @ g) * (bt @ d)), np.correlate(d, g, "valid"))  # 4 products for 6
    assert 4 * 4 == 16 and 4 * 9 == 36 and 36 / 16 == 2.25 and 6 * 6 == 36 and 16 * 9 == 144


# the rest


def test_gan_value_at_equilibrium_and_the_spiral() -> None:
    assert math.isclose(2 * math.log(0.5), -math.log(4)) and round(-math.log(4), 3) == -1.386
    x, y, eta = 1.0, 0.0, 0.1
    x, y = x - eta * y, y + eta * x
    assert math.isclose(math.hypot(x, y), math.sqrt(1 + eta**2))


def test_discounted_choices_and_the_effective_horizon() -> None:
    assert round(10 * 0.5**5, 2) == 0.31 and round(10 * 0.9**5, 1) == 5.9
    assert math.isclose(sum(0.99**t for t in range(100_000)), 100, rel_tol=1e-6)


def test_gradient_leak_of_a_dense_layer() -> None:
    layer = torch.nn.Linear(6, 3)
    x = torch.randn(1, 6, generator=torch.Generator().manual_seed(1))
    (layer(x) ** 2).sum().backward()
    torch.testing.assert_close(layer.weight.grad[1] / layer.bias.grad[1], x[0])


def test_inverse_reinforcement_learning_condition() -> None:
    rng = np.random.default_rng(0)
    n, gamma = 5, 0.9
    p = rng.dirichlet(np.ones(n), size=(2, n))  # two actions
    reward = rng.normal(size=n)
    values = np.zeros(n)
    for _ in range(2000):
        values = reward + gamma * (p @ values).max(axis=0)
    best = (p @ values).argmax(axis=0)
    under_best = p[best, np.arange(n)]
    for action in range(2):
        gain = (under_best - p[action]) @ np.linalg.solve(np.eye(n) - gamma * under_best, reward)
        assert (gain >= -1e-9).all()
    chosen = rng.normal(size=n)  # any V gives a reward for which a soft-optimal policy is the given one
    policy = rng.dirichlet(np.ones(2), size=n)
    r = np.log(policy) + chosen[:, None] - gamma * (p @ chosen).T
    q = r + gamma * (p @ chosen).T
    np.testing.assert_allclose(np.exp(q - chosen[:, None]), policy)
    np.testing.assert_allclose(np.log(np.exp(q).sum(axis=1)), chosen)


def test_attention_cost_crossover_and_scaled_logits() -> None:
    d = 512
    n = 4 * d
    assert 2 * n**2 * d == 8 * n * d**2
    rng = np.random.default_rng(0)
    assert abs((rng.normal(size=(20_000, 64)) * rng.normal(size=(20_000, 64))).sum(1).var() / 64 - 1) < 0.05


def test_mini_batch_variance_and_tying_counts() -> None:
    rng = np.random.default_rng(0)
    assert abs(rng.normal(size=(20_000, 16)).mean(axis=1).var() * 16 - 1) < 0.05
    assert round(50_000 * 512 / 1e6) == 26 and 2_000 * 64 == 128_000


def test_the_record_of_second_readings_names_parts_of_the_bank(bank: Bank) -> None:
    text = (BUILT_IN.parent / "REVIEW.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z]+-\d{2}[a-z]?) \| (\d{4}-\d{2}-\d{2}) \| ([^|]+) \| ([^|]+) \|$", text, re.M)
    names = [row[0] for row in rows]
    assert len(names) == len(set(names)) == text.count("\n| ") - 1 and set(names) <= set(bank)
