from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.grading.forms.code_script import script_of
from interviewer.grading.forms.inside.values import decode, encode
from interviewer.grading.forms.network_code import readings_of
from interviewer.grading.forms.network_program import RESULT, program_of
from interviewer.grading.forms.said_networks import said_networks
from interviewer.grading.forms.xor import Gates, said_rows
from knowledge.schema import Bank
from tests.interviewer.grading.forms.walls import SANDBOX, needs_walls

pytestmark = needs_walls
CODE = "```python\nimport numpy as np\n{}\n```"
GATES = Gates(lambda: SANDBOX)


def verdicts(bank: Bank, answer: str) -> dict[str, str]:
    findings = GATES.findings(bank["training-24"], answer)
    assert all(f.quote in answer for f in findings)
    return {f.criterion_id: "contradicted" if f.contradicted else f.verdict for f in findings}


@pytest.mark.parametrize(
    "answer",
    [
        "h1 = relu(x1 + x2), h2 = relu(x1 + x2 - 1), y = h1 - 2*h2",
        "h1 = step(x1 + x2 - 0.5) is OR, h2 = step(x1 + x2 - 1.5) is AND, y = step(h1 - h2 - 0.5)",
        "W1 all ones, b1 = [0, -1], w2 = [1, -2] with ReLU",
        "relu(x1 - x2) + relu(x2 - x1)",
        "y = step(x1 + x2 - 2*h - 0.5) where h = step(x1 + x2 - 1.5)",
        "weights 20, 20, bias -10; -20, -20, 30; 20, 20, -30 with sigmoids",
        "w1 = [1, 1], b1 = -0.5, w2 = [1, 1], b2 = -1.5, output w = (1, -2), b = -0.5, step activation",
        "Unit 1: weights 1 and 1, bias -0.5. Unit 2: weights 1 and 1, bias -1.5. Output: weights 1 and -2, bias -0.5.",
        "hidden: (1,1) with threshold 0.5 and (1,1) with threshold 1.5, output (1,-1) with threshold 0.5",
        r"$W_1 = \begin{pmatrix} 1 & 1 \\ 1 & 1 \end{pmatrix}$, $b_1 = \begin{pmatrix} 0 \\ -1 \end{pmatrix}$, $w_2 = (1, -2)$, ReLU",
        r"$h_{1} = \sigma(20x_1 + 20x_2 - 10)$, $h_2 = \sigma(-20x_1 - 20x_2 + 30)$, $y = \sigma(20h_1 + 20h_2 - 30)$",
        r"h_1 = \mathrm{ReLU}(x_1 + x_2),\ h_2 = \mathrm{ReLU}(x_1 + x_2 - 1),\ y = h_1 - 2h_2",
        "The first hidden unit computes ReLU of x1 plus x2. The second computes ReLU of x1 plus x2 minus one. "
        "The output is h1 minus two times h2.",
        "h1 fires if x1+x2 > 0.5, h2 if x1+x2 > 1.5, out fires if h1 - h2 > 0.5",
        "h1 = [x1 + x2 >= 1], h2 = [x1 + x2 >= 2], y = [h1 - h2 >= 1].",
        "a = max(0, x+y), b = max(0, x+y-1), out = a - 2b",
        CODE.format(
            "def xor(x):\n    w, b = np.ones((2, 2)), np.array([0.0, -1.0])\n    return np.maximum(0, x @ w + b) @ np.array([1.0, -2.0])"
        ),
        CODE.format("def xor(a, b):\n    h = 1 if a + b > 1.5 else 0\n    return 1 if a + b - 2 * h > 0.5 else 0"),
        CODE.format(
            "X = np.array([[0,0],[0,1],[1,0],[1,1]])\nh = np.maximum(0, X @ np.ones((2,2)) + np.array([0,-1]))\nprint(h @ np.array([1,-2]))"
        ),
    ],
)
def test_weights_in_any_notation_are_run(bank: Bank, answer: str) -> None:
    assert verdicts(bank, answer)["weights"] == "met"


