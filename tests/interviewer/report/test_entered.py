"""Drawings, trees and code in a report: as a person reads them, in Markdown, on the page and on paper."""

from __future__ import annotations

import json
import math
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

from interviewer.bootstrap import App, conductor_of
from interviewer.conversation.state.state import QuestionAttempt, Turn
from interviewer.grading.forms.fences import fenced
from interviewer.grading.forms.sketches.curve import Curve
from interviewer.grading.forms.sketches.sketches import SketchForm
from interviewer.grading.forms.trees.game_tree import read_game_tree
from interviewer.grading.forms.trees.tree_json import read_filled
from interviewer.grading.forms.trees.trees import TreeForm
from interviewer.loading.services import Services
from interviewer.report.build import Report, build_report
from interviewer.report.entered import curve_words, in_words, pictures_of, tree_words, words_of
from interviewer.report.markdown import to_markdown
from interviewer.report.pdf import paper, write_pdf
from interviewer.storage.store import Store
from interviewer.web.desk import Desk
from interviewer.web.report.shown import head_html, shown_questions
from knowledge.answers.drawn import DrawnAxes
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import EXACT
from tests.interviewer.report.conftest import record_of

XS = [-4 + 0.2 * n for n in range(41)]
AXES = DrawnAxes((-4.0, 4.0), (-1.5, 2.5))
SKETCH = fenced(
    "sketch",
    json.dumps(
        {
            "curves": [
                {"label": "sigmoid", "points": [[x, math.tanh(x)] for x in XS]},
                {"label": "tanh\u0007<b>", "points": [[x, math.tanh(x)] for x in XS]},
                {"label": "\ud800ReLU", "points": [[x, max(0.0, x)] for x in XS]},
            ]
        }
    ),
)
TREE = fenced(
    "tree", '{"nodes": {"root": {"value": 4, "alpha": 4}, "1": {"value": 5, "beta": "inf"}}, "pruned": ["2.2"]}'
)
CODE = fenced("python", "def forward(x):\n    return {'a': [1, 2]}")


def turn(text: str, question: str, role: str = "candidate") -> Turn:
    return Turn(role, "answer" if role == "candidate" else "ask", text, question_id=question)  # type: ignore[arg-type]


def reported(bank: Bank, *turns: Turn) -> Report:
    attempts = [QuestionAttempt(t.question_id, t.text, closed=True) for t in turns if t.role == "candidate"]
    return build_report(record_of(*attempts), turns, bank)


def drawn(function: object, xs: list[float] = XS) -> Curve:
    return Curve("f", (tuple((x, function(x)) for x in xs),))  # type: ignore[operator]


@pytest.mark.parametrize(
    ("curve", "words"),
    [
        (drawn(math.tanh), "**f** rises from (-4, -1) through (0, 0) to (4, 1)"),
        (drawn(lambda x: -x / 2), "**f** falls from (-4, 2) through (0, 0) to (4, -2)"),
        (drawn(lambda x: 1.0), "**f** stays level from (-4, 1) through (0, 1) to (4, 1)"),
        (drawn(lambda x: abs(x) / 2), "**f** begins at (-4, 2), falls to (0, 0), then rises to (4, 2)"),
        (drawn(lambda x: math.sin(6 * x)), "**f** goes up and down from (-4, 0.91) to (4, -0.91), between"),
        (drawn(lambda x: x + 0.02 * math.sin(40 * x)), "**f** rises from (-4, "),
        (Curve("f", (((1.0, 0.0), (1.0, 2.0)),)), "**f** is a single point or a vertical line at x = 1"),
        (Curve("a*b`|c", (((0.0, 0.0), (4.0, 2.0)),)), "**abc** rises from (0, 0) through (2, 1) to (4, 2)"),
        (Curve("", (((0.0, 0.0), (4.0, 2.0)),), "teal"), "**teal** rises"),
        (Curve("", (((0.0, 0.0), (4.0, 2.0)),)), "**A curve without a name** rises"),
    ],
)
def test_a_curve_in_words_says_where_it_begins_turns_and_ends(curve: Curve, words: str) -> None:
    assert curve_words(curve, AXES).startswith(words)


def test_a_tree_in_words_is_a_list_with_what_was_entered(bank: Bank) -> None:
    tree = read_game_tree(bank["rl-07"].tree)
    lines = tree_words(tree, read_filled(TREE, tree)).splitlines()
    assert lines[0] == "A tree, filled in:" and lines[2] == "- root: value 4, alpha 4"
    assert "  - left min node: value 5, beta ∞" in lines and "    - fourth max node (5, 9): pruned" in lines
    assert "    - first max node (3, 5): nothing entered" in lines
    nothing = read_filled(fenced("tree", '{"nodes": {}, "pruned": "nothing"}'), tree)
    assert tree_words(tree, nothing).splitlines()[-1] == "- nothing is pruned"


