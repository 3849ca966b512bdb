"""Each habit that the hidden tests look at: right code passes its test, and a mutant with that one mistake fails it."""

from __future__ import annotations

import pytest

from knowledge.schema import Bank
from tests.interviewer.grading.forms.code.programs import code_verdicts, report_of
from tests.interviewer.grading.forms.walls import needs_walls

pytestmark = [needs_walls, pytest.mark.slow]
NETWORK = """\
import numpy as np

def forward(x, W1, b1, W2, b2):
    z1 = x @ W1 + b1
    h = np.maximum(0, z1)
    out = h @ W2 + b2
    return out, (x, z1, h, W2)

def backward(dout, cache):
    x, z1, h, W2 = cache
    dW2 = h.T @ dout
    db2 = dout.sum(axis=0)
    dh = dout @ W2.T
    dz1 = dh * (z1 > 0)
    return x.T @ dz1, dz1.sum(axis=0), dW2, db2
"""
DROPOUT = """\
import numpy as np

def dropout_forward(x, p, train, rng):
    if not train:
        return x, None
    mask = (rng.random(x.shape) >= p) / (1 - p)
    return x * mask, mask

def dropout_backward(dout, mask):
    return dout * mask
"""
NETWORK_MUTANTS = {
    "forward spoils the input": ("    return out, (", "    x -= x.mean()\n    return out, (", "Forward leaves"),
    "forward changes a weight": ("    return out, (", "    W1 *= 0.9\n    return out, (", "Forward leaves"),
    "backward changes what arrives": ("    dW2 = h.T", "    dout *= 1.0001\n    dW2 = h.T", "Gradient of the second weight"),
    "backward spoils what forward kept": ("    dz1 = dh", "    h[h > 0] = 1\n    dz1 = dh", "Backward leaves"),
    "a batch of one loses its axis": ("    dh = dout", "    x = x.squeeze()\n    dh = dout", "The gradients of a batch of one"),
    "one sum over the wrong axis where it fits": (
        "db2 = dout.sum(axis=0)", "db2 = dout.sum(axis=int(len(dout) == W2.shape[1]))", "The gradients of as many examples as outputs",
    ),
    "a square mask is turned round": (
        "(z1 > 0)", "((z1 > 0).T if z1.shape[0] == z1.shape[1] else (z1 > 0))", "The gradients of as many examples as hidden units",
    ),
    "the mean where the sum belongs": ("db2 = dout.sum", "db2 = dout.mean", "Gradient of the second bias"),
    "a bias gradient with an axis too many": ("db2 = dout.sum(axis=0)", "db2 = dout", "Gradient of the second bias"),
    "a slope that is not the forward pass's": ("* (z1 > 0)", "* (z1 > 0) * 1.01", "The gradients are the slopes"),
    "forward takes five examples only": ("z1 = x @ W1", "z1 = x.reshape(5, 4) @ W1", "Forward, a batch of one"),
}  # fmt: skip
DROPOUT_MUTANTS = {
    "the input is changed and its mask is read off it": (
        "return x * mask, mask", "x *= mask\n    mask = x\n    return x, mask", "The gradient has the scale",
    ),
    "the mask is changed": ("return dout * mask", "mask *= dout\n    return mask", "A second gradient"),
    "the mask is read off the output": ("return x * mask, mask", "x = x * mask\n    return x, (x != 0) / (1 - p)", "A unit that is kept and is 0"),
    "nothing to drop still drops": ("rng.random(x.shape) >= p", "rng.random(x.shape) >= max(p, 0.05)", "With nothing to drop"),
    "a whole vector is refused": ("    mask = (", "    n, d = x.shape\n    mask = (", "A single vector keeps its shape"),
    "a batch of one loses its axis": ("return x * mask, mask", "return np.squeeze(x * mask), mask", "A batch of one keeps its shape"),
    "backward draws a mask of its own": ("return dout * mask", "return dout * np.random.permutation(mask)", "The gradient goes through the units"),
    "the scale is forgotten on the way back": ("return dout * mask", "return dout * (mask > 0)", "The gradient has the scale"),
    "prediction drops as well": ("if not train", "if False", "Prediction uses every unit"),
    "prediction is scaled a second time": ("return x, None", "return x * (1 - p), None", "Its scale is the mean of training"),
    "each pass has the same mask": ("rng.random", "np.random.default_rng(0).random", "Each pass draws a new mask"),
    "one coin a row": ("rng.random(x.shape)", "rng.random(x.shape[:1] + (1,) * (x.ndim - 1))", "Each activation has a coin"),
}  # fmt: skip