@pytest.mark.parametrize(
    "answer",
    [
        "h1 = relu(x1+x2), h2 = relu(x1+x2-1), y = h1 - h2",
        "h1 = relu(x1 - x2), y = h1. That outputs XOR for all four rows.",
        "h1 = OR, h2 = AND, y = step(h1 + h2 - 0.5). Done.",
        "h1 = relu(x1 + x2), h2 = relu(x1 + x2 - 2), y = h1 - 2 * h2.",
        "W1 all ones, b1 = [0, -1], w2 = [1, -1] with ReLU",
        CODE.format("def xor(x):\n    return np.maximum(0, x @ np.ones((2, 2))) @ np.array([1.0, -2.0])"),
    ],
)
def test_wrong_weights_are_shown_by_their_table(bank: Bank, answer: str) -> None:
    finding = next(f for f in GATES.findings(bank["training-24"], answer) if f.criterion_id == "weights")
    assert finding.contradicted and "(1,1) →" in finding.reason


def test_gates_without_weights_are_half(bank: Bank) -> None:
    assert verdicts(bank, "h1 = OR(x1,x2), h2 = AND(x1,x2), output = h1 AND NOT h2.")["weights"] == "partly_met"


def test_size_and_check_follow_from_the_run(bank: Bank) -> None:
    network = "h1 = relu(x1+x2), h2 = relu(x1+x2-1), y = h1 - 2*h2."
    assert verdicts(bank, network) == {"weights": "met", "architecture": "met"}
    rows = f"{network} 00 -> 0. 01 and 10 -> 1. 11 -> 2-2 = 0."
    assert verdicts(bank, rows) == {"weights": "met", "architecture": "met", "check": "met"}
    skip = "h = step(x1 + x2 - 1.5), y = step(x1 + x2 - 2*h - 0.5)"
    assert verdicts(bank, skip)["architecture"] == "met"
    wide = "a1 = relu(x1), a2 = relu(x2), a3 = relu(x1+x2-1), y = a1 + a2 - 2*a3"
    assert verdicts(bank, wide) == {"weights": "met"}


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "one unit does OR and the other AND",
        "the weights are learned by backpropagation",
        "h1 = relu(x1 + x2) and h2 the same with a bias of minus one, and on top of that an output unit",
        "a single unit y = step(x1 + x2 - 0.5) cannot do it",
        "one unit [w1*x1 + w2*x2 + b > 0] would need b <= 0",
        "h1 = h2, h2 = h1, y = h1",
        "h1 = " + "relu(" * 2000,
        "y = " + "x1+" * 3000,
        "y = 10^10^10*x1 + x2",
        CODE.format("while True: pass"),
        CODE.format("x = np.ones((100000, 100000))"),
        CODE.format("def f(x):\n    return f(x)"),
        CODE.format("import os\nos.system('true')"),
        CODE.format("().__class__.__bases__[0].__subclasses__()"),
        CODE.format("x = 10**10**10"),
        CODE.format("(" * 3000),
        CODE.format("def f(x):\n    return open('/etc/passwd').read()"),
        CODE.format("y = [0] * 10**9"),
        CODE.format("def f(x):\n    return x @ x.T @ np.zeros((9, 9))"),
    ],
)
def test_what_cannot_be_run_decides_nothing_and_ends_at_once(bank: Bank, answer: str) -> None:
    start = time.process_time()
    assert verdicts(bank, answer) == {}
    assert "run on all four inputs" in GATES.note(bank["training-24"], answer)
    assert time.process_time() - start < 1


def test_other_questions_are_left_alone(bank: Bank) -> None:
    assert GATES.findings(bank["training-23"], "y = relu(x1 - x2) + relu(x2 - x1)") == ()
    assert GATES.note(bank["training-23"], "anything") == ""


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("(0,0)->0, (0,1)->1, (1,0)->1, (1,1)->2-2=0", 4),
        ("00 gives 0, 01 and 10 give 1, 11 gives 0", 4),
        ("| x1 | x2 | y |\n|---|---|---|\n| 0 | 0 | 0 |\n| 0 | 1 | 1 |\n| 1 | 0 | 1 |\n| 1 | 1 | 0 |", 4),
        ("the table comes out as → 0, 1, 1, 0", 4),
        ("for (1,1) it is 0", 1),
        ("", 0),
    ],
)
def test_rows_of_a_truth_table_are_read(text: str, count: int) -> None:
    assert len(said_rows(text)) == count


