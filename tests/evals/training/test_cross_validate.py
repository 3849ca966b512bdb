"""Cross-validation on graded answers: whole questions are left out."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from evals.labelled.gold import LabelledAnswer, gold_answers
from evals.labelled.graded import REFERENCE, fingerprint, has_seen
from evals.labelled.views import whole_question
from evals.results.html import to_html
from evals.training import cross_validate as folds
from evals.training.cross_validate import NOTHING, WIDTH, cross_validate, features, fold_of, measure
from interviewer.errors import UsageError
from interviewer.grading.grade import CREDIT
from interviewer.grading.local.reader import OUTPUTS, WEIGHTS, CrossEncoder, shipped_reader
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


def test_no_answer_is_judged_by_what_saw_its_question() -> None:
    rng = np.random.default_rng(0)
    labels = rng.choice(["met", "partly_met", "not_met"], 300)
    answers = [
        LabelledAnswer(str(n), f"q{n % 12}", "text", CREDIT[v], {REFERENCE: str(v)}) for n, v in enumerate(labels)
    ]
    place = np.asarray([int(a.question_id[1:]) % 4 for a in answers])
    told = np.asarray([CREDIT[a.labels[REFERENCE]] for a in answers])[:, None] + rng.normal(0, 0.05, (300, 2))
    good = measure(answers, told, place, {"noise": rng.normal(size=300), "as good": told[:, 0]})
    assert good["macro_f1"]["value"] > 0.9 and good["qwk"]["value"] > 0.9
    assert good["floors"]["noise"]["ahead_by_qwk"]["low"] > 0.5 and good["floors"]["noise"]["macro_f1"] < 0.45
    assert abs(good["floors"]["as good"]["ahead_by_qwk"]["value"]) < 0.1
    assert "as good" in to_html({"suite": "folds", **good})
    # a signal that names the question tells nothing on questions that were left out
    leak = np.column_stack([place == n for n in range(4)]).astype(float) + rng.normal(0, 0.05, (300, 4))
    assert measure(answers, leak, place, {})["macro_f1"]["value"] < 0.45


def test_folds_hold_whole_questions(bank: Bank) -> None:
    place = fold_of(bank, 5)
    assert set(place) == set(bank) and set(place.values()) == set(range(5))


@pytest.mark.embedded
def test_a_course_is_cross_validated_from_its_file(tmp_path: Path, bank: Bank, real_embedder: CachedEmbedder) -> None:
    path = tmp_path / "course.jsonl"
    lines = []
    for answer in gold_answers(bank, "dev"):
        if answer.category in {"strong", "partial", "wrong", "adequate"}:
            q = bank[answer.question_id]
            told = {"question": q.question, "references": [q.reference], "answer": answer.answer}
            lines.append({**LINE, **told, "id": answer.id, "question_id": q.id, "score": answer.score, "label": ""})
    path.write_text("\n".join(json.dumps(line) for line in lines[:60]))
    result = cross_validate(path, real_embedder)
    assert result["answers"] == 60 and result["passes"] == 0
    assert result["pair_order"] > 0.6, "better than chance on questions that were left out"


@pytest.mark.embedded
def test_what_is_joined_was_read_by_a_reader_that_saw_no_answer_to_the_question(
    tmp_path: Path, real_embedder: CachedEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "course.jsonl"
    lines = [
        {**LINE, "id": f"{n}{said}", "question_id": f"q{n}", "question": f"What is part {n}?", "answer": said}
        for n in range(6)
        for said in ("Data with a header.", "A unit of data.", "...")
    ]
    path.write_text("\n".join(json.dumps(line) for line in lines))
    trained: dict[Path, set[str]] = {}
    read: set[str] = set()

    def kept(start: Path, passes: list[list[Row]], out: Path, *args: object, **more: object) -> None:
        trained[out] = {row.criterion.split(":")[0] for rows in passes for row in rows}
        (out / "model.safetensors").touch()  # a reader without weights is not heard

    class Reader(CrossEncoder):
        def readings(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
            asked = {criterion.split(":")[0] for criterion, _ in pairs}
            assert asked and not asked & trained[self.folder]
            read.update(asked)
            return np.zeros((len(pairs), OUTPUTS))

    monkeypatch.setattr(folds, "fine_tune", kept)
    monkeypatch.setattr(folds, "CrossEncoder", Reader)
    x, y = folds.left_out_rows(path, real_embedder, WEIGHTS, 1, kept=tmp_path / "kept")
    assert x.shape == (12, 3) and y.tolist() == [1.0] * 12, "what holds nothing to read is not joined"
    assert len(trained) == folds.FOLDS and len(read) == 6
    trained.clear()
    again = folds.left_out_rows(path, real_embedder, WEIGHTS, 1, kept=tmp_path / "kept")
    assert not trained and np.array_equal(again[0], x), "what was read is kept"
    folds.left_out_rows(path, real_embedder, WEIGHTS, 2, kept=tmp_path / "kept")
    assert len(trained) == folds.FOLDS, "of another training it says nothing"


@pytest.mark.embedded
def test_a_reader_is_not_measured_on_what_it_was_trained_on(tmp_path: Path, real_embedder: CachedEmbedder) -> None:
    path, reader = tmp_path / "course.jsonl", tmp_path / "reader"
    path.write_text(json.dumps(LINE))
    shutil.copytree(WEIGHTS, reader)
    config = json.loads((reader / "config.json").read_text())
    assert not has_seen(reader, path)
    config["origin"]["graded"] = [f"under-another-name.jsonl {fingerprint(path)}"]
    (reader / "config.json").write_text(json.dumps(config))
    assert has_seen(reader, path)
    with pytest.raises(UsageError, match=r"was trained on course\.jsonl; give --start DIR"):
        cross_validate(path, real_embedder, start=reader)
    path.write_text(json.dumps({**LINE, "answer": "another"}))
    assert not has_seen(reader, path)
    with pytest.raises(UsageError, match="cannot be read"):
        has_seen(reader, tmp_path / "none")


@pytest.mark.embedded
def test_an_answer_without_words_has_features_too(bank: Bank, real_embedder: CachedEmbedder) -> None:
    whole = Bank([whole_question(bank["training-06a"])], bank.root)
    nothing = LabelledAnswer("1", "training-06a", "...", 0.0, {REFERENCE: "not_met"})
    found = features(whole, nothing, real_embedder, shipped_reader())
    assert found.shape == (WIDTH,) and tuple(found[:3]) == NOTHING