@pytest.mark.parametrize(("question", "code"), [("training-03a", NETWORK), ("training-03b", DROPOUT)])
def test_right_code_passes_every_test(bank: Bank, question: str, code: str) -> None:
    report = report_of(bank, question, code)
    assert [r.text for r in report.results if r.passed is not True] == []
    assert {d.verdict for d in report.decided} == {"met"}


@pytest.mark.parametrize("name", NETWORK_MUTANTS)
def test_a_mutant_of_the_network_fails_its_own_test(bank: Bank, name: str) -> None:
    old, new, test = NETWORK_MUTANTS[name]
    assert NETWORK.count(old) == 1
    report = report_of(bank, "training-03a", NETWORK.replace(old, new))
    assert [r for r in report.results if r.passed is False and r.name.startswith(test)], [
        r.text for r in report.results
    ]


@pytest.mark.parametrize("name", DROPOUT_MUTANTS)
def test_a_mutant_of_dropout_fails_its_own_test(bank: Bank, name: str) -> None:
    old, new, test = DROPOUT_MUTANTS[name]
    assert DROPOUT.count(old) == 1
    report = report_of(bank, "training-03b", DROPOUT.replace(old, new))
    assert [r for r in report.results if r.passed is False and r.name.startswith(test)], [
        r.text for r in report.results
    ]


def test_what_is_wrong_only_in_other_sizes_costs_half_its_point(bank: Bank) -> None:
    old, new, _ = NETWORK_MUTANTS["one sum over the wrong axis where it fits"]
    report = report_of(bank, "training-03a", NETWORK.replace(old, new))
    verdicts = {d.criterion_id: d.verdict for d in report.decided}
    assert verdicts.pop("bias-gradients") == "partly_met" and set(verdicts.values()) == {"met"}
    (found,) = [d for d in report.decided if d.criterion_id == "bias-gradients"]
    assert found.reason.startswith("It is right for a batch of five, but not always. The gradients of as many examples")


@pytest.mark.parametrize(
    ("question", "old", "new", "criterion", "line", "parts"),
    [
        ("training-03b", "rng.random(x.shape) >= p", "rng.random(x.shape) >= 0.5", "random-mask", 6, ("200, 250", "p = 0.75")),
        ("training-03b", "rng.random(x.shape) >= p", "rng.normal(size=x.shape) >= p", "random-mask", 6, ("expected 0.25",)),
        ("training-03b", "rng.random(x.shape) >= p", "rng.random(x.shape) >= p**0.9", "random-mask", 6, ("got 0.22",)),
        ("training-03b", "/ (1 - p)\n", "/ (1 - p) * (p / p)\n", "random-mask", 6, ("ZeroDivisionError", "p = 0")),
        ("training-03b", "    mask = (", "    assert p > 0\n    mask = (", "random-mask", 6, ("AssertionError", "p = 0")),
        ("training-03b", "return dout * mask", "mask *= dout\n    return mask", "backward-same-mask", 11, ("second of two",)),
        ("training-03b", "return dout * mask", "d = dout * 2\n    d = d * mask\n    return d", "backward-same-mask", 10, ("2 times",)),
        ("training-03b", "return x, None", "y = x * p\n        return y, None", "test-time-scaling", 5, ("0.75 times",)),
        ("training-03a", "    return x.T @ dz1", "    h *= 0\n    return x.T @ dz1", "output-layer-gradients", 15, ("(5, 3)",)),
    ],
)  # fmt: skip
def test_the_first_wrong_line_is_named_with_what_went_in(
    bank: Bank, question: str, old: str, new: str, criterion: str, line: int, parts: tuple[str, ...]
) -> None:
    code = {"training-03a": NETWORK, "training-03b": DROPOUT}[question]
    assert code.count(old) == 1
    (wrong,) = [d for d in report_of(bank, question, code.replace(old, new)).decided if d.verdict != "met"]
    assert (wrong.criterion_id, wrong.line) == (criterion, line)
    assert all(part in wrong.reason for part in parts), wrong.reason