WEIGHT = st.integers(-3, 3)


def outputs(code: str) -> tuple[float, ...]:
    """What the program for some code of ours puts out, run here."""
    program = program_of(code)
    assert program is not None
    names: dict[str, object] = {}
    exec(program.text, names)
    low, _, high, _ = readings_of(decode(encode(names[RESULT])))
    (first,), (second,) = low.values(), high.values()
    assert first == second
    return first


@settings(deadline=None)  # a shared machine is slow at times
@given(WEIGHT, WEIGHT, WEIGHT, WEIGHT, WEIGHT, WEIGHT)
def test_a_network_of_any_weights_is_run_alike_in_formulas_and_in_code(
    a: int, b: int, c: int, d: int, e: int, f: int
) -> None:
    text = f"h1 = relu({a}*x1 + {b}*x2 + {c}), h2 = relu(x1 + x2 + {d}), y = {e}*h1 + {f}*h2"
    (network,) = said_networks(text)
    code = f"def net(x1, x2):\n    h1 = max(0, {a}*x1 + {b}*x2 + {c})\n    h2 = max(0, x1 + x2 + {d})\n    return {e}*h1 + {f}*h2"
    assert outputs(code) == network.outputs()


@settings(deadline=None)  # a shared machine is slow at times
@given(st.text(max_size=300))
def test_any_text_ends(text: str) -> None:
    said_networks(text)
    said_rows(text)
    script = script_of(CODE.format(text))
    assert script is not None and len(script.words) == len(CODE.format(text))
    with suppress(SyntaxError, ValueError):
        program_of(script.source)


def test_comparing_the_inputs_is_no_network(bank: Bank) -> None:
    answer = "```python\ndef f(x):\n    return (x[0] != x[1]) * 1.0\n```"
    assert "weights" not in {f.criterion_id for f in GATES.findings(bank["training-24"], answer)}


@pytest.mark.parametrize(
    "answer",
    [
        "W1 = [[1,1],[1,1]], b1 = [-0.5,-1.5], W2 = [1,-1], b2 = -0.5, step. "
        "The first hidden unit is OR, the second AND, and the output is OR but not AND.",
        r"$h_1=\mathbb{1}[x_1+x_2\ge 1]$, $h_2=\mathbb{1}[x_1+x_2\ge 2]$; output $y=\mathbb{1}[h_1-h_2\ge 1]$",
        "h1 = (x1+x2)^+, h2 = (x1+x2-1)^+, y = h1 - 2h2",
        "h_1 = σ(x_1 + x_2 - 0.5), h_2 = σ(x_1 + x_2 - 1.5), y = σ(h_1 - h_2 - 0.5) where σ is the step function",
        "With g(z) = max(0, z): h1 = g(x1+x2), h2 = g(x1+x2-1), y = h1 - 2 h2.",
        "With φ(z)=1 if z>0 else 0: h1 = φ(x1+x2-0.5), h2 = φ(x1+x2-1.5), y = φ(h1-h2-0.5).",
        "A wrong attempt would be h1 = relu(x1+x2), h2 = relu(x1+x2-1), y = h1 - h2. The right one: y = h1 - 2 h2.",
        "h1 = relu(x1+x2), h2 = relu(x1+x2), y = h1 - 2*h2. Sorry, h2 = relu(x1+x2-1).",
        "inputs coded as -1 and +1: h1 = sign(x1 + x2 + 1), h2 = sign(-x1 - x2 + 1), y = sign(h1 + h2 - 1)",
    ],
)
def test_right_networks_are_met_however_they_are_written(bank: Bank, answer: str) -> None:
    assert verdicts(bank, answer)["weights"] == "met"


