"""The stages of training: what each reads, and what none may read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from evals.labelled.gold import LabelledAnswer, gold_answers, gold_split, subject_answers, voice_answers
from evals.labelled.near_twins import near_twins
from evals.labelled.strangers import LEARNT_FROM, LEFT_OUT, StatedAnswer, labelled, stated_answers
from evals.training import train as training
from evals.training.calibrate import WRITERS
from evals.training.train import (
    FIFTH,
    FIRST,
    FOURTH,
    KEPT,
    KEPT_WHOLE,
    SECOND,
    THIRD,
    UNTOLD,
    PublicData,
    kept_rows,
    left_out,
    said_in,
    second_rows,
    third_rows,
    train,
)
from interviewer.grading.training.fine_tune import Recipe
from interviewer.grading.training.row import Row
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder

LEARNT = [Row(f"a: {n}.", f"Statement {n} of the public data.", ("silent",), "inference") for n in range(50)]
LAST = [Row("a: 1.", "A near twin.", ("contradicts",), "near twins")]
PLAIN = [Row("d: 1.", "plain and right", ("says",), "plain")]
FLUENT = [Row("c: 1.", "Fluent and wrong.", ("contradicts",), "told")]


@pytest.fixture
def public(tmp_path: Path) -> PublicData:
    pairs, students = tmp_path / "pairs.tsv", tmp_path / "students.jsonl"
    pairs.write_text("sentence1\tsentence2\tgold_label\nA man runs.\tHe moves.\tentailment\n")
    row = {
        "id": "a1",
        "course": "physics",
        "question_id": "p",
        "question": "Why?",
        "references": ["so"],
        "answer": "so",
        "label": "correct",
    }
    students.write_text("".join(json.dumps({**row, "course": course}) + "\n" for course in ("physics", "biology")))
    return PublicData(inference=pairs, students=students, courses=("physics",))


def test_public_data_may_each_be_left_out(public: PublicData) -> None:
    assert [row.source for row in public.rows(1)] == ["inference", "physics"]
    assert PublicData().rows(1) == [] and PublicData().hashes() == {}
    assert [row.source for row in PublicData(students=public.students, courses=("biology",)).rows(1)] == ["biology"]
    assert public.inference is not None
    digest = hashlib.sha256(public.inference.read_bytes()).hexdigest()[:12]
    folder = public.inference.parent.name
    assert public.hashes() == {
        f"{folder}/pairs.tsv": digest,
        f"{folder}/students.jsonl": public.hashes()[f"{folder}/students.jsonl"],
    }


def test_answers_by_writers_that_nothing_was_learnt_from_are_known(bank: Bank) -> None:
    kept = left_out(voice_answers(bank))
    assert kept and not {answer.writer for answer in kept} & set(WRITERS) and len({a.writer for a in kept}) == 3


BANKS = {"bank", "misconception", "compound", "reference", "passage", "elsewhere", "foreign", "retraction"}
ANSWERS = {"gold", "gold passages", "voices", "voice passages", "told", "stranger passages"}
SUBJECTS = {"subjects", "subject passages"}
OWN_WORDS = 8
"""Statements of more words are a writer's own; shorter ones two may hit upon."""


@pytest.mark.slow
def test_training_reads_nothing_of_what_is_held_out(bank: Bank, words: CachedEmbedder) -> None:
    rows = list(second_rows(bank, words, LEARNT))
    assert {row.source for row in rows} == {*BANKS, *ANSWERS, *SUBJECTS, "inference"}
    stems = set(gold_split()["train"])
    ours = [row for row in rows if row.source in BANKS | ANSWERS]
    assert {row.group for row in ours} == stems, "no question of the other splits, and each of this one"
    said = " \n".join({" ".join(row.statement.split()) for row in rows})
    held = [a for a in (*gold_answers(bank, "dev"), *gold_answers(bank, "test")) if len(a.answer.split()) > 8]
    assert held and not any(" ".join(answer.answer.split()) in said for answer in held)
    subjects, _ = subject_answers("train")
    foreign = {subjects[a.question_id].stem for a in subject_answers("held-out")[1]}
    assert not foreign & {row.group for row in rows if row.source in SUBJECTS}
    assert [row for row in rows if row.source == "inference"] == LEARNT[1::2], "nothing is unlearnt"
    # of strangers and voices not even one statement, by a writer who is left out or on a question of another split
    strangers, voices = stated_answers(bank), voice_answers(bank)
    out = [labelled(bank, a) for a in strangers if a.writer in LEFT_OUT or bank[a.question_id].stem not in stems]
    out += [a for a in voices if a.writer not in WRITERS or bank[a.question_id].stem not in stems]
    own = {text for a in out for text in said_in(a.answer) if len(text.split()) > OWN_WORDS}
    learnt = {
        text
        for a in (*(labelled(bank, a) for a in strangers if a.writer in LEARNT_FROM), *voices)
        if a.writer not in LEFT_OUT and bank[a.question_id].stem in stems
        for text in said_in(a.answer)
    }
    # each is looked for in a text of fifty megabytes: some of them, the same each time
    assert len(own) > 3000
    some, of_these = sorted(own)[::10], sorted(learnt)[::10]
    assert len(some) > 300 and sum(text in said for text in of_these) > 300
    assert [text for text in some if text in said] == []


