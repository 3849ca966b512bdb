"""Gates between units in small letters and in the signs of programmers, and weights that have a name each."""

from __future__ import annotations

import pytest

from interviewer.grading.forms.networks.gates import in_words, with_gates
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        ("h1 = x1 and not x2, h2 = x2 and not x1, y = h1 or h2", "partly_met"),
        ("n1 = not a and b; n2 = a and not b; out = n1 or n2", "partly_met"),
        ("h1 = (x1 OR x2), h2 = (x1 NAND x2), y = h1 AND h2", "partly_met"),
        ("y = (x1 or x2) and not (x1 and x2)", "partly_met"),
        ("h1 = x1 || x2, h2 = x1 && x2, y = h1 && !h2", "partly_met"),
        ("h1 = x1 & ~x2, h2 = ~x1 & x2, y = h1 | h2", "partly_met"),
        (r"$h_1 = x_1 \lor x_2$, $h_2 = x_1 \land x_2$, $y = h_1 \land \neg h_2$", "partly_met"),
        ("h1 = step(x1 - x2 - 0.5), h2 = step(x2 - x1 - 0.5), y = h1 or h2", "met"),
        ("h1 = 1 if x1 > x2 else 0, h2 = 1 if x2 > x1 else 0, y = h1 + h2", "met"),
        ("h1 = step(x1 + x2 - 0.5) or simply OR, h2 = step(x1 + x2 - 1.5), y = step(h1 - h2 - 0.5)", "met"),
        ("y = |x1 - x2| = relu(x1 - x2) + relu(x2 - x1)", "met"),
        ("With ReLU: w11=w12=w21=w22=1, b1=0, b2=-1, v1=1, v2=-2, c=0.", "met"),
        ("h = relu(W x + b), W = [[1,1],[1,1]], b = (0,-1), y = h1 - 2 h2: (0,0) -> 0, (0,1) -> 1, (1,1) -> 0", "met"),
        ("With ReLU: w11=w12=w21=w22=1, b1=0, b2=-1, v1=1, v2=-1, c=0.", "contradicted"),
        ("h1 = x1 and not x2, h2 = x2 and not x1, y = h1 and h2", "contradicted"),
        ("y = |x1 - x2| = relu(x1 - x2) + relu(x1 - x2)", "contradicted"),
        ("Hidden weights [[1, -1], [-1, 1]], no bias, ReLU; output weights [1, -1].", "contradicted"),
        ("h = x1 and x2; y = x1 or x2 and not h", ""),
        ("y = x1 xor x2", ""),
    ],
)
def test_weights(bank: Bank, answer: str, want: str) -> None:
    assert verdict(bank, "training-24", "weights", answer) == want


def test_a_wrong_row_of_the_truth_table_is_found(bank: Bank) -> None:
    network = "h1 = relu(x1 - x2), h2 = relu(x2 - x1), y = h1 + h2. Rows: "
    rows = "(0,0) gives 0, (0,1) gives 1, (1,0) gives 1, (1,1) gives {}."
    assert verdict(bank, "training-24", "check", network + rows.format(0)) == "met"
    assert verdict(bank, "training-24", "check", network + rows.format(1)) == "contradicted"
    hidden = "h1 = step(x1 + x2 - 0.5), h2 = step(x1 + x2 - 1.5), y = step(h1 - h2 - 0.5). The unit h1: "
    assert verdict(bank, "training-24", "check", hidden + rows.format(1)) == ""


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("y = h1 or h2", "y = OR(h1, h2)"),
        ("y = h1 and not (h2 or h3), z", "y = AND(h1, NOT(OR(h2, h3))), z"),
        ("y = not h1 nor h2", "y = NOR(NOT(h1), h2)"),
        ("y = a and b or c and d", "y = OR(AND(a, b), AND(c, d))"),
        ("y = a or b and c", "y = a or b and c"),
        ("y = h1 - h2", "y = h1 - h2"),
        ("y = h1", "y = h1"),
        ("h1 = x1 or simply OR", "h1 = x1 or simply OR"),
        ("y = " + "(" * 40 + "a or b" + ")" * 40, "y = " + "(" * 40 + "a or b" + ")" * 40),
    ],
)
def test_gates_become_functions(line: str, read: str) -> None:
    assert with_gates(line) == read


def test_signs_become_words() -> None:
    assert in_words("y = a && !b || c").split() == ["y", "=", "a", "and", "not", "b", "or", "c"]
    assert in_words("|x1 - x2| and ||w||") == "|x1 - x2| and ||w||"
