"""The questions of other subjects that the reader learns from, and those that are kept from it."""

from __future__ import annotations

import pytest

from evals.labelled.gold import GOLD, LabelledAnswer, gold_answers, gold_split, read_answers, subject_answers
from evals.training.train import UNTOLD, second_rows
from interviewer.grading.local.statement import statements_of
from interviewer.grading.text.evidence import readable
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder
from tests.repeated import repeated


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
    assert repeated(a.id for rows in answers.values() for a in rows) == []
    assert repeated(a.answer for rows in answers.values() for a in rows) == []


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


def test_plain_answers_of_the_test_split_are_learnt_by_nobody(bank: Bank) -> None:
    split = gold_split()
    held = read_answers(GOLD / "held-out" / "plain.jsonl", bank)
    learnt = [a for a in gold_answers(bank, read_once=True) if a.category.startswith("plain")]
    assert {bank[a.question_id].stem for a in held} == set(split["test"])
    assert {bank[a.question_id].stem for a in learnt} == {*split["train"], *split["dev"]}
    assert not {a.answer for a in held} & {a.answer for a in learnt}
    for answer in [*held, *learnt]:
        assert set(answer.labels) == {c.id for c in bank[answer.question_id].criteria}, answer.id
        # what makes only a bonus point earns nothing and is not wrong
        assert (set(answer.labels.values()) == {"not_met"}) == (answer.category == "plain wrong"), answer.id


@pytest.mark.slow
def test_the_reader_learns_from_plain_answers_of_its_own_questions_alone(bank: Bank, words: CachedEmbedder) -> None:
    said = {row.statement for row in second_rows(bank, words, [])}
    plain = [a for a in gold_answers(bank, read_once=True) if a.category.startswith("plain")]
    train = set(gold_split()["train"])
    others = [
        *(a for a in plain if bank[a.question_id].stem not in train),
        *read_answers(GOLD / "held-out" / "plain.jsonl", bank),
    ]
    statements = [[item.text for item in statements_of(readable(a.answer))] for a in others if a.category not in UNTOLD]
    longest = {max(some, key=len) for some in statements if some}
    assert longest and not said & {text for text in longest if len(text) > 40}
