from __future__ import annotations

import time

import pytest

from interviewer.grading.forms.networks.xor import Gates
from knowledge.schema import Bank
from tests.interviewer.grading.forms.networks.gates import CODE, GATES, verdicts
from tests.interviewer.grading.forms.walls import needs_walls
from tests.pace import limit

pytestmark = needs_walls


HIDDEN = "W1 = np.array([[1, 1], [1, 1]]); b1 = np.array([0, -1]); w2 = np.array([1, {}])\n"
NETWORK = "h1 = step(x1 + x2 - 0.5), h2 = step(x1 + x2 - 1.5), y = step(h1 - h2 - 0.5)"
WAYS = {
    "a function": "def net(x):\n    return np.maximum(0, x @ W1 + b1) @ w2",
    "einsum": "def net(x):\n    return np.einsum('j,j->', np.clip(np.einsum('i,ij->j', x, W1) + b1, 0, None), w2)",
    "where": "def net(x):\n    z = x @ W1 + b1\n    return np.where(z > 0, z, 0) @ w2",
    "a mask": "def net(x):\n    z = x @ W1 + b1\n    return (z * (z > 0)).dot(w2)",
    "lines": "y = np.maximum(0, x @ W1 + b1) @ w2",
    "all rows": "X = np.array([[0, 0], [1, 0], [0, 1], [1, 1]])\nprint(np.maximum(X.dot(W1) + b1, 0).dot(w2))",
    "rows in place": "print(np.maximum(0, np.array([[0, 0], [0, 1], [1, 0], [1, 1]]) @ W1 + b1) @ w2)",
    "a list of calls": "def net(x):\n    return np.maximum(0, x @ W1 + b1) @ w2\nprint([net(np.array(x)) for x in [[0, 0], [0, 1], [1, 0], [1, 1]]])",
    "a loop": "for a in (0, 1):\n    for b in (0, 1):\n        z = a * W1[0] + b * W1[1] + b1\n        print(a, b, np.maximum(0, z) @ w2)",
    "a class": "class Net:\n    def __init__(self):\n        self.w = w2\n    def forward(self, x):\n        return relu(x @ W1 + b1) @ self.w",
    "helpers": "relu = lambda z: np.maximum(0, z)\ndef layer(x, W, b):\n    return x @ W + b\ndef net(x):\n    return layer(relu(layer(x, W1, b1)), w2, 0)",
    "columns": "def net(x):\n    return w2.reshape(1, 2) @ np.maximum(0, W1 @ x + b1[:, None])",
    "with a check": "X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])\nY = np.array([0, 1, 1, 0])\n"
    "out = np.maximum(0, X @ W1 + b1) @ w2\nprint(((out - Y) ** 2).mean(), np.allclose(out, Y))",
    "a main part": "def net(x):\n    return np.maximum(0, x @ W1 + b1) @ w2\nif __name__ == '__main__':\n"
    "    for x in [[0, 0], [0, 1], [1, 0], [1, 1]]:\n        print(x, net(np.array(x)))",
}


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_code_is_run_as_it_is_written(bank: Bank, way: str) -> None:
    for weight, verdict, last in ((-2, "met", "(1,1) → 0"), (-1, "contradicted", "(1,1) → 1")):
        answer = CODE.format(HIDDEN.format(weight) + WAYS[way])
        assert verdicts(bank, answer)["weights"] == verdict
        found = next(f for f in GATES.findings(bank["training-24"], answer) if f.criterion_id == "weights")
        assert f"(0,0) → 0, (0,1) → 1, (1,0) → 1, {last}" in found.reason


@pytest.mark.slow
@pytest.mark.parametrize("weight", [-2, -1])
def test_code_without_a_fence_is_run_as_well(bank: Bank, weight: int) -> None:
    answer = f"I would write\n{HIDDEN.format(weight)}{WAYS['all rows']}\nand that gives 0, 1, 1, 0 for the rows."
    assert verdicts(bank, answer)["weights"] == ("met" if weight == -2 else "contradicted")


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (HIDDEN.format(-2) + "y = np.maximum(0, x @ W1 + b1) @ w2)", "line"),
        (HIDDEN.format(-2) + "y = np.maximum(0, x @ W1 + b9) @ w2", "takes the two inputs"),
        (HIDDEN.format(-2) + "h = np.maximum(0, x @ W1 + b1)", "not give one output"),
        ("def net(a, b):\n    return a ^ b", "^ on the inputs"),
        ("T = [0, 1, 1, 0]\ndef net(a, b):\n    return T[2 * a + b]", "looked up"),
        ("def net(a, b):\n    return 1 - b if a > 0.5 else b", "choice between the inputs"),
        ("def net(a, b):\n    return a * (1 - b) + b * (1 - a)", "product of two things"),
        ("W = np.random.randn(2, 2)\ndef net(x):\n    return np.maximum(0, x @ W).sum()", "at random"),
        ("h1 = step(x1 + x2 - 1)\nh2 = step(x1 + x2 - 2)\ny = step(h1 - h2 - 1)", "the step at 0"),
        ("def h1(a, b):\n    return max(0, a + b)\ndef h2(a, b):\n    return max(0, a + b - 1)", "several outputs"),
    ],
)
def test_code_that_proves_nothing_leaves_the_point_open_and_says_why(bank: Bank, code: str, why: str) -> None:
    assert verdicts(bank, CODE.format(code)) == {}
    assert why in GATES.note(bank["training-24"], CODE.format(code))


