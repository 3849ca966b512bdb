"""One answer of each form through the grader, with all forms as they are put together, and prose that stays prose."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from evals.labelled.gold import GOLD, read_answers
from interviewer.bootstrap import forms_of
from interviewer.grading.forms.code.code import CodeForm
from interviewer.grading.forms.fences import fenced
from interviewer.grading.forms.finding import Finding
from interviewer.grading.grade import CriterionVerdict, Evidence, Grade
from interviewer.grading.grader import Grader
from interviewer.grading.judge import Judgement, Judgements
from interviewer.grading.text.evidence import MAX_GRADED_CHARACTERS
from interviewer.settings import Settings
from knowledge.answers.drawn import DrawnAxes, DrawnCurve
from knowledge.answers.expectation import Expectation
from knowledge.loader import load_bank
from knowledge.schema import Bank, Criterion, Question
from tests.interviewer.grading.forms.code.test_code_in_grades import DROPOUT
from tests.interviewer.grading.forms.test_exact_verdicts import Fixed, Nodding
from tests.interviewer.grading.forms.walls import needs_walls
from tests.interviewer.grading.read_back import read_grade

FORMS = forms_of(Settings(run_code="auto"))
WRONG_TREE = fenced("tree", '{"nodes": {"root": {"value": 3}, "1": {"value": 5}, "2": {"value": 2}}}')
SIGMOID = fenced(
    "sketch",
    json.dumps({"curves": [{"label": "sigmoid", "points": [[-4, 0.02], [-2, 0.12], [0, 0.5], [2, 0.88], [4, 0.98]]}]}),
)


class Reading(Nodding):
    """A judge that says what it was given to read, and quotes its end."""

    def __init__(self) -> None:
        super().__init__()
        self.read = ""

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        self.read, self.asked = text, [c.id for c in criteria]
        end = len(text.rstrip())
        quote = Evidence(text[end - 9 : end], end - 9, end)
        return Judgements(tuple(Judgement(c.id, "met", 0.9, (quote,)) for c in criteria))


def grade(bank: Bank, question: str, answer: str) -> tuple[Grade, Reading]:
    judge = Reading()
    return Grader(judge, forms=FORMS).grade(bank[question], answer), judge


def verdict(given: Grade, criterion: str) -> str:
    return given.criterion(criterion).kind


def sure(item: CriterionVerdict) -> bool:
    return item.probability in (0.99, 0.5, 0.01) and not item.uncertain


@pytest.mark.slow
@needs_walls
def test_code_is_run(bank: Bank) -> None:
    given, judge = grade(bank, "training-03b", f"With p the keep probability.\n{DROPOUT}")
    assert verdict(given, "random-mask") == "met" and "random-mask" not in judge.asked
    assert DROPOUT in judge.read  # what tests don't decide is read in the code


def test_where_code_is_not_run_every_other_form_still_computes() -> None:
    off = forms_of(Settings(run_code="off"))
    assert not any(isinstance(form, CodeForm) for form in off)
    assert len(off) == len(FORMS) - 1 > 5


@pytest.mark.parametrize(
    ("question", "answer", "criterion", "kind"),
    [
        ("nlp-10", "The distance is 4.", "value", "met"),
        ("nlp-10", "The distance is 7.", "value", "contradicted"),
        ("rl-04", WRONG_TREE, "left-min", "contradicted"),
        ("rl-04", WRONG_TREE, "root", "met"),
        ("training-04a", SIGMOID, "sigmoid-graph", "met"),
    ],
)
def test_it_is_computed(bank: Bank, question: str, answer: str, criterion: str, kind: str) -> None:
    given, judge = grade(bank, question, answer)
    assert verdict(given, criterion) == kind and sure(given.criterion(criterion))
    assert criterion not in judge.asked
    for item in given.criteria:
        assert all(answer[e.start : e.end] == e.quote for e in item.evidence)


def gold(name: str, question: str, criterion: str) -> str:
    """The first answer of the gold that meets a criterion."""
    answers = read_answers(GOLD / "forms" / f"{name}.jsonl", load_bank())
    return next(a.answer for a in answers if a.question_id == question and a.labels.get(criterion) == "met")


@pytest.mark.parametrize(
    ("name", "question", "criterion"),
    [
        ("numbers", "nlp-05a", "top-two"),
        ("derivations", "training-04d", "scalar-derivative"),
        ("xor", "training-24", "weights"),
    ],
)
def test_rankings_formulas_and_networks_are_computed(bank: Bank, name: str, question: str, criterion: str) -> None:
    given, judge = grade(bank, question, gold(name, question, criterion))
    assert verdict(given, criterion) == "met" and criterion not in judge.asked


def test_prose_stays_prose(bank: Bank) -> None:
    answer = "The tree is searched from the leaves up and each player takes what is best for them."
    given, judge = grade(bank, "rl-04", answer)
    assert judge.read == answer and set(judge.asked) == {c.id for c in bank["rl-04"].criteria}
    assert given.judge == "nodding"


def test_feedback_gives_the_reason_and_never_quotes_what_is_drawn(bank: Bank) -> None:
    given, _ = grade(bank, "rl-04", WRONG_TREE)
    item = given.criterion("left-min")
    assert item.drawn and item.evidence[0].quote in WRONG_TREE
    assert item.reason in given.feedback and "{" not in given.feedback and "“" not in given.feedback
    assert read_grade(given.to_dict()).criterion("left-min").drawn
    right, _ = grade(bank, "training-04a", SIGMOID)
    assert "In the curve" in right.feedback or "in the curve" in right.feedback
    assert "{" not in right.feedback


def test_the_judge_reads_the_words_beside_a_drawing_and_its_quotes_stay_in_place(bank: Bank) -> None:
    answer = f"As drawn, with words after it.\n\n{WRONG_TREE}\n\nBoth players know all the moves."
    judge = Reading()
    given = Grader(judge, forms=FORMS).grade(bank["training-01"], answer)
    assert "nodes" not in judge.read and len(judge.read) == len(answer)
    assert judge.read.startswith("As drawn, with words after it.")
    for item in given.criteria:
        assert item.evidence[0].quote == "he moves." and not item.drawn
        assert all(answer[e.start : e.end] == e.quote for e in item.evidence)


def test_a_drawing_where_words_are_asked_for_is_no_guess_of_the_judge(bank: Bank) -> None:
    given, judge = grade(bank, "training-01", SIGMOID)
    assert not judge.asked
    assert {c.reason for c in given.criteria} == {"the answer has no text about this"}


def test_numbers_in_a_tree_are_no_values_that_are_given(bank: Bank) -> None:
    tree = fenced("tree", '{"nodes": {"root": {"value": 4}}}')
    given, _ = grade(bank, "nlp-10", f"{tree}\n\nThe distance is 4.")
    item = given.criterion("value")
    assert item.verdict == "met" and not item.drawn and item.evidence[0].start > len(tree)
    alone, judge = grade(bank, "nlp-10", tree)
    assert not judge.asked and alone.score == 0.0


@pytest.mark.parametrize(("question", "kind"), [("training-04a", "sketch"), ("rl-04", "tree")])
def test_what_is_longer_than_is_read_is_ungraded_with_one_clear_sentence(bank: Bank, question: str, kind: str) -> None:
    points = [[x / 1000, 0.5] for x in range(2000)]
    data = {"curves": [{"label": "sigmoid", "points": points}]} if kind == "sketch" else {"nodes": {"root": points}}
    given, _ = grade(bank, question, fenced(kind, json.dumps(data)))  # type: ignore[arg-type]
    computed = [given.criterion(c.id) for c in bank[question].criteria if c.tree or c.drawing]
    assert {c.verdict for c in computed} == {"ungraded"}
    assert f"{MAX_GRADED_CHARACTERS:,} characters" in computed[0].reason
    assert given.feedback.count("takes up more than") == 1


def test_the_more_specific_form_decides_what_two_can_read(bank: Bank) -> None:
    """A table of values is a curve for the sketches, and numbers for the values."""
    asked = bank["training-04a"]
    drawn = DrawnCurve(("sigmoid",), next(c.drawing.features for c in asked.criteria if c.drawing))
    both = Criterion("both", "Draws it", drawing=drawn, expects=Expectation("value", ("0.7",), sole=True))
    question = replace(asked, criteria=(both,), drawing=DrawnAxes((-4, 4), (-1.5, 2.5)))
    table = "x: -4 -2 0 2 4 / sigmoid: 0.02 0.12 0.5 0.88 0.98"
    decided = [{f.criterion_id for f in form.findings(question, table)} for form in FORMS]
    assert decided.count({"both"}) == 2
    item = Grader(Nodding(), forms=FORMS).grade(question, table).criterion("both")
    assert item.verdict == "met" and "curve labelled sigmoid" in item.reason
    value = Grader(Nodding(), forms=FORMS).grade(question, "It is 0.7.").criterion("both")
    assert value.verdict == "met" and "0.7" in value.reason


def test_a_form_that_cannot_read_its_part_gives_way_to_one_that_decides(bank: Bank) -> None:
    blind = Fixed(Finding("capacity", "ungraded", "It cannot be read."))
    sees = Fixed(Finding("capacity", "met", "Right.", "4"))
    for forms in ([blind, sees], [sees, blind]):
        assert Grader(Nodding(), forms=forms).grade(bank["training-01"], "4").criterion("capacity").verdict == "met"
