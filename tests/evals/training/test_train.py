"""The stages of training: what each reads, and what none may read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evals.labelled.gold import LabelledAnswer, subject_answers
from evals.labelled.graded import fingerprint
from evals.training import train as training
from evals.training.train import makers
from interviewer.grading.local.reader import WEIGHTS
from interviewer.grading.training.fine_tune import Row
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder

LINE = {
    "id": "1",
    "question_id": "Net_1.2 v1",
    "question": "What is a packet?",
    "references": ["A unit of data with a header."],
    "answer": "Data with a header.",
    "score": 1.0,
    "label": "Correct",
}


@pytest.fixture(scope="module")
def subjects() -> Bank:
    return subject_answers("train")[0]


@pytest.fixture(scope="module")
def answers() -> dict[str, list[LabelledAnswer]]:
    return {part: subject_answers(part)[1] for part in ("train", "held-out")}


@pytest.mark.slow
def test_training_reads_nothing_of_what_is_held_out(
    bank: Bank, words: CachedEmbedder, subjects: Bank, answers: dict[str, list[LabelledAnswer]]
) -> None:
    gold, others = makers(bank, words, 1)
    rows = [*others.gold_rows(), *others.varied_rows(), *others.whole_rows()]
    held = {subjects[a.question_id].question for a in answers["held-out"]}
    said = {" ".join(a.answer.split()) for a in answers["held-out"] if len(a.answer.split()) > 3}  # not "inertia"
    assert rows and not any(title in row.criterion for row in rows for title in held)
    assert not any(text in " ".join(row.answer.split()) for row in rows for text in said)
    assert {row.target for row in others.gold_rows()} == {0.0, 0.5, 1.0}
    assert next(gold.gold_rows()).criterion not in {row.criterion for row in rows}


@pytest.mark.slow
def test_stages_before_the_last_read_nothing_of_halves(bank: Bank, words: CachedEmbedder) -> None:
    halves = {t for q in bank.values() for c in q.criteria for t in c.partly_satisfied_by}
    first = [row for rows in training._first_passes(bank, words, 1) for row in rows]
    assert not any(row.answer in halves or " Partly: " in row.criterion for row in first)


@pytest.mark.slow
def test_graded_answers_are_trained_on_beside_a_part_of_the_rows_before(
    tmp_path: Path, bank: Bank, words: CachedEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "course.jsonl"
    path.write_text(json.dumps({**LINE, "score": 0.25}))
    rows, trained, halves = [Row(f"topic: {n}.", "an answer", 0.0) for n in range(50)], [], []

    def kept(start: Path, passes: list[list[Row]], out: Path, *args: object, **more: object) -> None:
        trained.append((start, passes, out))

    def learnt(start: Path, rows: list[Row], out: Path, origin: dict[str, Any]) -> None:
        halves.append((start, rows, out, origin))

    monkeypatch.setattr(training, "_second_rows", lambda *args: list(rows))
    monkeypatch.setattr(training, "fine_tune", kept)
    monkeypatch.setattr(training, "learn_halves", learnt)
    result = training.train(bank, words, tmp_path / "out", [path], start=WEIGHTS)
    (start, (told,), third), *others = trained
    assert start == WEIGHTS and not others
    assert [row.target for row in told if row not in rows] == [0.25]
    assert len([row for row in told if row in rows]) == len(rows) // training.AGAIN
    ((start, made, out, origin),) = halves
    assert start == third and out == tmp_path / "out"
    assert {0.0, 0.5, 1.0} <= {row.target for row in made} and any("Partly: " in row.criterion for row in made)
    assert result["graded"] == origin["graded"] == [f"course.jsonl {fingerprint(path)}"]
    assert origin["rows_of_second_stage"] and origin["rows_of_third_stage"] == [len(told)], (
        "what was learnt before, too"
    )
