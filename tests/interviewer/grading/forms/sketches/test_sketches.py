"""Drawings and tables of values: gold, swapped labels, and bad input."""

from __future__ import annotations

import json
import math

import pytest

from evals.labelled.drawn import drawn_answers
from evals.labelled.gold import GOLD
from interviewer.errors import UsageError
from interviewer.grading.forms.fences import fenced
from interviewer.grading.forms.sketches.curve import Curve
from interviewer.grading.forms.sketches.drawing import drawing_json
from interviewer.grading.forms.sketches.sketches import SketchForm
from interviewer.grading.forms.sketches.value_table import read_tables
from knowledge.answers.drawn import DrawnAxes, DrawnCurve
from knowledge.schema import Bank, Criterion, Question
from tests.interviewer.grading.forms.answers import sketched

FORM = SketchForm()
XS = [-4 + 0.1 * n for n in range(81)]
RIGHT = {
    "sigmoid": lambda x: 1 / (1 + math.exp(-x)),
    "tanh": math.tanh,
    "ReLU": lambda x: max(0.0, x),
    "leaky ReLU": lambda x: x if x > 0 else 0.1 * x,
}


def sketch(**curves: list[list[float]]) -> str:
    return fenced("sketch", json.dumps({"curves": [{"label": k, "points": v} for k, v in curves.items()]}))


def drawn(name: str) -> tuple[tuple[float, float], ...]:
    return tuple((x, RIGHT[name](x)) for x in XS if RIGHT[name](x) <= 2.5)


@pytest.mark.slow
def test_generated_drawings_agree_on_95_of_100_curves(bank: Bank) -> None:
    answers = list(drawn_answers())
    hits = [
        (given[c].verdict if c in given else None) == label
        for a in answers
        for given in [sketched(bank, a.answer, a.question_id)]
        for c, label in a.labels.items()
    ]
    assert len(answers) == 200 and sum(hits) / len(hits) >= 0.95


@pytest.mark.slow
def test_drawings_by_hand_agree_on_95_of_100_curves(bank: Bank) -> None:
    rows = [json.loads(line) for line in (GOLD / "forms" / "sketches.jsonl").read_text().splitlines()]
    hits = [
        (given[c].verdict if c in given else None) == label
        for row in rows
        for given in [sketched(bank, row["answer"], row["question_id"])]
        for c, label in row["labels"].items()
    ]
    assert len(rows) == 40 and sum(hits) / len(hits) >= 0.95


@pytest.mark.parametrize("question", ["training-04a", "training-13a"])
def test_the_reference_curves_of_the_bank_are_right(bank: Bank, question: str) -> None:
    drawings = [c.drawing for c in bank[question].criteria if c.drawing]
    curves = [Curve(d.names[0], read_tables(d.reference, "y")[0].curve.strokes) for d in drawings]
    given = sketched(bank, fenced("sketch", drawing_json(curves, bank[question].drawing)), question)
    assert {f.verdict for f in given.values()} == {"met"} and len(given) == len(drawings)


def test_the_reference_curve_of_a_rate_too_high_ends_above_the_others(bank: Bank) -> None:
    drawings = {c.id: c.drawing for c in bank["training-13a"].criteria if c.drawing}
    curves = {k: read_tables(d.reference, "y")[0].curve.strokes[0] for k, d in drawings.items()}
    late = {k: [y for x, y in points if x >= 30] for k, points in curves.items()}
    assert min(late["too-high"]) > max(late["too-low"]) > max(late["acceptable"])


def test_the_reference_curves_are_the_functions(bank: Bank) -> None:
    for criterion in bank["training-04a"].criteria:
        assert criterion.drawing
        name = criterion.drawing.names[0]
        for x, y in read_tables(criterion.drawing.reference, "y")[0].curve.strokes[0]:
            assert y == pytest.approx(RIGHT[name](x), abs=0.006)


@pytest.mark.slow
def test_swapped_labels_are_found_and_named(bank: Bank) -> None:
    curves = [
        Curve("sigmoid", (drawn("tanh"),)),
        Curve("tanh", (drawn("sigmoid"),)),
        Curve("ReLU", (drawn("leaky ReLU"),)),
    ]
    given = sketched(bank, fenced("sketch", drawing_json(curves, bank["training-04a"].drawing)))
    assert (
        given["sigmoid-graph"].contradicted and "labels sigmoid and tanh are swapped" in given["sigmoid-graph"].reason
    )
    assert "at the left end it is at -1" in given["sigmoid-graph"].reason
    assert "looks like leaky ReLU" in given["relu-graph"].reason
    assert given["leaky-relu-graph"].reason == "No curve in your drawing is labelled leaky ReLU."


