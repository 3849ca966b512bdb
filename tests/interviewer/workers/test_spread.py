"""A batch spread over workers: results are in order, tasks are retried if a worker dies, and no finished work is lost."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.errors import UnavailableError
from interviewer.grading.grade import Grade
from interviewer.grading.grader import AHEAD, Exchange
from interviewer.workers.spread import TaskResult, spread
from knowledge.schema import Bank


class ScriptedWorkers:
    """Workers that finish in random order, and die of an answer that says so.

    Args:
        deaths: How often "dies" kills a worker before it is graded.
        gone: Numbers of workers that do not come back once they died.
    """

    def __init__(self, count: int, deaths: float = 0, gone: Sequence[int] = (), seed: int = 1) -> None:
        self.count = count
        self.tasks: list[list[str]] = []
        self._begun: dict[int, Sequence[Exchange]] = {}
        self._deaths = deaths
        self._gone = gone
        self._chance = random.Random(seed)

    def begin(self, worker: int, rows: Sequence[Exchange]) -> None:
        assert worker not in self._begun and len(rows) <= AHEAD
        self._begun[worker] = rows
        self.tasks.append([answer for _, answer, _ in rows])

    def next_done(self) -> TaskResult:
        worker = self._chance.choice(sorted(self._begun))
        rows = self._begun.pop(worker)
        if any(answer == "dies" for _, answer, _ in rows) and self._deaths > 0:
            self._deaths -= 1
            return TaskResult(worker, died="out of memory", gone=worker in self._gone)
        return TaskResult(worker, tuple(Grade(question.id, 1.0, (), feedback=answer) for question, answer, _ in rows))


def rows_of(bank: Bank, answers: Sequence[str]) -> list[Exchange]:
    questions = list(bank.values())
    return [(questions[place % len(questions)], answer, ()) for place, answer in enumerate(answers)]


@pytest.mark.parametrize("count", [1, 2, 5])
@pytest.mark.parametrize("size", [0, 1, AHEAD, 3 * AHEAD + 5])
def test_grades_come_in_the_order_of_the_batch(bank: Bank, size: int, count: int) -> None:
    answers = [str(place) for place in range(size)]
    workers = ScriptedWorkers(count)
    assert [grade.feedback for grade in spread(rows_of(bank, answers), workers)] == answers
    # the very tasks that one judge is shown at once
    assert sorted(workers.tasks) == sorted(answers[at : at + AHEAD] for at in range(0, size, AHEAD))


def test_a_task_whose_worker_died_is_tried_again(bank: Bank) -> None:
    answers = ["a", "dies", *map(str, range(AHEAD))]
    grades = list(spread(rows_of(bank, answers), ScriptedWorkers(2, deaths=1)))
    assert [grade.feedback for grade in grades] == answers


def test_an_answer_that_workers_die_of_is_ungraded_and_says_why_and_the_others_are_graded(bank: Bank) -> None:
    answers = ["a", "dies", *map(str, range(AHEAD)), "dies", "b"]
    rows = rows_of(bank, answers)
    grades = list(spread(rows, ScriptedWorkers(2, deaths=float("inf"))))
    for (question, answer, _), grade in zip(rows, grades, strict=True):
        assert grade.question_id == question.id
        if answer == "dies":
            assert len(grade.ungraded) == len(question.criteria) and not grade.judged
            assert grade.ungraded[0].reason == "the Ray workers that graded it died: out of memory"
            assert grade.to_dict()["feedback"]
        else:
            assert grade.feedback == answer


def test_a_worker_that_does_not_come_back_is_done_without(bank: Bank) -> None:
    answers = ["dies", *map(str, range(3 * AHEAD))]
    grades = list(spread(rows_of(bank, answers), ScriptedWorkers(2, deaths=1, gone=(0, 1))))
    assert [grade.feedback for grade in grades] == answers


def test_where_no_worker_is_left_what_was_graded_is_kept(bank: Bank) -> None:
    answers = [*map(str, range(AHEAD)), "dies", *map(str, range(AHEAD))]
    made: list[str] = []
    with pytest.raises(UnavailableError, match="no Ray worker is left: out of memory; run it again"):
        made.extend(g.feedback for g in spread(rows_of(bank, answers), ScriptedWorkers(1, deaths=1, gone=(0,))))
    assert made == answers[:AHEAD]


@given(
    answers=st.lists(st.sampled_from(["a", "b", "dies"]), max_size=80),
    count=st.integers(1, 4),
    deaths=st.integers(0, 50),
    seed=st.integers(0, 9),
)
def test_whatever_dies_every_answer_has_one_line(
    bank: Bank, answers: list[str], count: int, deaths: int, seed: int
) -> None:
    grades = list(spread(rows_of(bank, answers), ScriptedWorkers(count, deaths, seed=seed)))
    assert len(grades) == len(answers)
    for answer, grade in zip(answers, grades, strict=True):
        assert grade.feedback == answer or (answer == "dies" and grade.ungraded)