@pytest.mark.parametrize("name", [n for n in DROPOUT_MUTANTS if n != "a whole vector is refused"])
def test_every_failed_test_of_dropout_tells_input_expected_and_got(bank: Bank, name: str) -> None:
    old, new, _ = DROPOUT_MUTANTS[name]
    failed = [r for r in report_of(bank, "training-03b", DROPOUT.replace(old, new)).results if r.passed is False]
    assert failed and all(r.given and r.got and r.line and r.got != "nothing" for r in failed)
    assert all(r.expected for r in failed)


@pytest.mark.parametrize(
    "draw", ["rng.rand(*x.shape)", "rng.random_sample(x.shape)", "rng.randint(0, 100, x.shape) / 100"]
)
def test_a_generator_of_the_old_kind_is_given_where_its_methods_are_called(bank: Bank, draw: str) -> None:
    code = DROPOUT.replace("rng.random(x.shape)", draw)
    assert set(code_verdicts(bank, "training-03b", code).values()) == {"met"}


def test_a_forward_that_fails_for_a_batch_of_one_costs_one_point(bank: Bank) -> None:
    code = NETWORK.replace("    z1 = x @", "    assert len(x) > 1\n    z1 = x @")
    assert {c: v for c, v in code_verdicts(bank, "training-03a", code).items() if v != "met"} == {
        "forward": "partly_met"
    }
    code = code.replace("dh * (z1 > 0)", "dh")
    wrong = {c: v for c, v in code_verdicts(bank, "training-03a", code).items() if v != "met"}
    assert wrong == {"forward": "partly_met", "relu-mask": "not_met"}


def test_gradients_of_another_forward_pass_are_told_from_wrong_ones(bank: Bank) -> None:
    """A sigmoid with its own derivative: the forward pass is wrong, and the gradients are the slopes of it."""
    code = NETWORK.replace("np.maximum(0, z1)", "1 / (1 + np.exp(-z1))").replace("* (z1 > 0)", "* h * (1 - h)")
    by_name = {r.name.partition(" of the code's")[0]: r.passed for r in report_of(bank, "training-03a", code).results}
    assert by_name["Forward, a batch of five"] is False and by_name["The gradients are the slopes"] is True