def test_a_right_table_of_values_is_right(bank: Bank) -> None:
    given = sketched(bank, "ReLU\nx: -2 -1 0 1 2 / ReLU: 0 0 0 1 2")
    assert given["relu-graph"].verdict == "met" and list(given) == ["relu-graph"]
    rows = "| x | -2 | -1 | 0 | 1 | 2 |\n|---|---|---|---|---|---|\n| sigmoid | .12 | .27 | .5 | .73 | .88 |\n| tanh | .1 | .3 | .5 | .7 | .9 |"
    given = sketched(bank, rows)
    assert given["sigmoid-graph"].verdict == "met" and given["tanh-graph"].contradicted
    assert sketched(bank, "leaky ReLU: x: -2 -1 0 1 2 / y: -0.02 -0.01 0 1 2")["leaky-relu-graph"].verdict == "met"


@pytest.mark.parametrize(
    ("row", "criterion", "verdict"),
    [
        ("sigmoid: .007 .5 .993", "sigmoid-graph", "met"),
        ("tanh: -1 0 1", "tanh-graph", "met"),
        ("tanh: .007 .5 .993", "tanh-graph", "not_met"),
        ("sigmoid: -1 0 1", "sigmoid-graph", "not_met"),
        ("sigmoid: .993 .5 .007", "sigmoid-graph", "not_met"),
        ("ReLU: 0 0 5", "relu-graph", "met"),
        ("leaky ReLU: -.05 0 5", "leaky-relu-graph", "met"),
        ("leaky ReLU: 0 0 5", "leaky-relu-graph", "not_met"),
    ],
)
@pytest.mark.parametrize("table", ["x: -5 0 5 / {row}", "| x | -5 | 0 | 5 |\n|---|---|---|---|\n| {cells} |"])
def test_a_table_of_three_columns_shows_what_its_numbers_do(
    bank: Bank, row: str, criterion: str, verdict: str, table: str
) -> None:
    name, _, numbers = row.partition(": ")
    cells = " | ".join([name, *numbers.split()])
    assert sketched(bank, table.format(row=row, cells=cells))[criterion].verdict == verdict


def test_where_enough_numbers_are_given_a_straight_line_does_not_level_off(bank: Bank) -> None:
    given = sketched(bank, "x: -5 -4 -2 0 2 4 5 / tanh: -1 -.8 -.4 0 .4 .8 1")["tanh-graph"]
    assert given.contradicted and "goes on without levelling off" in given.reason


@pytest.mark.slow
def test_drawings_of_another_hand_agree_on_95_of_100_curves(bank: Bank) -> None:
    rows = [json.loads(line) for line in (GOLD / "forms" / "hand-sketches.jsonl").read_text().splitlines()]
    curves = [json.dumps(c["strokes"]) for row in rows for c in json.loads(row["answer"].split("\n")[1])["curves"]]
    hits = [
        (given[c].verdict if c in given else None) == label
        for row in rows
        for given in [sketched(bank, row["answer"], row["question_id"])]
        for c, label in row["labels"].items()
    ]
    assert len(rows) == 40 and len(set(curves)) == len(curves) == 140
    assert sum(hits) / len(hits) >= 0.95


def test_words_are_read_and_get_no_note(bank: Bank) -> None:
    found = sketched(bank, "Sigmoid rises from 0 to 1 and is one half at zero; ReLU is 0 for x < 0 and x for x > 0.")
    assert {name: finding.verdict for name, finding in found.items()} == {"sigmoid-graph": "met", "relu-graph": "met"}
    assert FORM.note(bank["training-04a"], "ReLU is max(0, x).") == ""


def test_a_drawing_of_characters_gets_a_hint(bank: Bank) -> None:
    art = "   |      /\n   |     /\n___|____/\n   |  /\n   | /"
    assert "Draw it on the canvas" in FORM.note(bank["training-04a"], art)
    assert FORM.note(bank["training-04a"], "- it rises\n- it falls\n- it stays\n- it ends") == ""


def test_a_second_drawing_replaces_curves_of_the_same_name(bank: Bank) -> None:
    wrong = sketch(tanh=[[-4, 0], [0, 0.5], [4, 1]])
    right = fenced("sketch", drawing_json([Curve("tanh", (drawn("tanh"),))]).replace('"axes":"image",', ""))
    assert sketched(bank, f"{wrong}\n\n{right}")["tanh-graph"].verdict == "met"


