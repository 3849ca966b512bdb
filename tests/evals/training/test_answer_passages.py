"""Labelled answers as passages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from evals.labelled.gold import LabelledAnswer
from evals.training.answer_passages import LENGTHS, answer_passages, elsewhere_passages, relations_of
from interviewer.grading.training.bank_rows import BankRows
from interviewer.grading.training.row import Row
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder
from tests.interviewer.grading.local.stand_in import question

CLIPS = "I clip the gradient norm to one."
CAPS = "Before the step I cap their length at some fixed number."
SOUP = [f"My favourite dish number {n} is soup with noodles." for n in range(12)]
ELSEWHERE = question(id="far-01", section="far", title="Cooking for many guests")


def answer(text: str, labels: Mapping[str, str] | None = None, **fields: object) -> LabelledAnswer:
    given = {"clipping": "met"} if labels is None else dict(labels)
    return LabelledAnswer(
        **{"id": "1", "question_id": "own-01", "answer": text, "score": 0.5, "labels": given, **fields}
    )  # type: ignore[arg-type]


def rows(words: CachedEmbedder, *answers: LabelledAnswer, seed: int = 2) -> list[Row]:
    bank = Bank([question()])
    return list(answer_passages(bank, answers, BankRows(bank, words, ["own-01"], 1), words, seed, "gold passages"))


def test_each_labelled_point_has_a_passage_with_its_label(words: CachedEmbedder) -> None:
    clipping, symptom = rows(words, answer(f"{CLIPS} {CAPS}", {"symptom": "not_met", "clipping": "partly_met"}))
    assert clipping.claim.startswith("Exploding gradients: Says that gradients are clipped")
    assert symptom.claim.startswith("Exploding gradients: Names a symptom")
    assert clipping.statement == symptom.statement == f"{CLIPS} {CAPS}"
    assert (clipping.relations, symptom.relations) == (("half",), ("silent", "contradicts"))
    assert {(row.source, row.group) for row in (clipping, symptom)} == {("gold passages", "own-01")}
    (only,) = rows(words, answer(f"{CLIPS} {CAPS}"))
    assert only == clipping or only.relations == ("says",), "a point without a label has none"


def test_a_passage_is_what_comes_nearest_in_the_order_in_which_it_was_said(words: CachedEmbedder) -> None:
    text = " ".join([*SOUP[:4], CAPS, *SOUP[4:8], CLIPS, *SOUP[8:]])
    said = [CAPS, CLIPS]
    for seed in range(10):
        (row,) = rows(words, answer(text), seed=seed)
        assert [part for part in (*SOUP, *said) if part in row.statement and part in said] == said
        assert row.statement.index(CAPS) < row.statement.index(CLIPS)


def test_passages_are_of_several_lengths(words: CachedEmbedder) -> None:
    lengths = {
        row.statement.count("noodles.") for seed in range(40) for row in rows(words, answer(" ".join(SOUP)), seed=seed)
    }
    assert lengths == set(LENGTHS)


def test_what_a_statement_leans_on_is_not_doubled(words: CachedEmbedder) -> None:
    (row,) = rows(words, answer(f"{CLIPS} It keeps the norm of the gradient small."))
    assert row.statement == f"{CLIPS} It keeps the norm of the gradient small."


@pytest.mark.parametrize("text", ["", "I don't know.", CLIPS, f"{CLIPS} {CLIPS}"])
def test_what_is_no_passage_has_no_row(words: CachedEmbedder, text: str) -> None:
    assert rows(words, answer(text)) == []


def test_markup_is_not_read(words: CachedEmbedder) -> None:
    (row,) = rows(words, answer(f"- **I clip** the gradient norm to one.\n- {CAPS}"))
    assert row.statement == f"{CLIPS} {CAPS}"


@pytest.mark.parametrize(
    ("label", "writer", "relations"),
    [
        ("met", "", ("says",)),
        ("partly_met", "", ("half",)),
        ("not_met", "", ("silent", "contradicts")),
        ("not_met", "graduate", ("silent",)),
        ("met", "graduate", ("says",)),
    ],
)
def test_a_label_of_a_whole_answer_is_a_relation(label: str, writer: str, relations: tuple[str, ...]) -> None:
    assert relations_of(answer("", {"clipping": label}, writer=writer), "clipping") == relations


@pytest.mark.parametrize("writer", ["", "graduate"])
def test_what_is_contradicted_is_not_silent(writer: str) -> None:
    labels = {"clipping": "not_met", "symptom": "not_met"}
    made = answer("", labels, writer=writer, contradicted=frozenset(["clipping"]))
    assert relations_of(made, "clipping") == ("contradicts",) and "silent" in relations_of(made, "symptom")


def elsewhere(words: CachedEmbedder, *answers: LabelledAnswer, seed: int = 3) -> list[Row]:
    bank = Bank([question(), ELSEWHERE])
    maker = BankRows(bank, words, ["own-01", "far-01"], 1)
    return list(elsewhere_passages(bank, answers, maker, words, seed))


def test_an_answer_says_nothing_of_a_question_of_another_section(words: CachedEmbedder) -> None:
    for asked, other in (("own-01", "far-01"), ("far-01", "own-01")):
        for seed in range(5):
            (row,) = elsewhere(words, answer(f"{CLIPS} {CAPS}", question_id=asked), seed=seed)
            assert (row.group, row.relations, row.source) == (other, ("silent",), "elsewhere")
            assert row.statement == f"{CLIPS} {CAPS}"


def test_of_an_answer_without_a_statement_there_is_nothing_to_hold_elsewhere(words: CachedEmbedder) -> None:
    (row,) = elsewhere(words, answer(""), answer("?!"), answer(CLIPS))
    assert row.statement == CLIPS


def test_a_seed_makes_the_same_rows_again(words: CachedEmbedder) -> None:
    answers = [replace(answer(" ".join(SOUP)), id=str(n)) for n in range(6)]
    assert rows(words, *answers) == rows(words, *answers)
    assert elsewhere(words, *answers) == elsewhere(words, *answers) != elsewhere(words, *answers, seed=4)
