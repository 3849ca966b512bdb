"""Cases from the bank's statements."""

from __future__ import annotations

import pytest

from evals.changes.swapped import holds_a_swap
from evals.suites.cases.cases import Case, Material
from evals.suites.cases.statements import STATEMENT_KINDS
from evals.suites.cases.truth import material_of
from knowledge.schema import Bank, folded

KINDS = {kind.name: kind for kind in STATEMENT_KINDS}


def made(name: str, material: Material) -> list[Case]:
    return list(KINDS[name].make(name, material))


@pytest.mark.slow
def test_statements_are_changed_in_every_way_and_never_into_a_right_one(bank: Bank) -> None:
    material = material_of(bank, "dev", "dev")
    stems = {question.stem for question in material.questions}
    for name in ("denied", "asked", "attributed and rejected", "unsure", "taken back", "swapped"):
        cases = made(name, material)
        assert len({case.question.stem for case in cases}) > len(stems) / 3, name
        for case in cases:
            criterion = case.question.criterion(case.criterion)
            assert case.before in criterion.satisfied_by and case.text != case.before
            assert folded(case.text).rstrip(".") not in {folded(text) for text in criterion.satisfied_by}


@pytest.mark.slow
def test_what_the_bank_calls_contradicted_holds_a_swap_or_stands_alone(bank: Bank) -> None:
    for case in made("contradicted in the bank", material_of(bank, "dev", "dev")):
        texts = case.question.criterion(case.criterion).contradicted_by
        assert case.text in texts and not case.before
        assert holds_a_swap(case.text) or (case.text == texts[0] and not any(map(holds_a_swap, texts)))


def test_misconceptions_are_stated_alone(bank: Bank) -> None:
    material = material_of(bank, "test", "test")
    items = [item for question in material.questions for item in question.misconceptions]
    assert [c.text for c in made("misconception stated", material)] == [t for m in items for t in m.examples]
    assert [c.text for c in made("near a misconception", material)] == [t for m in items for t in m.not_examples]
    assert [c.misconception for c in made("correction stated", material)] == [m.id for m in items if m.correction]
