"""Mutants by rule: each does something else than the right answer it is made from, and is caught."""

from __future__ import annotations

import ast

import numpy as np
import pytest

from evals.suites.forms.code_mutants import Mutant, differs, mutants_of, spread
from evals.suites.forms.code_styles import CodeStyle, styles
from evals.suites.forms.forms_mutants import is_accepted, missed
from interviewer.grading.forms.code.code import CodeForm
from knowledge.schema import Bank
from tests.interviewer.grading.forms.walls import SANDBOX, needs_walls

NETWORKS = [style for style in styles() if style.question == "training-03a"]
STEP = 7
SPELLINGS = {"functions", "numpy loops", "einsum", "class", "in place", "float32", "helpers", "other return order", "closure",
             "type hints", "torch-like"}  # fmt: skip


@pytest.mark.slow
def test_each_question_has_its_styles_and_each_runs() -> None:
    for question in ("training-03a", "training-03b"):
        assert {style.name for style in styles() if style.question == question} >= SPELLINGS
    for style in NETWORKS:
        outcome = style.outcome(style.source)
        assert len(outcome) >= 60 and all(isinstance(item, np.ndarray) for item in outcome), style.name
        assert not differs(outcome, NETWORKS[0].outcome(NETWORKS[0].source)), style.name


@pytest.mark.slow
def test_a_mutant_is_one_edit_that_does_something_else() -> None:
    style = NETWORKS[0]
    found = list(mutants_of(style))
    assert len(found) >= 60 and len({mutant.source for mutant in found}) == len(found)
    right = ast.unparse(ast.parse(style.source)).splitlines()
    for mutant in found:
        ast.parse(mutant.source)
        changed = [line for line in mutant.source.splitlines() if line not in right]
        assert len(changed) <= 1, mutant.id
    sources = "\n".join(mutant.source for mutant in found)
    for words in (
        "(z1 > 0.5)",
        "(z1 < 0)",
        "np.round(z1) > 0",
        "np.minimum(0, z1)",
        "(dh * (z1 > 0)) * 2",
        "dout.sum(axis=1)",
    ):
        assert words.replace("(dh * (z1 > 0)) * 2", "dh * (z1 > 0) * 2") in sources, words
    assert "h = np.maximum(0, dout)" in sources, "a name that is not there ends with an error, which is another outcome"


@pytest.mark.slow
def test_what_does_the_same_is_no_mutant() -> None:
    same = CodeStyle("same", "training-03a", NETWORKS[0].source.replace("(z1 > 0)", "(h > 0)"), NETWORKS[0].calls)
    assert not any("(z1 > 0)" in mutant.source for mutant in mutants_of(same))
    one, other = (np.ones(3),), (np.ones(3) * (1 + 1e-7),)
    assert not differs(one, other)
    assert (
        differs(one, (np.ones(4),))
        and differs(one, ("TypeError",))
        and differs(one, ())
        and differs((np.full(3, np.nan),), one)
    )


def test_mutants_are_spread_over_a_style() -> None:
    found = [Mutant(NETWORKS[0], str(n), n, "") for n in range(30)]
    assert [mutant.line for mutant in spread(found, 3)] == [0, 10, 20] and len(spread(found, 100)) == 30


@needs_walls
@pytest.mark.slow
@pytest.mark.parametrize("style", styles(), ids=lambda style: f"{style.question}-{style.name}")
def test_a_right_style_is_accepted_and_a_mutant_of_it_is_caught(bank: Bank, style: CodeStyle) -> None:
    form = CodeForm(lambda: SANDBOX)
    assert is_accepted(form, bank, style, style.source) is True
    found = list(mutants_of(style))
    one = found[styles().index(style) * STEP % len(found)]  # another edit for each style; ``evals forms`` runs them all
    assert is_accepted(form, bank, style, one.source) is not True, one.id


@needs_walls
@pytest.mark.slow
def test_a_mutant_that_is_accepted_is_named(bank: Bank) -> None:
    few = spread(list(mutants_of(NETWORKS[0])), 2)
    assert missed(CodeForm(lambda: SANDBOX), bank, few) == []
    same = [Mutant(few[0].style, "nothing", few[0].line, few[0].style.source), few[1]]
    assert missed(CodeForm(lambda: SANDBOX), bank, same) == [same[0].id]
