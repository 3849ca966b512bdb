"""Drills, quick cards and Anki cards for parts with computed answers: code, numbers, trees, drawings."""

from __future__ import annotations

import json
import math
import re
import sqlite3
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from interviewer.bootstrap import App, conductor_of, forms_of
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from interviewer.study.anki import guid, write_deck
from interviewer.study.quick_cards import QuickCard, quick_deck
from interviewer.study.schedule import RATINGS
from interviewer.web.desk import Desk
from interviewer.web.forms.entered import Entered
from knowledge.schema import Bank
from tests.interviewer.grading.forms.code.test_hidden_tests import DROPOUT
from tests.interviewer.grading.forms.walls import needs_walls

DRILL = ("training-03b", "nlp-10", "rl-04", "training-04a")
IN_FORMS = (*DRILL, "training-03a", "rl-07", "training-13a", "training-24", "nlp-05a", "nlp-12", "vision-09")


@pytest.fixture
def desk(light_services: Services, store: Store) -> Desk:
    light_services.forms = forms_of(light_services.settings)
    return Desk(App(light_services.settings, light_services, store, conductor_of(light_services, store)))


def drawing() -> str:
    """A drawing of all four activations, as the page sends it."""
    xs = [-4 + 0.2 * n for n in range(41)]
    curves = {
        "sigmoid": [[x, 1 / (1 + math.exp(-x))] for x in xs],
        "tanh": [[x, math.tanh(x)] for x in xs],
        "ReLU": [[-4, 0], [0, 0], [2.5, 2.5]],
        "leaky ReLU": [[-4, -0.4], [0, 0], [2.5, 2.5]],
    }
    drawn = [{"label": label, "strokes": [points]} for label, points in curves.items()]
    return json.dumps({"x": [-4, 4], "y": [-1.5, 2.5], "curves": drawn})


@pytest.mark.slow
@needs_walls
def test_a_drill_takes_code_a_number_a_tree_and_a_drawing_and_rates_each_point_by_what_was_computed(desk: Desk) -> None:
    tree = json.dumps({"nodes": {"root": {"value": 3}, "1": {"value": 3}, "2": {"value": 6}}})
    given = {
        "training-03b": ("", Entered(code=DROPOUT.replace("return dout * mask", "return dout"))),
        "nlp-10": ("It takes 4 edits.", Entered()),
        "rl-04": ("", Entered(drawn=tree)),
        "training-04a": ("Here they are.", Entered(drawn=drawing())),
    }
    wanted = {
        "training-03b": {"random-mask": "met", "backward-same-mask": "not_met", "test-time-scaling": "met"},
        "nlp-10": {"value": "met"},
        "rl-04": {"root": "met", "left-min": "met", "right-min": "not_met"},
        "training-04a": {"sigmoid-graph": "met", "tanh-graph": "met", "relu-graph": "met", "leaky-relu-graph": "met"},
    }
    interview_id, steps = desk.conductor.start_drill(DRILL, "forms")
    list(steps)
    for _ in DRILL:
        state = desk.view(interview_id).state
        assert state.current is not None
        question = state.current.question_id
        text, entered = given[question]
        list(desk.say(interview_id, text, entered=entered))
        for _ in range(9):
            current = desk.view(interview_id).state.current
            if current is None or current.closed:
                break
            list(desk.press(interview_id, "skip"))
        attempt = next(a for a in desk.view(interview_id).state.attempts if a.question_id == question)
        assert attempt.closed and attempt.grade is not None
        verdicts = {c.id: c.verdict for c in attempt.grade.criteria}
        assert {c: verdicts[c] for c in wanted[question]} == wanted[question]
        rated = {r.criterion_id: r.rating for r in desk.store.reviews.log() if r.question_id == question}
        assert {c: rated[c] for c in wanted[question]} == {c: RATINGS[v] for c, v in wanted[question].items()}  # type: ignore[index]
        if desk.view(interview_id).state.phase != "finished":
            list(desk.press(interview_id, "next"))
    assert {a.question_id for a in desk.view(interview_id).state.attempts} == set(DRILL)


@pytest.mark.parametrize(
    ("point", "answer", "verdict"),
    [
        ("nlp-10/value", "4", "met"),
        ("nlp-10/value", "5", "not_met"),
        ("rl-04/root", "3 at the root", "met"),
        ("training-04d/scalar-derivative", r"$\sigma' = \sigma(1-\sigma)$", "met"),
        ("training-02/update-rule", "w += lr * grad", "not_met"),
    ],
)
def test_a_quick_card_is_graded_by_its_form(desk: Desk, point: str, answer: str, verdict: str) -> None:
    question, _, criterion = point.partition("/")
    grade = desk.check_card(QuickCard(question, criterion, "", True), answer)
    assert (grade.id, grade.verdict) == (criterion, verdict) and grade.reason


def test_what_a_form_found_wrong_comes_back_first_in_a_deck(desk: Desk, store: Store, bank: Bank) -> None:
    card = QuickCard("nlp-10", "value", "", True)
    grade = desk.check_card(card, "The distance is 5.")
    assert grade.contradicted
    desk.rate_card(card, RATINGS[grade.verdict], grade)
    desk.rate_card(QuickCard("nlp-12", "breakeven", "", True), 1)
    later = datetime(2099, 1, 1, tzinfo=UTC)
    first = quick_deck(store, bank, later)[0]
    assert (first.question_id, first.criterion_id) == ("nlp-10", "value")


def test_anki_cards_of_parts_with_forms_read_well(bank: Bank, tmp_path: Path) -> None:
    points = [(q, c.id) for q in IN_FORMS for c in bank[q].criteria]
    write_deck(bank, tmp_path / "forms.apkg", points)
    with zipfile.ZipFile(tmp_path / "forms.apkg") as archive:
        (tmp_path / "notes.db").write_bytes(archive.read("collection.anki2"))
    base = sqlite3.connect(tmp_path / "notes.db")
    notes = dict(base.execute("select guid, flds from notes"))
    base.close()
    assert len(notes) == len(points)
    for question, criterion in points:
        fields = notes[guid(question, criterion)]
        _, title, front, point, back = fields.split("\x1f")
        assert title and front and back and (point or not bank[question].criterion(criterion).probe)
        shown = re.sub(r"<pre><code>.*?</code></pre>", "", fields, flags=re.DOTALL)
        for raw in ("```", "~~~", "**", "![", "$$", "](", "levenshtein(", '"nodes"', "{x:"):
            assert raw not in shown, (question, criterion, raw)
        assert not re.search(r"^\s*\|?\s*:?-{3,}", shown.replace("<br>", "\n"), re.M), f"{question}: a table's rule"


def test_the_code_of_a_reference_keeps_its_lines_on_an_anki_card(
    bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interviewer.study.anki.nearest_passage", lambda question, _: question.reference)
    code = ("training-03a", "training-03b")
    write_deck(bank, tmp_path / "code.apkg", [(q, c.id) for q in code for c in bank[q].criteria])
    with zipfile.ZipFile(tmp_path / "code.apkg") as archive:
        (tmp_path / "notes.db").write_bytes(archive.read("collection.anki2"))
    base = sqlite3.connect(tmp_path / "notes.db")
    fields = [row[0] for row in base.execute("select flds from notes")]
    base.close()
    blocks = [block for field in fields for block in re.findall(r"<pre><code>(.*?)</code></pre>", field, re.DOTALL)]
    assert blocks and all("\n" in block and "<br>" not in block for block in blocks)
