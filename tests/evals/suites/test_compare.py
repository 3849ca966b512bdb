"""Graded answers that bring their questions, cross-validation on them, and other graders on the same answers."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from evals.labelled.gold import LabelledAnswer, gold_answers, spread
from evals.labelled.graded import REFERENCE, brings_questions, fingerprint, has_seen, read_graded
from evals.results.html import to_html
from evals.suites import compare as comparison
from evals.suites import rivals
from evals.suites.compare import summary
from evals.suites.rivals import Mark, call_per_criterion, one_scale
from evals.training import cross_validate as folds
from evals.training import train as training
from evals.training.cross_validate import NOTHING, cross_validate, features, fold_of, measure
from evals.training.join import Point, fit_half, join_whole, rows_to_join
from evals.training.pairs import whole_question
from evals.training.thresholds import HALF, MET, fit_thresholds
from interviewer.errors import UsageError
from interviewer.grading.grade import CREDIT
from interviewer.grading.local.calibration import Half, Measured, Stack, load_calibration, probability
from interviewer.grading.local.reader import OUTPUTS, WEIGHTS, CrossEncoder, shipped_reader
from interviewer.grading.local.tokens import cover
from interviewer.grading.non_answers import IDLE_TALK
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


def test_a_file_of_graded_answers_becomes_a_bank(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows = [
        LINE,
        {**LINE, "id": "2", "score": 0.25, "label": ""},
        {**LINE, "id": "3", "score": 0, "label": "Incorrect"},
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n")
    assert brings_questions(path)
    bank, answers = read_graded(path)
    assert list(bank) == ["net-1-2-v1"]
    assert bank["net-1-2-v1"].criterion(REFERENCE).claim == "A unit of data with a header."
    assert [a.labels[REFERENCE] for a in answers] == ["met", "partly_met", "not_met"]


def test_every_wrong_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        "\n".join(
            ["{", json.dumps({**LINE, "score": 2}), json.dumps({"id": 1}), json.dumps({**LINE, "references": []})]
        )
    )
    with pytest.raises(UsageError) as error:
        read_graded(path)
    assert [f":{n}:" in str(error.value) for n in (1, 2, 3, 4)] == [True] * 4
    path.write_text("\n")
    with pytest.raises(UsageError, match="no answers"):
        read_graded(path)
    with pytest.raises(UsageError, match="cannot be read"):
        read_graded(tmp_path / "none")
    assert not brings_questions(tmp_path / "none") and not brings_questions(path)


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


def test_graded_answers_are_trained_on_beside_a_part_of_the_rows_before(
    tmp_path: Path, bank: Bank, real_embedder: CachedEmbedder, monkeypatch: pytest.MonkeyPatch
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
    result = training.train(bank, real_embedder, tmp_path / "out", [path], start=WEIGHTS)
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


def test_stages_before_the_last_read_nothing_of_halves(bank: Bank, words: CachedEmbedder) -> None:
    halves = {t for q in bank.values() for c in q.criteria for t in c.partly_satisfied_by}
    first = [row for rows in training._first_passes(bank, words, 1) for row in rows]
    assert not any(row.answer in halves or " Partly: " in row.criterion for row in first)


def test_an_answer_without_words_has_features_too(bank: Bank, real_embedder: CachedEmbedder) -> None:
    whole = Bank([whole_question(bank["training-06a"])], bank.root)
    nothing = LabelledAnswer("1", "training-06a", "...", 0.0, {REFERENCE: "not_met"})
    found = features(whole, nothing, real_embedder, shipped_reader())
    assert found.shape == (20,) and tuple(found[:3]) == NOTHING


def test_the_join_is_fitted_on_what_production_sees(bank: Bank, real_embedder: CachedEmbedder) -> None:
    whole = Bank([whole_question(bank["training-06a"])], bank.root)
    said = "The loss turns NaN when gradients grow, so I clip them by their norm."
    idle = f"{said} {' '.join(IDLE_TALK[:3])}"
    rows = [
        rows_to_join(whole, [LabelledAnswer("1", "training-06a", text, 0.5, {})], real_embedder)[0][0]
        for text in (said, idle)
    ]
    claim = whole["training-06a"].criteria[0].claim
    assert rows[0][2] == pytest.approx(cover([said], claim, whole["training-06a"].question), abs=1e-6)
    assert rows[1][2] == pytest.approx(rows[0][2], abs=0.2), "idle talk covers nothing more"


def test_the_whole_reference_is_one_claim(bank: Bank) -> None:
    whole = whole_question(bank["training-06a"])
    assert [c.id for c in whole.criteria] == [REFERENCE] and len(whole.criteria[0].claim.split()) > 100
    assert "**" not in whole.criteria[0].claim


def test_a_sample_is_spread_over_questions_and_kinds(bank: Bank) -> None:
    answers = spread(list(gold_answers(bank, "test")), 20, 3)
    assert len({a.question_id for a in answers}) == 20 and len({a.category for a in answers}) >= 8
    assert len(spread(answers, 500, 3)) == 20


def test_ours_is_held_against_others_in_pairs(bank: Bank) -> None:
    answers = list(gold_answers(bank, "test"))[:60]
    right = [Mark(a.score or 0, {c: v == "met" for c, v in a.labels.items()}, 0, 0, 0, 0.2) for a in answers]
    blind = [Mark(0.5, {}, 5, 900, 100, 30.0) for a in answers]
    result = summary(bank, answers, {"viva": right, "one_scale": blind})["graders"]
    assert result["viva"]["qwk"] == 1 and result["viva"]["macro_f1_met_or_not"] == 1
    ahead = result["one_scale"]["ours_ahead_by_qwk"]
    assert ahead["value"] > 0.9 and ahead["low"] > 0 and result["one_scale"]["calls_per_answer"] == 5
    assert result["one_scale"]["macro_f1_met_or_not"] is None


def test_rivals_ask_what_they_say(bank: Bank, fake_chat: Callable[..., Any]) -> None:
    question = bank["training-06a"]
    count = len(question.criteria)
    chat = fake_chat(*[{"explanation": "x", "criteria_met": True}] * count)
    mark = call_per_criterion(chat)(question, "an answer")
    assert mark.score == 1 and all(mark.met.values())
    assert one_scale(fake_chat({"reasoning": "x", "score": 4}))(question, "an answer").score == 0.75
    for broken in ({"score": "many"}, {"score": None}, {}):
        assert one_scale(fake_chat(broken))(question, "an answer").score == 0
    assert one_scale(fake_chat({"score": 99}))(question, "an answer").score == 1


def test_a_missing_package_and_an_unknown_grader_are_one_line(
    bank: Bank, light_services: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "autorubric", None)
    with pytest.raises(UsageError, match="pip install autorubric"):
        rivals.autorubric("http://127.0.0.1:1/v1", "m", "k", "per_item")
    with pytest.raises(UsageError, match="no grader 'gpt'"):
        comparison.compare_graders(light_services, ["gpt"], "test", 3, None)


def test_a_stopped_comparison_goes_on_where_it_was(
    light_services: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def build(services: Any, name: str) -> Any:
        def mark(question: Any, answer: str) -> Mark:
            if len(asked) == 5:
                raise KeyboardInterrupt
            asked.append(name)
            return Mark(0.5, {}, 1, 1, 1, 0.1)

        return mark

    monkeypatch.setattr(comparison, "_build", build)
    kept = tmp_path / "marks.jsonl"
    with pytest.raises(KeyboardInterrupt):
        comparison.compare_graders(light_services, ["one_scale"], "test", 4, kept)
    assert len(kept.read_text().splitlines()) == 5
    asked[:] = ["-"] * 10
    result = comparison.compare_graders(light_services, ["one_scale"], "test", 4, kept)
    assert len(asked) == 13 and result["answers"] == 4


def test_whole_references_are_joined_from_both_sources_alike() -> None:
    rng = np.random.default_rng(4)

    def source(count: int, useful: int) -> tuple[np.ndarray, np.ndarray]:
        y = rng.random(count)
        x = rng.normal(0, 1, (count, 3))
        x[:, useful] += 4 * (y - 0.5)
        return x, y

    one, two = source(200, 0), source(2000, 2)
    alone, together = join_whole([one])[0], join_whole([one, two])[0]
    assert alone.signals > 3 * abs(alone.cover)
    assert 0.5 < together.signals / together.cover < 2, "ten times the answers count no more"
    met, partly = join_whole([one, two])[1:]
    assert 0 < partly < met < 1


@pytest.mark.embedded
def test_thresholds_are_set_where_labels_say(bank: Bank, words: CachedEmbedder) -> None:
    answers = [a for a in gold_answers(bank, "dev") if a.category in ("strong", "wrong")][:24]
    read = replace(load_calibration(), with_reader=Stack(3.0, 0.0, 1.0), half=Half(-9.0, 0.0, 0.0))
    met, half = fit_thresholds([bank], words, read, answers)
    assert met in MET and half in HALF
    low = replace(read, with_reader=Stack(-2.0, 0.0, 1.0))
    assert fit_thresholds([bank], words, low, answers)[0] < met, "a judge that doubts more needs less"
    sure = replace(read, with_reader=Stack(0.0, 0.0, 100.0))
    strictest = fit_thresholds([bank], words, sure, answers)
    assert strictest[0] == min(MET), "where every place is as good, none is stricter than the labels"
    blurred = replace(read, half=Half(-1.0, 0.0, 0.0))  # every point is half made with a probability of .27
    assert fit_thresholds([bank], words, blurred, answers)[1] > 0.27, "none of these answers makes a point by half"


def test_what_is_made_by_half_is_learnt_from_what_the_reader_says_of_it() -> None:
    rng = np.random.default_rng(5)
    earns = rng.choice([0.0, 0.5, 1.0], 600)
    points = [
        Point(Measured(0.0, (4 * (e - 0.5), 3.0 * (e == 0.5) + rng.normal(-1.5, 1)), margin=rng.normal()), e)
        for e in earns
    ]
    found = fit_half(points, Stack(0.0, 0.0, 1.0))
    assert found.reader > 0.5 and found.doubt > 1 and abs(found.margin) < 0.5
    sure = found.log_odds(1.5, 0.5, 0.0)
    assert sure > 1 > -1 > found.log_odds(-1.5, 0.99, 0.0)


def test_cover_is_the_share_of_a_claims_words_that_was_said() -> None:
    asked = "Why do gradients explode?"
    claim = "Large weights multiply along many layers, so gradients grow without bound and the loss overflows."
    some, more = "Large weights grow.", "Large weights multiply along many layers and gradients grow."
    nothing = cover([], claim, asked)
    assert nothing < cover([some], claim, asked) < cover([more], claim, asked) < cover([claim], claim, asked)
    assert cover([asked], claim, asked) == nothing, "the question said back covers nothing"
    assert cover([some, "Bananas are yellow, too."], claim, asked) == cover([some], claim, asked)
    assert cover(["a large weight, growing"], claim, asked) == cover([some], claim, asked), "stems count, not forms"
    assert cover(["anything"], "So why do the gradients explode", asked) < 0, "a claim in the question's own words"
    listed = "large, weights, multiply, many, layers, gradients, grow, bound, loss, overflows, " * 2
    assert cover([listed], claim, asked) == nothing, "a list of the claim's words covers nothing"
    assert cover(["Large weights, many layers, overflow."], claim, asked) > nothing, "a short note does"
    strung = "it is about large and the weights and the multiply and the many and the layers and the grow and the bound, the loss"
    alone = cover([strung], claim, asked)
    assert cover([f"{strung} and the overflows"], claim, asked) == alone < cover([claim, some], claim, asked)
    assert Stack(0.0, 1.0, 1.0).log_odds(1.0, 2.0, -1.0) == 3.0
    whole = Stack(0.0, 1.0, 1.0, 0.5)
    assert whole.log_odds(1.0, 2.0, -1.0) == 0.5 + probability(2.0), "of a whole answer the reader tells a share"
    assert whole.log_odds(1.0, 20.0) - whole.log_odds(1.0, 5.0) < 0.01, "and however sure it is, it tells no more"