TOGETHER = {
    "weights and biases in lists": (
        "def forward(x, weights, biases):\n    W1, W2 = weights\n    b1, b2 = biases", "forward(x, W1, b1, W2, b2)",
    ),
    "a pair for each layer": (
        "def forward(x, layer1, layer2):\n    W1, b1 = layer1\n    W2, b2 = layer2", "forward(x, W1, b1, W2, b2)",
    ),
    "pairs in one": ("def forward(theta, x):\n    (W1, b1), (W2, b2) = theta", "forward(x, W1, b1, W2, b2)"),
    "one after another": ("def forward(x, *params):\n    W1, b1, W2, b2 = params", "forward(x, W1, b1, W2, b2)"),
    "a dict of dicts": (
        'def forward(x, net):\n    W1, b1 = net["l1"]["W"], net["l1"]["b"]\n    W2, b2 = net["l2"]["W"], net["l2"]["b"]',
        "forward(x, W1, b1, W2, b2)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TOGETHER)
def test_weights_that_come_together_are_given_as_the_code_takes_them(bank: Bank, name: str) -> None:
    head, old = TOGETHER[name]
    found = code_verdicts(bank, "training-03a", NETWORK.replace(f"def {old}:", head))
    assert len(found) == 6 and set(found.values()) == {"met"}


def test_single_precision_is_right(bank: Bank) -> None:
    cast = "    x, W1, b1, W2, b2 = [a.astype(np.float32) for a in (x, W1, b1, W2, b2)]\n    z1 = x"
    assert set(code_verdicts(bank, "training-03a", NETWORK.replace("    z1 = x", cast)).values()) == {"met"}


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("np.maximum(0, z1)", "np.clip(z1, 0, 6)", {"forward": "not_met"}),
        ("dh * (z1 > 0)", "dh * (z1 > 0.02)", {"relu-mask": "partly_met"}),
        (
            "dh * (z1 > 0)",
            "np.clip(dh * (z1 > 0), -5, 5)",
            {"bias-gradients": "partly_met", "first-layer-gradients": "partly_met"},
        ),
        ("dz1.sum(axis=0)", "dh.sum(axis=0)", {"bias-gradients": "partly_met"}),
    ],
)
def test_what_is_wrong_far_from_and_close_to_zero_costs_its_own_points(
    bank: Bank, old: str, new: str, wrong: dict[str, str]
) -> None:
    found = code_verdicts(bank, "training-03a", NETWORK.replace(old, new))
    assert {c: v for c, v in found.items() if v != "met"} == wrong


def test_guesses_without_names_are_no_gradients(bank: Bank) -> None:
    guesses = "r = [x.T @ dz1, dz1.sum(0), dW2, db2]\n    r += [x.T @ dh, h.T @ dout * 2, x.T @ (dh * z1), -dW2] * 3"
    code = NETWORK.replace("return x.T @ dz1, dz1.sum(axis=0), dW2, db2", f"{guesses}\n    return r")
    found = code_verdicts(bank, "training-03a", code)
    assert found["output-layer-gradients"] == "not_met" and found["first-layer-gradients"] != "met"


def test_layers_that_keep_what_they_need_elsewhere_do_keep_it(bank: Bank) -> None:
    code = NETWORK.replace(
        "def backward(dout, cache):\n    x, z1, h, W2 = cache", "def backward(dout):\n    x, z1, h, W2 = kept"
    )
    code = code.replace("    out = h @", "    global kept\n    kept = (x, z1, h, W2)\n    out = h @").replace(
        "return out, (x, z1, h, W2)", "return out"
    )
    assert code_verdicts(bank, "training-03a", code)["keeps-intermediates"] == "met"


FIXED = """\
import numpy as np

def train_forward(x):
    m = {mask}
    return x * m, m

def train_backward(d, m):
    return d * m{more}

def test_forward(x):
    return x * {factor}
"""


@pytest.mark.parametrize(
    ("mask", "more", "factor", "criterion", "verdict", "reason"),
    [
        ("np.random.rand(*x.shape) < 0.5", "", "0.49", "test-time-scaling", "not_met", "Training gives about 0."),
        ("np.random.rand(*x.shape) < 0.5", "", "0.5", "test-time-scaling", "met", ""),
        ("np.random.rand(*x.shape)", "", "0.8", "test-time-scaling", "not_met", "Training gives about 0."),
        (
            "np.random.rand(*x.shape) < 0.5",
            " * 0.5",
            "0.5",
            "backward-same-mask",
            "partly_met",
            "the gradient is 0.5 times",
        ),
    ],
)
def test_the_scale_of_prediction_is_measured_and_reasons_are_true(
    bank: Bank, mask: str, more: str, factor: str, criterion: str, verdict: str, reason: str
) -> None:
    report = report_of(bank, "training-03b", FIXED.format(mask=mask, more=more, factor=factor))
    (found,) = [d for d in report.decided if d.criterion_id == criterion]
    assert found.verdict == verdict and reason in found.reason


def test_a_call_that_cannot_be_made_is_left_to_the_judge(bank: Bank) -> None:
    code = "import numpy as np\n\ndef dropout_forward(x, W, p, train):\n    return x @ W\n"
    assert report_of(bank, "training-03b", code).decided == ()
