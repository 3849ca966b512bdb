from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.grading.forms.code.script import script_of
from interviewer.grading.forms.networks.network_code import readings_of
from interviewer.grading.forms.networks.program import RESULT, program_of
from interviewer.grading.forms.networks.said_networks import said_networks
from interviewer.grading.forms.networks.xor import said_rows
from interviewer.grading.forms.sandbox.inside.values import decode, encode
from knowledge.schema import Bank
from tests.interviewer.grading.forms.networks.gates import CODE, GATES, verdicts
from tests.interviewer.grading.forms.walls import needs_walls

pytestmark = needs_walls


@pytest.mark.slow
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


@pytest.mark.slow
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
    assert verdicts(bank, wide) == {"weights": "met", "architecture": "contradicted"}


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


@pytest.mark.slow
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