@pytest.mark.slow
def test_only_some_writers_and_no_idle_answers_are_learnt_from(
    bank: Bank, words: CachedEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: dict[str, list[LabelledAnswer]] = {}
    stated: list[StatedAnswer] = []

    def keep(bank: Bank, answers: list[LabelledAnswer], *rest: object) -> Iterator[Row]:
        told[str(rest[-1])] = list(answers)
        yield from ()

    def keep_stated(bank: Bank, answers: list[StatedAnswer], *_: object) -> Iterator[Row]:
        stated.extend(answers)
        yield from ()

    for name in ("answer_rows", "answer_passages"):
        monkeypatch.setattr(training, name, keep)
    monkeypatch.setattr(training, "told_rows", keep_stated)
    monkeypatch.setattr(training, "elsewhere_passages", lambda *_: iter(()))
    list(second_rows(bank, words, LEARNT))
    for name in ("voices", "voice passages"):
        assert {answer.writer for answer in told[name]} == set(WRITERS)
    assert {answer.writer for answer in (*told["stranger passages"], *stated)} == set(LEARNT_FROM)
    stems = set(gold_split()["train"])
    for answers in (stated, *(told[name] for name in told if "subject" not in name)):
        assert {bank[answer.question_id].stem for answer in answers} <= stems
    assert all(answers for answers in told.values())
    for name in ("gold", "gold passages", "subjects", "subject passages"):
        assert not {answer.category for answer in told[name]} & set(UNTOLD)


class Runs:
    """Stands in for training and keeps what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[list[Row], Path, Recipe, Path | None]] = []
        self.origin: object = None
        self.joined: list[tuple[object, ...]] = []

    def __call__(
        self,
        base: Path,
        rows: list[Row],
        out: Path,
        recipe: Recipe,
        start: Path | None = None,
        origin: object = None,
        on_step: object = None,
    ) -> None:
        self.asked.append((rows, out, recipe, start))
        self.origin = origin or self.origin
        out.mkdir(parents=True, exist_ok=True)
        (out / "config.json").write_text("{}")


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Runs:
    made = Runs()
    monkeypatch.setattr(training, "fine_tune", made)
    monkeypatch.setattr(training, "halfway", lambda *given: made.joined.append(given))
    monkeypatch.setattr(training, "second_rows", lambda bank, embedder, learnt: iter([*learnt, *LEARNT]))
    monkeypatch.setattr(training, "third_rows", lambda bank, embedder: iter(LAST))
    monkeypatch.setattr(training, "fluent_rows", lambda bank, embedder, before, own, seed: [*FLUENT, *before, *own])
    monkeypatch.setattr(training, "plain_rows", lambda bank, embedder, before, seed: [*PLAIN, *before])
    return made


def test_each_stage_goes_on_from_the_one_before(
    bank: Bank, words: CachedEmbedder, runs: Runs, public: PublicData, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    origin = train(Path("/base"), bank, words, public, out)
    (first, folder, recipe, start), (second, middle, other, after), (third, last, gentle, follows), *_ = runs.asked
    assert ([row.source for row in first], folder, recipe, start) == (
        ["inference", "physics"],
        out / "first",
        FIRST,
        None,
    )
    assert (len(second), middle, other, after) == (52, out / "second", SECOND, out / "first")
    assert (third, last, gentle, follows) == ([*LAST, *kept_rows(second)], out / "third", THIRD, out / "second")
    rows, folder, recipe, start = runs.asked[3]
    assert (folder, recipe, start) == (out / "fourth", FOURTH, out / "before")
    assert rows == [*FLUENT, *third, *second], "what was learnt before is read again"
    rows, folder, recipe, start = runs.asked[4]
    assert (folder, recipe, start) == (out / "fifth", FIFTH, out / "fluent")
    assert rows == [*PLAIN, *FLUENT, *third, *second], "and once more"
    assert runs.joined == [
        (out / "second", out / "third", out / "before", origin),
        (out / "before", out / "fourth", out / "fluent", origin),
        (out / "fluent", out / "fifth", out, origin),
    ], "each stage from the third on is gone half way"
    assert origin == runs.origin and origin["rows"] == {"inference": 51, "physics": 1}
    assert origin["courses"] == ["physics"] and json.dumps(origin)
    train(Path("/base"), bank, words, public, out)
    assert len(runs.asked) == 5, "no stage that is there is learnt again"
    assert len(runs.joined) == 6


def test_without_public_data_there_is_no_first_stage(
    bank: Bank, words: CachedEmbedder, runs: Runs, tmp_path: Path
) -> None:
    train(Path("/base"), bank, words, PublicData(), tmp_path)
    (_, out, recipe, start), (_, last, gentle, follows), *_ = runs.asked
    assert (out, recipe, start) == (tmp_path / "second", SECOND, None)
    assert (last, gentle, follows) == (tmp_path / "third", THIRD, tmp_path / "second")


def test_what_nothing_new_is_like_is_kept_whole() -> None:
    common = [Row(f"c{n}", "s", ("says",), "bank") for n in range(3 * KEPT)]
    rare = [Row(f"r{n}", "s", ("says",), source) for source in KEPT_WHOLE for n in range(5)]
    kept = list(kept_rows([*rare, *common]))
    assert kept[: len(rare)] == rare and kept[len(rare) :] == common[KEPT - 1 :: KEPT]


@pytest.mark.slow
def test_the_third_stage_reads_questions_of_the_training_split_alone(bank: Bank, words: CachedEmbedder) -> None:
    rows = list(third_rows(bank, words))
    stems = set(gold_split()["train"])
    assert {row.source for row in rows} == {"turned", "turned retraction", "near twins", "said back"}
    assert {row.group for row in rows} == stems
    said = {row.statement for row in rows}
    assert all(sum(text in said for text, _ in item.statements()) for item in near_twins(bank)[:50])
