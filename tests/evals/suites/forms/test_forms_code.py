"""The gold of answers in code: what is right is accepted in every style, and each mutant is caught where it is wrong."""

from __future__ import annotations

from collections import Counter

import pytest

from evals.labelled.gold import LabelledAnswer, gold_answers, read_answers, voice_answers
from evals.suites.forms.forms_code import CODE, RIGHT, TimedRun, code_answers, disputes, run_answer
from interviewer.grading.forms.code.block import code_of
from interviewer.grading.forms.code.code import CodeForm, suite_of
from knowledge.loader import load_bank
from knowledge.schema import Bank
from tests.interviewer.grading.forms.walls import needs_walls
from tests.repeated import repeated

DISPUTED = disputes()
ANSWERS = [a for name in ("code", "second", "third") for a in read_answers(CODE / f"{name}.jsonl", load_bank())]


@pytest.fixture(scope="module")
def form() -> CodeForm:
    from interviewer.grading.forms.sandbox.sandbox import find_sandbox

    return CodeForm(lambda: find_sandbox(consent=False))


def test_the_gold_has_ten_styles_a_question_and_sixty_mutants(bank: Bank) -> None:
    answers = code_answers(bank)
    right = Counter(a.question_id for a in answers if a.category == RIGHT)
    assert min(right[name] for name in ("training-03a", "training-03b")) >= 10
    assert sum(a.category != RIGHT for a in answers) >= 60
    assert repeated(a.id for a in answers) == [] and repeated(a.answer for a in answers) == []


@needs_walls
@pytest.mark.slow
@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.id)
def test_the_tests_agree_with_the_labels(bank: Bank, form: CodeForm, answer: LabelledAnswer) -> None:
    run = run_answer(form, bank, answer, DISPUTED.get(answer.id, {}))
    assert not run.wrong
    assert run.caught == (answer.category != RIGHT and not run.excused)
    assert run.seconds < 10


def test_disputes_are_few_and_name_another_label_of_the_answer() -> None:
    by_id = {answer.id: answer.labels for answer in ANSWERS}
    named = {(id_, criterion): label for id_, labels in DISPUTED.items() for criterion, label in labels.items()}
    assert 0 < len({id_ for id_, _ in named}) <= 13
    assert all(label != by_id[id_][criterion] for (id_, criterion), label in named.items())


def test_a_run_tells_what_is_wrong_and_what_is_caught() -> None:
    answer = LabelledAnswer("a", "training-03b", "", 0.5, {"random-mask": "not_met", "inverted": "met"})
    missed = TimedRun(answer, {"random-mask": "met", "inverted": "met"}, 0.1)
    assert missed.wrong == {"random-mask": "met"} and not missed.caught
    assert TimedRun(answer, {"random-mask": "partly_met", "inverted": "met"}, 0.1).caught
    excused = TimedRun(answer, {"random-mask": "met", "inverted": "met"}, 0.1, {"random-mask": "met"})
    assert excused.excused and not excused.wrong and not excused.caught and excused.labels == {"inverted": "met"}
    other = TimedRun(answer, {"random-mask": "partly_met", "inverted": "met"}, 0.1, {"random-mask": "met"})
    assert not other.excused and other.wrong == {"random-mask": "partly_met"}


@needs_walls
@pytest.mark.slow
def test_code_in_answers_by_other_writers_is_graded_as_two_readers_did(bank: Bank, form: CodeForm) -> None:
    answers = [a for a in (*gold_answers(bank), *voice_answers(bank)) if suite_of(bank[a.question_id])]
    runs = [run_answer(form, bank, a) for a in answers if code_of(a.answer)]
    assert len(runs) >= 12
    for run in runs:
        found = {c: v for c, v in run.found.items() if c != "inverted"}  # a remark next to the code may make this one
        assert {c: run.answer.labels[c] for c in found} == found, run.answer.id
