"""Tables with a column a curve, and values that are given one by one."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.grading.forms.sketches.sketches import SketchForm
from interviewer.grading.forms.sketches.value_table import read_tables
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import findings_of, verdicts_of

FORM = SketchForm()

NAMES = ("sigmoid", "tanh", "ReLU", "leaky ReLU")
RIGHT = [
    ("-4", "0.02", "-1.0", "0", "-0.4"),
    ("-2", "0.12", "-0.96", "0", "-0.2"),
    ("0", "0.5", "0", "0", "0"),
    ("2", "0.88", "0.96", "2", "2"),
    ("4", "0.98", "1.0", "4", "4"),
]
IDS = ("sigmoid-graph", "tanh-graph", "relu-graph", "leaky-relu-graph")


def markdown(rows: list[tuple[str, ...]], names: tuple[str, ...] = NAMES, x: str = "x") -> str:
    head = [f"| {' | '.join((x, *names))} |", f"|{'---|' * (len(names) + 1)}"]
    return "\n".join([*head, *(f"| {' | '.join(row)} |" for row in rows)])


@pytest.mark.parametrize(
    "answer",
    [
        markdown(RIGHT),
        f"Here is what I get:\n\n{markdown(RIGHT)}\n\nThe first two level off.",
        markdown(RIGHT, ("$\\sigma(x)$", "$\\tanh(x)$", "**ReLU**", "*leaky ReLU*"), "$x$"),
        markdown([tuple(cell.replace("-", "−") for cell in row) for row in RIGHT]),
        markdown([(row[0], *(f"≈ {cell}" for cell in row[1:])) for row in RIGHT]),
        "\n".join(", ".join(row) for row in [("x", *NAMES), *RIGHT]),
        "\n".join("\t".join(row) for row in [("input", *NAMES), *RIGHT]),
        "\n".join("   ".join(row) for row in [("x", *NAMES), *RIGHT]),
        "\n".join(" ".join(row) for row in [("x", "sigmoid", "tanh", "relu", "leaky"), *RIGHT]),
        markdown(RIGHT[::-1]),
    ],
)
def test_a_table_with_a_column_a_curve_is_read(bank: Bank, answer: str) -> None:
    assert verdicts_of(FORM, bank, "training-04a", answer) == dict.fromkeys(IDS, "met")


def test_a_single_column_is_read(bank: Bank) -> None:
    rows = [("-2", "0"), ("-1", "0"), ("0", "0"), ("1", "1"), ("2", "2")]
    assert verdicts_of(FORM, bank, "training-04a", markdown(rows, ("ReLU",))) == {"relu-graph": "met"}
    flatter = [*rows[:3], ("1", "0.5"), ("2", "1")]
    assert verdicts_of(FORM, bank, "training-04a", markdown(flatter, ("ReLU",))) == {"relu-graph": "partly_met"}


def test_wrong_and_swapped_columns_are_found(bank: Bank) -> None:
    found = findings_of(FORM, bank, "training-04a", markdown(RIGHT, ("tanh", "sigmoid", "leaky", "ReLU"))).values()
    assert all(f.contradicted for f in found) and len(found) == 4
    assert any("labels sigmoid and tanh are swapped" in f.reason for f in found)


def test_a_cell_without_a_number_costs_its_own_point_only(bank: Bank) -> None:
    rows = [(x, s, "—" if x == "-2" else t) for x, s, t, *_ in RIGHT]
    assert verdicts_of(FORM, bank, "training-04a", markdown(rows, NAMES[:2])) == {
        "sigmoid-graph": "met",
        "tanh-graph": "met",
    }


def test_training_curves_in_columns(bank: Bank) -> None:
    high = [("0", "2.3", "2.3", "2.3"), ("1", "3.1", "2.28", "1.2"), ("2", "5.0", "2.25", "0.8"), ("5", "40", "2.2", "0.4"),
            ("10", "900", "2.1", "0.2"), ("20", "9000", "1.95", "0.15")]  # fmt: skip
    table = markdown(high, ("high lr", "low lr", "good"), "epoch")
    assert verdicts_of(FORM, bank, "training-13a", table) == dict.fromkeys(("too-high", "too-low", "acceptable"), "met")
    swapped = markdown(high, ("good", "high lr", "low lr"), "epoch")
    assert set(verdicts_of(FORM, bank, "training-13a", swapped).values()) == {"contradicted"}


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        ("sigmoid(-4)=0.018, sigmoid(-1)=0.27, sigmoid(0)=0.5, sigmoid(1)=0.73, sigmoid(4)=0.98", {"sigmoid-graph": "met"}),
        ("tanh: (-3, -0.995), (-1, -0.76), (0, 0), (1, 0.76), (3, 0.995)", {"tanh-graph": "met"}),
        ("ReLU(-3) is 0, ReLU(0) is 0, ReLU(1) is 1 and ReLU(3) is 3.", {"relu-graph": "met"}),
        ("leaky ReLU(-3) = -0.3, leaky ReLU(0) = 0, leaky ReLU(3) = 3", {"leaky-relu-graph": "met"}),
        ("sigmoid(-4) = -1, sigmoid(0) = 0, sigmoid(4) = 1", {"sigmoid-graph": "contradicted"}),
        # two values, or values near the middle only, are examples of what the words say
        ("It is an S: sigmoid(0) = 1/2, sigmoid(1) = 0.73.", {}),
        ("It runs from 0 to 1, e.g. sigmoid(-1) = 0.27, sigmoid(0) = 0.5, sigmoid(1) = 0.73.", {}),
        ("sigmoid(x) = 1/(1+e^-x), sigmoid'(0) = 1/4", {}),
    ],
)  # fmt: skip
def test_values_that_are_given_one_by_one(bank: Bank, answer: str, wanted: dict[str, str]) -> None:
    assert verdicts_of(FORM, bank, "training-04a", answer) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "| epoch | loss |\n|---|---|\n| 1 | 2 |\n| 2 | 1 |",  # two points show no shape
        "| x | sigmoid |\n|---|---|\n| a | b |\n| c | d |\n| e | f |",
        "| name | sigmoid |\n|---|---|\n| 1 | 2 |\n| 2 | 3 |\n| 3 | 4 |",
        "| x | sigmoid |\n|---|---|\n| 0 | 0 |\n| 0 | 1 |\n| 1 | 1 |\n| 2 | 1 |",  # no function
        "x\n1\n2\n3",
    ],
)
def test_what_is_no_table_of_a_curve_is_left_alone(text: str) -> None:
    assert read_tables(text, "", NAMES) == ()


@given(st.text(alphabet="x|-\n 012.,;\tsigmod()=", max_size=300))
def test_any_text_ends(text: str) -> None:
    for table in read_tables(text, "sigmoid", NAMES):
        assert len(table.curve.strokes[0]) >= 3 and table.quote in text


@pytest.mark.parametrize(
    "bomb", ["x | " * 3000, "x" + " " * 11_000 + "|", "x, y\n" + "1, 2\n" * 2000, "tanh: " + "(0, 0), " * 1500]
)
def test_bombs_end_at_once(bomb: str) -> None:
    start = time.process_time()
    read_tables(bomb, "", NAMES)
    assert time.process_time() - start < 1
