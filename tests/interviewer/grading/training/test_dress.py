"""The form of a statement, drawn at random regardless of its label."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from interviewer.grading.training.beside import sentence
from interviewer.grading.training.dress import AS_CLAUSE, AS_SENTENCE, clause, dressed
from interviewer.grading.training.row import Row
from knowledge.schema import Bank


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("The gradient vanishes.", "the gradient vanishes"),
        ("  Weights shrink.  ", "weights shrink"),
        ("A wider layer has more weights.", "a wider layer has more weights"),
        ("I would lower the rate.", "I would lower the rate"),
        ("I'd lower the rate.", "I'd lower the rate"),
        ("ReLU is cheap.", "ReLU is cheap"),
        ("BLEU counts n-grams.", "BLEU counts n-grams"),
        ("L2 shrinks them.", "L2 shrinks them"),
        ("Q(s, a) is the return.", "Q(s, a) is the return"),
        ("W is 3 by 4.", "W is 3 by 4"),
        ("It is 0.5.", "it is 0.5"),
        ("and so on...", "and so on..."),
        ("Is it? Yes!", "is it? Yes!"),
        ("notes: no bias", "notes: no bias"),
        ("", ""),
        ("A", "a"),
    ],
)
def test_a_clause_has_neither_the_capital_nor_the_full_stop_of_a_sentence(said: str, typed: str) -> None:
    assert clause(said) == typed
    assert clause(typed) == typed


def test_a_sentence_made_from_a_clause_is_the_sentence_again(bank: Bank) -> None:
    said = [t for q in bank.values() for c in q.criteria for t in (*c.satisfied_by, *c.contradicted_by)]
    plain = [text for text in said if text[:1].isalpha() and text == sentence(text)]
    assert len(plain) > 3000
    assert [text for text in plain if sentence(clause(text)) != text] == []


def test_right_and_wrong_statements_come_in_the_same_dress(bank: Bank) -> None:
    rng = random.Random(3)
    criteria = [c for q in bank.values() for c in q.criteria]
    right = [Row("c", text, ("says",), "bank") for c in criteria for text in c.satisfied_by]
    wrong = [Row("c", text, ("contradicts",), "bank") for c in criteria for text in c.contradicted_by]

    def stopped(rows: list[Row]) -> float:
        return sum(row.statement.endswith(".") for row in rows) / len(rows)

    assert stopped(wrong) - stopped(right) > 0.8, "which is what a reader would learn from"
    assert abs(stopped([dressed(r, rng) for r in wrong]) - stopped([dressed(r, rng) for r in right])) < 0.12


def test_nothing_but_the_statement_changes() -> None:
    rng = random.Random(4)
    row = Row("a claim.", "The mean is zero.", ("half",), "told", "nlp-01")
    made = [dressed(row, rng) for _ in range(2000)]
    assert {(r.claim, r.relations, r.source, r.group) for r in made} == {("a claim.", ("half",), "told", "nlp-01")}
    told = Counter(r.statement for r in made)
    assert set(told) == {"The mean is zero.", "the mean is zero"}
    assert told["the mean is zero"] / 2000 == pytest.approx(AS_CLAUSE, abs=0.03)
    assert AS_SENTENCE == AS_CLAUSE