def test_where_no_code_is_run_it_decides_nothing_and_shows_no_table(bank: Bank) -> None:
    answer = CODE.format(HIDDEN.format(-1) + WAYS["lines"])
    off = Gates()
    assert off.findings(bank["training-24"], answer) == ()
    assert "code is not run here" in off.note(bank["training-24"], answer)
    assert off.findings(bank["training-24"], "h1 = relu(x1+x2), h2 = relu(x1+x2-1), y = h1 - 2*h2")


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("W1=[[1,1],[1,1]]; b1=[0,-1]; w2=[1,-1] with np.maximum(0, x@W1+b1)@w2", "contradicted"),
        ("W1=[[1,1],[1,1]]; b1=[0,-1]; w2=[1,-2] with np.maximum(0, x@W1+b1)@w2", "met"),
        ("W1 = [[1,1],[1,1]], b1 = [0,-1], w2 = [1,-1], and clip(z, 0, None) in the hidden layer", "contradicted"),
        ("W1 = [[1,1],[1,1]], b1 = [0,-1], w2 = [1,-1], and clamp(min=0) in the hidden layer", "contradicted"),
        ("W1 = [[1,1],[1,1]], b1 = [0,-1], w2 = [1,-1].", None),
        ("W1 = [[1,1],[1,1]], b1 = [0,-1], w2 = [1,-2].", None),
        ("W1 = [[1,1],[1,1]], b1 = [-0.5,-1.5], w2 = [1,-1], b2 = -0.5.", "met"),
        ("W1 = [[1,1],[-1,-1]], b1 = [-0.5, 1.5], w2 = [1,1], b2 = -1.5, step, h = step(W1 x + b1)", "met"),
        ("W1 = [[1,1],[-1,-1]], b1 = [-0.5, 1.5], w2 = [1,1], b2 = -1.5, h = step(x W1 + b1)", "contradicted"),
        ("W1 = [[1,1],[-1,-1]], b1 = [-0.5, 1.5], w2 = [1,1], b2 = -1.5, with step units", None),
        ("h1 = step(x1+x2-1), h2 = step(x1+x2-2), y = step(h1-h2-1)", None),
        ("With step(z) = 1 if z >= 0: h1 = step(x1+x2-1), h2 = step(x1+x2-2), y = step(h1-h2-1)", "met"),
        ("With step(z) = 1 if z > 0: h1 = step(x1+x2-1), h2 = step(x1+x2-2), y = step(h1-h2-1)", "contradicted"),
        ("h1 = σ(x1 + x2 - 0.5), h2 = σ(x1 + x2 - 1.5), y = σ(h1 - h2 - 0.5)", None),
    ],
)
def test_the_activation_and_layout_that_are_named_are_used_and_else_both_must_agree(
    bank: Bank, answer: str, verdict: str | None
) -> None:
    assert verdicts(bank, answer).get("weights") == verdict


@pytest.mark.slow
def test_words_that_give_another_network_than_the_code_decide_nothing(bank: Bank) -> None:
    words = "h1 = relu(x1+x2), h2 = relu(x1+x2-1), y = h1 - 2*h2, in code:\n"
    answer = words + CODE.format(HIDDEN.format(-1) + WAYS["lines"])
    assert verdicts(bank, answer) == {}
    assert "different networks" in GATES.note(bank["training-24"], answer)
    same = words + CODE.format(HIDDEN.format(-2) + WAYS["lines"])
    assert verdicts(bank, same)["weights"] == "met"


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("y = tanh(10x1+10x2-5) - tanh(10x1+10x2-15) - 1, and y > 0 means one", "met"),
        ("y = tanh(10x1+10x2-5) - tanh(10x1+10x2-15) - 1, and y > 0 means zero", "contradicted"),
        ("h1 = relu(x1+x2), h2 = relu(x1+x2-1), y = h1 - h2, where y > 0.5 means one", "contradicted"),
        (f"{NETWORK}. Hmm, to be on the safe side I'd raise the last threshold to 1.5.", None),
        (f"{NETWORK}. Actually, change the sign of the second weight.", None),
        (f"{NETWORK}. If you raise the last threshold to 1.5 it no longer works.", "met"),
    ],
)
def test_a_cut_is_used_and_a_change_in_words_leaves_it_open(bank: Bank, answer: str, verdict: str | None) -> None:
    assert verdicts(bank, answer).get("weights") == verdict


def test_code_that_the_words_call_a_mistake_is_not_run(bank: Bank) -> None:
    right, wrong = (f"def xor(a, b):\n    return max(0, a + b) - {n} * max(0, a + b - 1)" for n in (2, 1))
    assert verdicts(bank, f"{CODE.format(right)}\nThat does not work, since for (1,1) it fails. I have no other.") == {}
    both = f"A wrong try:\n{CODE.format(wrong)}\nThe right one:\n{CODE.format(right)}"
    assert verdicts(bank, both)["weights"] == "met"


@pytest.mark.slow
@pytest.mark.parametrize("line", ["a b\n", "x\n", "np.x y\n", "def f(\n", "`np.x`"])
def test_many_lines_that_look_like_code_end_at_once(bank: Bank, line: str) -> None:
    start = time.process_time()
    assert verdicts(bank, f"np.maximum(0, x) {line}" * 1500) == {}
    assert verdicts(bank, line * 3000) == {}
    assert time.process_time() - start < limit(4)