@pytest.mark.parametrize(
    "answer",
    [
        "y = abs(x1 - x2)",
        "y = x1 + x2 - 2*x1*x2",
        "y = max(x1,x2) - min(x1,x2)",
        "y = (x1 + x2) mod 2",
        "h1 = relu(x1+x2), h2 = relu(x1+x2-1), y = h1 - 2*h2. But actually y = h1 - h2 is better.",
        CODE.format("def xor(x):\n    return abs(x[0] - x[1])"),
        CODE.format("def xor(a, b):\n    return a + b - 2 * a * b"),
    ],
)
def test_what_is_xor_and_no_network_or_is_changed_in_the_end_is_left_to_the_judge(bank: Bank, answer: str) -> None:
    assert verdicts(bank, answer) == {}


def test_a_size_that_the_answer_gives_otherwise_is_left_to_the_judge(bank: Bank) -> None:
    said = "h = relu(x1 + x2 - 1), y = x1 + x2 - 2h. So one hidden layer with five hundred hidden units."
    assert verdicts(bank, said) == {"weights": "met"}


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
    "with a check": "X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])\nY = np.array([0, 1, 1, 0])\nout = np.maximum(0, X @ W1 + b1) @ w2\nprint(((out - Y) ** 2).mean(), np.allclose(out, Y))",
    "a main part": "def net(x):\n    return np.maximum(0, x @ W1 + b1) @ w2\nif __name__ == '__main__':\n    for x in [[0, 0], [0, 1], [1, 0], [1, 1]]:\n        print(x, net(np.array(x)))",
}


@pytest.mark.parametrize("way", WAYS)
def test_code_is_run_as_it_is_written(bank: Bank, way: str) -> None:
    for weight, verdict, last in ((-2, "met", "(1,1) → 0"), (-1, "contradicted", "(1,1) → 1")):
        answer = CODE.format(HIDDEN.format(weight) + WAYS[way])
        assert verdicts(bank, answer)["weights"] == verdict
        found = next(f for f in GATES.findings(bank["training-24"], answer) if f.criterion_id == "weights")
        assert f"(0,0) → 0, (0,1) → 1, (1,0) → 1, {last}" in found.reason


@pytest.mark.parametrize("weight", [-2, -1])
def test_code_without_a_fence_is_run_as_well(bank: Bank, weight: int) -> None:
    answer = f"I would write\n{HIDDEN.format(weight)}{WAYS['all rows']}\nand that gives 0, 1, 1, 0 for the rows."
    assert verdicts(bank, answer)["weights"] == ("met" if weight == -2 else "contradicted")


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (HIDDEN.format(-2) + "y = np.maximum(0, x @ W1 + b1) @ w2)", "line"),
        (HIDDEN.format(-2) + "y = np.maximum(0, x @ W1 + b9) @ w2", "takes the two inputs"),
        (HIDDEN.format(-2) + "h = np.maximum(0, x @ W1 + b1)", "no one output"),
        ("def net(a, b):\n    return a ^ b", "^ on the inputs"),
        ("T = [0, 1, 1, 0]\ndef net(a, b):\n    return T[2 * a + b]", "looked up"),
        ("def net(a, b):\n    return 1 - b if a > 0.5 else b", "choice between the inputs"),
        ("def net(a, b):\n    return a * (1 - b) + b * (1 - a)", "product of two things"),
        ("W = np.random.randn(2, 2)\ndef net(x):\n    return np.maximum(0, x @ W).sum()", "at random"),
        ("h1 = step(x1 + x2 - 1)\nh2 = step(x1 + x2 - 2)\ny = step(h1 - h2 - 1)", "a step at 0"),
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


@pytest.mark.parametrize("line", ["a b\n", "x\n", "np.x y\n", "def f(\n", "`np.x`"])
def test_many_lines_that_look_like_code_end_at_once(bank: Bank, line: str) -> None:
    start = time.process_time()
    assert verdicts(bank, f"np.maximum(0, x) {line}" * 1500) == {}
    assert verdicts(bank, line * 3000) == {}
    assert time.process_time() - start < 4