@pytest.mark.parametrize("body", ["{", "[]", '{"curves": []}', '{"curves": [{"points": [[1, "NaN"]]}]}', ""])
def test_what_cannot_be_read_is_said_to_be_so_and_not_shown_raw(bank: Bank, body: str) -> None:
    assert words_of("sketch", body, bank["training-04a"]) == "A drawing that cannot be read."
    assert words_of("tree", body, bank["training-04a"]) == "A tree that cannot be read."


def test_markdown_has_words_for_what_was_drawn_and_code_as_it_was(bank: Bank) -> None:
    report = reported(
        bank,
        turn(bank["training-04a"].question, "training-04a", "interviewer"),
        turn(f"Here they are.\n\n{SKETCH}\n\nThat is all.", "training-04a"),
        turn(TREE, "rl-07"),
        turn(f"So:\n\n{CODE}", "training-03a"),
    )
    text = to_markdown(report).partition("## Appendix: the conversation")[2]
    assert '"curves"' not in text and '"nodes"' not in text and "```sketch" not in text
    assert "> Here they are.\n>\n> A drawing:\n>\n> - **sigmoid** rises from" in text and "> That is all." in text
    assert "> - root: value 4, alpha 4\n>   - left min node" in text
    assert "> ```python\n> def forward(x):\n>     return {'a': [1, 2]}\n> ```" in text


def test_what_the_interviewer_says_and_blocks_of_other_questions_stay_as_they_are(bank: Bank) -> None:
    turns = (turn(SKETCH, "training-04a", "interviewer"), turn(TREE, "training-01"), turn(SKETCH, ""))
    found = pictures_of(turns, bank)
    assert in_words(SKETCH, {}) == SKETCH
    assert {p.words for p in found.values()} == {"A tree that cannot be read.", "A drawing that cannot be read."}


@pytest.mark.slow
def test_on_paper_a_drawing_and_a_tree_are_pictures(bank: Bank, tmp_path: Path) -> None:
    turns = (turn(f"Here.\n\n{SKETCH}", "training-04a"), turn(TREE, "rl-07"), turn(CODE, "training-03a"))
    report = reported(bank, *turns, turn(fenced("sketch", "{"), "training-04a"))
    drawing, tree, code, broken = (t["text"] for t in paper(report)["transcript"])  # type: ignore[index, union-attr, call-overload]
    assert [p["kind"] for p in drawing] == ["text", "picture"] and [p["kind"] for p in tree] == ["picture"]
    assert [p["kind"] for p in code] == ["block"]
    assert [(p["kind"], p["text"]) for p in broken] == [("text", "A drawing that cannot be read.")]
    for piece in (drawing[1], tree[0]):
        ET.fromstring(piece["text"])  # control characters and halves of characters in names would break it
        assert piece["words"].startswith("A ")
    write_pdf(report, tmp_path / "with.pdf")
    write_pdf(reported(bank, turn("Here.", "training-04a")), tmp_path / "without.pdf")
    assert (tmp_path / "with.pdf").stat().st_size > (tmp_path / "without.pdf").stat().st_size + 3_000


def test_the_record_as_json_has_no_pictures(bank: Bank) -> None:
    data = reported(bank, turn(SKETCH, "training-04a")).to_dict()
    assert "pictures" not in data and "<svg" not in json.dumps(data)


@pytest.fixture
def desk(light_services: Services, store: Store) -> Iterator[Desk]:
    light_services.forms = (TreeForm(), SketchForm(), *EXACT)
    made = Desk(App(light_services.settings, light_services, store, conductor_of(light_services, store)))
    yield made
    made.close()


@pytest.mark.slow
@pytest.mark.parametrize(("question", "answer"), [("training-04a", SKETCH), ("rl-07", TREE), ("rl-04", TREE)])
def test_no_report_shows_raw_data_of_a_graded_answer(desk: Desk, question: str, answer: str) -> None:
    interview_id = desk.retry(question).interview_id
    list(desk.say(interview_id, answer))
    list(desk.press(interview_id, "end"))
    report = desk.report(interview_id)
    assert report.questions[0].grade is not None and report.questions[0].wrong
    state = desk.view(interview_id).state
    page = head_html(report) + "".join(
        q.verdicts + q.feedback + q.missed for q in shown_questions(report, state, desk.bank)
    )
    for text in (to_markdown(report), page, json.dumps(paper(report)["questions"])):
        for raw in (
            '{"label"',
            '"curves"',
            '"nodes"',
            "&quot;label",
            "&quot;nodes",
            '\\"label',
            '\\"nodes',
            "```sketch",
        ):
            assert raw not in text, raw
