"""The questions of other subjects that the cross-encoder learns from, and those that are kept from it."""

from __future__ import annotations

import pytest

from evals.labelled.gold import GOLD, LabelledAnswer, gold_answers, gold_split, read_answers, subject_answers
from evals.training.pairs import UNREAD
from evals.training.train import makers
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder


@pytest.fixture(scope="module")
def subjects() -> Bank:
    return subject_answers("train")[0]


@pytest.fixture(scope="module")
def answers() -> dict[str, list[LabelledAnswer]]:
    return {part: subject_answers(part)[1] for part in ("train", "held-out")}


def test_every_answer_has_a_verdict_for_every_point(subjects: Bank, answers: dict[str, list[LabelledAnswer]]) -> None:
    for answer in [*answers["train"], *answers["held-out"]]:
        assert list(answer.labels) == [c.id for c in subjects[answer.question_id].criteria], answer.id
        assert (answer.score == 0) == (answer.category in ("wrong", "unusual wrong", "textbook wrong", "empty")), (
            answer.id
        )
    assert len({a.id for rows in answers.values() for a in rows}) == sum(len(rows) for rows in answers.values())
    assert len({a.answer for rows in answers.values() for a in rows}) == sum(len(rows) for rows in answers.values())


def test_no_question_is_asked_in_both_parts_and_each_is_in_one(
    subjects: Bank, answers: dict[str, list[LabelledAnswer]]
) -> None:
    train, held = ({a.question_id for a in rows} for rows in answers.values())
    assert not train & held and train | held == set(subjects)
    assert len(held) >= len(subjects) // 5


def test_they_are_of_other_subjects_than_the_bank(subjects: Bank, bank: Bank) -> None:
    asked = {" ".join(q.question.lower().split()) for q in bank.values()}
    assert not asked & {" ".join(q.question.lower().split()) for q in subjects.values()}
    assert not {q.section for q in subjects.values()} & set(bank.sections)


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


def test_what_the_interviewer_says_is_learnt_as_no_answer(bank: Bank, words: CachedEmbedder) -> None:
    gold, others = makers(bank, words, 1)
    held = {stem for part in ("dev", "test") for stem in gold_split()[part]}
    for maker in (gold, others):
        claims, whole = list(maker.asked_rows()), list(maker.asked_rows(whole=True))
        assert {row.target for row in (*claims, *whole)} == {0.0} and len(claims) > len(whole)
    said = " ".join(row.answer for row in gold.asked_rows())
    probes = [(q.stem in held, c.probe) for q in bank.values() for c in q.criteria if len(c.probe.split()) > 5]
    assert all((probe in said) != left_out for left_out, probe in probes)


def test_a_reference_may_list_more_points_than_are_asked_for(bank: Bank, words: CachedEmbedder) -> None:
    others = makers(bank, words, 1)[1]
    rows = [row for row in others.whole_rows() if "one of the following is enough" in row.criterion.lower()]
    assert rows and {row.target for row in rows} <= {0.0, 0.5, 1.0}, (
        "one point of several is all or half of what is asked"
    )
    assert any(row.target == 1.0 for row in rows)


def test_plain_answers_are_learnt_by_the_signals_alone_and_those_of_the_test_split_by_nobody(
    bank: Bank, words: CachedEmbedder
) -> None:
    split = gold_split()
    held = read_answers(GOLD / "held-out" / "plain.jsonl", bank)
    learnt = [a for a in gold_answers(bank, read_once=True) if a.category in UNREAD]
    assert {bank[a.question_id].stem for a in held} == set(split["test"])
    assert {bank[a.question_id].stem for a in learnt} == {*split["train"], *split["dev"]}
    assert not {a.answer for a in held} & {a.answer for a in learnt}
    for answer in [*held, *learnt]:
        assert set(answer.labels) == {c.id for c in bank[answer.question_id].criteria}, answer.id
        assert (answer.score == 0) == (answer.category == "plain wrong"), answer.id
    gold, _ = makers(bank, words, 1)
    assert not {row.answer for row in gold.gold_rows()} & {a.answer for a in learnt}
