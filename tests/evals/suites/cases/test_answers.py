"""Cases from whole strong answers."""

from __future__ import annotations

import pytest

from evals.suites.cases.answers import ANSWER_KINDS, bullets
from evals.suites.cases.cases import Case, Material
from evals.suites.cases.truth import material_of
from interviewer.grading.text.evidence import MAX_GRADED_CHARACTERS
from knowledge.schema import Bank

KINDS = {kind.name: kind for kind in ANSWER_KINDS}


def made(name: str, material: Material) -> list[Case]:
    return list(KINDS[name].make(name, material))


@pytest.mark.slow
def test_what_should_change_nothing_is_within_what_is_read(bank: Bank) -> None:
    material = material_of(bank, "test", "test")
    strong = {answer.answer for answer in material.answers}
    for name, kind in KINDS.items():
        for case in made(name, material):
            if kind.effect in ("unchanged", "nothing left"):
                assert case.before in strong and len(case.text) <= MAX_GRADED_CHARACTERS, name
            else:
                assert not case.before


@pytest.mark.slow
def test_an_answer_stands_in_what_is_put_around_it(bank: Bank) -> None:
    material = material_of(bank, "test", "test")
    for name, times in (("after another answer", 1), ("foreign prose around", 1)):
        cases = made(name, material)
        assert cases and all(case.text.count(case.before) == times for case in cases)
    again = made("said again", material)
    assert {case.text.count(case.before) for case in again} == {2, 3}


def test_another_question_is_far_away(bank: Bank) -> None:
    material = material_of(bank, "test", "test")
    by_text = {answer.answer: bank[answer.question_id] for answer in material.answers}
    cases = made("another question", material)
    for case in cases:
        other = by_text.get(case.text)
        if other is not None:
            assert other.section != case.question.section and not set(other.topics) & set(case.question.topics)
        else:
            assert case.text.startswith("- ")
    assert {case.way for case in cases} == {"its strong answer", "its reference as a list"}


def test_code_is_not_cut_into_sentences(bank: Bank) -> None:
    for case in made("another layout or language", material_of(bank, "dev", "dev")):
        assert "def " not in case.before


def test_a_reference_becomes_a_list() -> None:
    assert (
        bullets("It is **so**. It is not.\n\n```\ncode\n```\n\n- *one* thing")
        == "- It is so .\n- It is not.\n- one thing"
    )