@pytest.mark.slow
def test_colours_are_named_in_words_or_by_the_pages_palette(bank: Bank) -> None:
    def image(colour: str) -> str:
        points = tuple(((x + 4) / 8, (RIGHT["tanh"](x) + 1.5) / 4) for x in XS)
        return fenced("sketch", drawing_json([Curve("", (points,), colour)]))

    assert sketched(bank, image("amber"))["tanh-graph"].verdict == "met"
    assert sketched(bank, f"The blue one is tanh.\n\n{image('blue')}")["tanh-graph"].verdict == "met"
    assert sketched(bank, f"blue: tanh\n\n{image('blue')}")["tanh-graph"].verdict == "met"
    assert "has no name" in FORM.note(bank["training-04a"], image("black"))


OVER = [
    [-4 + 8 * n / 40, -1 + 0.4 * k]
    for k in range(10)
    for n in (list(range(41)) if k % 2 == 0 else list(range(40, -1, -1)))
]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (fenced("sketch", '{"curves": []}'), "canvas is empty"),
        (fenced("sketch", '{"curves": [{"label": "tanh", "strokes": []}]}'), "canvas is empty"),
        (fenced("sketch", "{"), "cannot be read"),
        (fenced("sketch", "[" * 90_000), "cannot be read"),
        (fenced("sketch", "7"), 'no "curves"'),
        (fenced("sketch", '{"curves": [{"label": "tanh", "points": [[0, NaN], [1, 1]]}]}'), "ordinary numbers"),
        (fenced("sketch", '{"curves": [{"label": "tanh", "points": [[0, 1e999], [1, 1]]}]}'), "ordinary numbers"),
        (fenced("sketch", '{"curves": [{"label": "tanh", "points": "abc", "strokes": 5}]}'), "lists of points"),
        (
            fenced(
                "sketch", json.dumps({"curves": [{"label": f"c{n}", "points": [[0, 0], [1, 1]]} for n in range(10)]})
            ),
            "10 curves",
        ),
        (
            fenced("sketch", json.dumps({"curves": [{"label": "tanh", "points": [[n, n] for n in range(5001)]}]})),
            "5001 points",
        ),
    ],
)
def test_what_cannot_be_judged_is_ungraded_with_one_clear_sentence(bank: Bank, answer: str, said: str) -> None:
    given = sketched(bank, answer)
    assert {f.verdict for f in given.values()} == {"ungraded"} and len(given) == 4
    assert all(said in f.reason and "\n" not in f.reason for f in given.values())
    assert said in FORM.note(bank["training-04a"], answer)
    assert sketched(bank, f"Tanh goes from -1 to 1.\n\n{answer}") == {}, "the words are still read"


def test_ten_lines_over_each_other_are_no_curve(bank: Bank) -> None:
    given = sketched(bank, sketch(tanh=OVER))["tanh-graph"]
    assert given.verdict == "ungraded" and "several lines above each other" in given.reason


def test_a_dot_is_no_curve(bank: Bank) -> None:
    given = sketched(bank, sketch(tanh=[[0, 0], [0.01, 0]], sigmoid=[[-4, 0], [4, 1]]))["tanh-graph"]
    assert given.verdict == "not_met" and "only a dot" in given.reason


def test_a_training_curve_in_other_units_is_the_same(bank: Bank) -> None:
    points = [[1000 * t, 0.25 + 5 * math.exp(-t / 5)] for t in range(41)]
    assert sketched(bank, sketch(acceptable=points), "training-13a")["acceptable"].verdict == "met"


def test_a_feature_that_is_not_known_is_one_clear_line() -> None:
    curve = DrawnCurve(("f",), ("wobbles",))
    question = Question(
        "own-01", "own", "?", "!", (Criterion("a", "A", drawing=curve),), drawing=DrawnAxes((0, 1), (0, 1))
    )
    with pytest.raises(UsageError, match="'wobbles', which is not known"):
        FORM.findings(question, sketch(f=[[0, 0], [1, 1]]))


@pytest.mark.parametrize("name", ["sigmoid", "ReLU"])
@pytest.mark.parametrize("size", [1e-300, 5e-324, 1e-9])
@pytest.mark.parametrize("height", [0.0, 1.0])
def test_a_curve_in_one_place_has_no_shape_and_is_no_crash(bank: Bank, name: str, size: float, height: float) -> None:
    points = [[n * size, n * size + height * (n % 2)] for n in range(30)]
    verdicts = {f.verdict for f in sketched(bank, sketch(**{name: points})).values()}
    assert verdicts and "met" not in verdicts
