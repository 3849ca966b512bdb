"""Rows of the last stage: plain wordings, their wrong twins, and what was learnt before."""

from __future__ import annotations

from collections import Counter

import pytest

from evals.labelled.fluent import LEFT_OUT, fluent_answers
from evals.labelled.gold import gold_split
from evals.labelled.plain_points import LEARNT_FROM, TWINS_LEARNT_FROM, plain_points, plain_twins
from evals.training.plain_rows import BANK, KEPT, TWICE, plain_rows
from evals.training.train import said_in
from interviewer.grading.training.row import Row
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder
from tests.stand_ins import WordEmbedder

BEFORE = [Row(f"a: {n}.", f"Statement {n} of before.", ("silent",), "turned") for n in range(20_000)]


@pytest.fixture(scope="module")
def rows(bank: Bank, tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    return plain_rows(bank, CachedEmbedder(WordEmbedder(), tmp_path_factory.mktemp("vectors") / "v.db"), BEFORE, 70)


def plain(text: str) -> str:
    return text.strip().rstrip(".").lower()


@pytest.mark.slow
def test_right_and_wrong_wordings_are_labelled_as_the_second_reader_did(bank: Bank, rows: list[Row]) -> None:
    stems = set(gold_split()["train"])
    right = [i for i in plain_points(bank) if i.writer in LEARNT_FROM and bank[i.question_id].stem in stems]
    wrong = [i for i in plain_twins(bank) if i.writer in TWINS_LEARNT_FROM and bank[i.question_id].stem in stems]
    told = Counter(row.relations for row in rows if row.source == "plain")
    assert told == {
        ("says",): TWICE * sum(i.judged == "says" for i in (*right, *wrong)),
        ("half",): TWICE * sum(i.judged == "half" for i in (*right, *wrong)),
        ("contradicts",): TWICE * sum(i.judged == "wrong" for i in (*right, *wrong)),
    }
    assert told[("contradicts",)] > 1500
    # a wording that is read alone comes with its own label
    labels = {plain(i.text): i.judged for i in (*right, *wrong)}
    alone = [row for row in rows if row.source == "plain" and plain(row.statement) in labels]
    names = {("says",): "says", ("half",): "half", ("contradicts",): "wrong"}
    assert len(alone) > 2000 and all(labels[plain(row.statement)] == names[row.relations] for row in alone)


@pytest.mark.slow
def test_they_are_of_the_training_split_and_of_no_writer_who_is_left_out(bank: Bank, rows: list[Row]) -> None:
    found = Counter(row.source for row in rows)
    new = {"plain", "plain turned", "plain corrected", "plain silent"}
    assert set(found) == {*new, "bank", "misconception", "told", "turned"}
    count = sum(found[source] for source in new)
    assert found["bank"] + found["misconception"] == round(BANK * count) and found["turned"] == round(KEPT * count)
    stems = set(gold_split()["train"])
    assert {row.group for row in rows if row.source != "turned"} <= stems
    said = {plain(row.statement) for row in rows}
    out = [i.text for i in plain_points(bank) if i.writer not in LEARNT_FROM or bank[i.question_id].stem not in stems]
    out += [i.text for i in plain_twins(bank) if i.writer not in TWINS_LEARNT_FROM]
    out += [text for writer in LEFT_OUT for a in fluent_answers(bank, writer) for text in said_in(a.text)]
    own = {plain(text) for text in out if len(text.split()) > 8}
    assert len(own) > 1500 and not own & said


@pytest.mark.slow
def test_the_dress_tells_nothing(rows: list[Row]) -> None:
    def stopped(relation: str) -> float:
        of = [row for row in rows if row.relations == (relation,) and row.source in {"plain", "bank"}]
        return sum(row.statement.endswith(".") for row in of) / len(of)

    assert abs(stopped("says") - stopped("contradicts")) < 0.06


@pytest.mark.slow
def test_what_is_said_last_counts(bank: Bank, rows: list[Row]) -> None:
    labels = {plain(i.text): "says" if i.judged == "says" else "contradicts" for i in plain_points(bank)}
    labels |= {plain(i.text): "contradicts" for i in plain_twins(bank) if i.judged == "wrong"}
    ended = [
        (row.relations[0], label)
        for row in rows
        if row.source == "plain corrected"
        for said in [plain(row.statement)]
        if any(said.startswith(text) for text in labels if len(text) > 20)  # and not in a wording that turns them round
        for text, label in labels.items()
        if said.endswith(f" {text}") and len(text.split()) > 5
    ]
    assert len(ended) > 50 and all(relation == label for relation, label in ended)
    assert {relation for relation, _ in ended} == {"says", "contradicts"}
