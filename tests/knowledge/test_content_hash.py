"""The hash of a question, and of a bank: it covers everything that determines a grade, so that nothing outdated is reused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.answers.drawn import DrawnAxes, DrawnCurve
from knowledge.loader import load_bank
from knowledge.schema import Bank, CodeCase, Criterion, Question
from knowledge.search.embeddings import CachedEmbedder
from knowledge.search.index import Index

CURVE = DrawnCurve(("tanh",), ("rises",), "x: 0 1 / y: 0 0.76")
CASE = CodeCase("one", "f", (1.0, (2.0, 3.0)), 4.0)
PLAIN = Question(
    "own-01", "own", "What?", "This.", (Criterion("one", "Says this", tree=("value root",), drawing=CURVE),)
)
FULL = replace(
    PLAIN,
    answer_kind="sketch",
    tree="[[3, 5], [2, 6]]",
    drawing=DrawnAxes((-4.0, 4.0), (-1.0, 1.0)),
    code_tests=(CASE,),
)


def with_criterion(**changed: object) -> Question:
    return replace(FULL, criteria=(replace(FULL.criteria[0], **changed),))  # type: ignore[arg-type]


CHANGES = {
    "kind": replace(FULL, answer_kind="tree"),
    "tree": replace(FULL, tree="[[3, 5], [2, 7]]"),
    "no tree": replace(FULL, tree=""),
    "axes": replace(FULL, drawing=DrawnAxes((-5.0, 4.0), (-1.0, 1.0))),
    "names of the axes": replace(FULL, drawing=DrawnAxes((-4.0, 4.0), (-1.0, 1.0), ("epoch", "loss"))),
    "no axes": replace(FULL, drawing=None),
    "what a test expects": replace(FULL, code_tests=(replace(CASE, expected=5.0),)),
    "what a test is given": replace(FULL, code_tests=(replace(CASE, args=(1.0, 2.0, 3.0)),)),
    "the tolerance of a test": replace(FULL, code_tests=(replace(CASE, tolerance=0.1),)),
    "what a test calls": replace(FULL, code_tests=(replace(CASE, function="g"),)),
    "the criterion of a test": replace(FULL, code_tests=(replace(CASE, criterion="two"),)),
    "one test more": replace(FULL, code_tests=(CASE, CASE)),
    "a node": with_criterion(tree=("value 1",)),
    "no node": with_criterion(tree=()),
    "a feature": with_criterion(drawing=replace(CURVE, features=("falls",))),
    "a name of a curve": with_criterion(drawing=replace(CURVE, names=("tanh", "th"))),
    "the curve that is laid over": with_criterion(drawing=replace(CURVE, reference="x: 0 1 / y: 0 1")),
    "no curve": with_criterion(drawing=None),
    "a further probe": with_criterion(further_probes=("Why?",)),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_of_how_an_answer_is_graded_changes_the_hash(what: str) -> None:
    changed = CHANGES[what]
    assert changed.content_hash != FULL.content_hash
    assert Bank([changed]).content_hash != Bank([FULL]).content_hash


def test_the_changes_differ_from_each_other() -> None:
    assert len({q.content_hash for q in CHANGES.values()}) == len(CHANGES)


def test_where_a_file_lies_changes_nothing() -> None:
    assert replace(FULL, path=Path("elsewhere.md")).content_hash == FULL.content_hash


def test_the_built_in_bank_reads_the_same_twice(bank: Bank) -> None:
    assert load_bank().content_hash == bank.content_hash


def test_an_index_is_old_as_soon_as_a_tree_or_a_test_changes(words: CachedEmbedder, tmp_path: Path) -> None:
    index = Index(words, tmp_path / "index")
    index.sync(Bank([FULL]))
    assert index.is_current(Bank([FULL]))
    for what in ("tree", "axes", "what a test expects", "a feature", "the curve that is laid over"):
        assert not index.is_current(Bank([CHANGES[what]])), what
