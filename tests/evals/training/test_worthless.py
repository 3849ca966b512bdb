"""Answers on the topic that earn nothing."""

from __future__ import annotations

from collections import Counter

from evals.labelled.gold import gold_split
from evals.training.worthless import KINDS, OF_EACH, said_back_answers, turned_answers
from knowledge.schema import Bank, Question


def dev(bank: Bank) -> list[Question]:
    stems = set(gold_split()["dev"])
    return [question for question in bank.values() if question.stem in stems]


def test_turned_statements_are_about_one_point_and_not_what_the_bank_calls_right(bank: Bank) -> None:
    made = list(turned_answers(dev(bank), 1))
    assert Counter(answer.id.rpartition("-")[0] for answer in made) == dict.fromkeys(KINDS, OF_EACH)
    for answer in made:
        ((point, label),) = answer.labels.items()
        criterion = bank[answer.question_id].criterion(point)
        assert label == "not_met" and answer.score == 0 and answer.writer
        assert answer.answer not in criterion.satisfied_by
        assert answer.contradicted == ({point} if KINDS[answer.id.rpartition("-")[0]][1] else set())
    assert made == list(turned_answers(dev(bank), 1))


def test_hints_said_back_are_of_the_development_questions_alone(bank: Bank) -> None:
    questions = dev(bank)
    made = list(said_back_answers(bank, questions, 1))
    assert len(made) == 2 * OF_EACH and {answer.question_id for answer in made} <= {q.id for q in questions}
    for answer in made:
        assert set(answer.labels) == {c.id for c in bank[answer.question_id].criteria}
        assert set(answer.labels.values()) == {"not_met"} and answer.writer and not answer.contradicted
