"""Phrases that read alike under different labels, and pairs that a person has decided on."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewer.cli.main import run_with
from knowledge.authoring.approval.labels import near_labels
from knowledge.errors import BankError
from knowledge.loader import load_bank
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder
from knowledge.validator import validate_bank
from tests.knowledge.files import GOOD, write

CLAIM = "    claim: Says that it is four\n"
PHRASES = (
    CLAIM
    + """    satisfied_by: ["the sum of two and two is four", "four it is"]
    not_satisfied_by: ["the sum of two and two is, four", "it is five or more"]
    contradicted_by: ["it, is five or more"]
"""
)
DISTINCT = '    distinct: [["The sum of two  and two is four", "the sum of two and two is, four"]]\n'
DECIDED = DISTINCT.replace("]]", '], ["it is five or more", "it, is five or more"]]')


def test_two_phrases_that_read_alike_are_a_question_to_decide(tmp_path: Path, words: CachedEmbedder) -> None:
    path = write(tmp_path, GOOD.replace(CLAIM, PHRASES))
    first, second = near_labels(load_bank(tmp_path), words)
    assert "'the sum of two and two is four' (satisfied_by)" in first.message
    assert "'the sum of two and two is, four' (not_satisfied_by)" in first.message and "(1.00)" in first.message
    assert "'it is five or more' (not_satisfied_by) and 'it, is five or more' (contradicted_by)" in second.message
    assert (first.path, first.line) == (path, 7) and "'distinct'" in first.message


def test_a_pair_that_was_decided_on_is_left_out(tmp_path: Path, words: CachedEmbedder) -> None:
    write(tmp_path, GOOD.replace(CLAIM, PHRASES + DISTINCT))
    bank = load_bank(tmp_path)
    assert bank["maths-01"].criteria[0].distinct == (
        ("The sum of two and two is four", "the sum of two and two is, four"),
    )
    assert [p.message.split("'")[1] for p in near_labels(bank, words)] == ["sum"]
    assert "five" in near_labels(bank, words)[0].message
    assert validate_bank(bank, strict=False) == []


def test_a_decision_about_no_phrase_of_the_criterion_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, GOOD.replace(CLAIM, PHRASES + '    distinct: [["four it is", "four it was"]]\n'))
    messages = [p.message for p in validate_bank(load_bank(tmp_path), strict=False)]
    assert messages == ["criterion 'sum': 'four it was' under 'distinct' is not one of its phrases; correct or drop it"]


@pytest.mark.parametrize("value", ["seven", "[[a]]", "[a, b]", "[[a, b, c]]", "[[a, [b]]]"])
def test_what_is_no_list_of_pairs_is_refused_with_its_line(tmp_path: Path, value: str) -> None:
    write(tmp_path, GOOD.replace(CLAIM, f"{CLAIM}    distinct: {value}\n"))
    with pytest.raises(BankError) as caught:
        load_bank(tmp_path)
    assert caught.value.problems[0].line == 7 and "distinct" in caught.value.problems[0].message


def test_the_command_names_them_and_fails(
    tmp_path: Path, words: CachedEmbedder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("interviewer.cli.bank.build_embedder", lambda settings: words)
    write(tmp_path / "bank", GOOD.replace(CLAIM, PHRASES))
    assert run_with(["bank", "validate", str(tmp_path / "bank")]) == 0
    assert "read alike" not in capsys.readouterr().out
    assert run_with(["bank", "validate", str(tmp_path / "bank"), "--labels"]) == 1
    said = capsys.readouterr()
    assert said.out.count("read alike") == 2 and "2 faults" in said.err
    write(tmp_path / "bank", GOOD.replace(CLAIM, PHRASES + DECIDED))
    assert run_with(["bank", "validate", str(tmp_path / "bank"), "--labels"]) == 0


@pytest.mark.embedded
def test_no_pair_of_the_built_in_bank_is_undecided(bank: Bank, real_embedder: CachedEmbedder) -> None:
    assert near_labels(bank, real_embedder) == []
