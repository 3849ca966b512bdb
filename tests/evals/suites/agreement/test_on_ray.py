"""Sets of answers spread over workers: the same grades, in the same order, as in this process."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

import pytest

from evals.suites.agreement.on_ray import OneByOne, SpreadGrader, each_graded
from interviewer.grading.grade import Grade
from interviewer.grading.grader import AHEAD, Exchange, Grader
from interviewer.grading.judge import Judgement, Judgements
from interviewer.workers.spread import TaskResult
from knowledge.schema import Bank, Criterion, Question
from tests.interviewer.workers.opened_light import WordJudge


class Here:
    """Workers in this process; the last that was begun is done first."""

    count = 2

    def __init__(self, grader: Grader) -> None:
        self._grader = grader
        self._begun: deque[TaskResult] = deque()
        self.sizes: list[int] = []

    def begin(self, worker: int, rows: Sequence[Exchange]) -> None:
        self.sizes.append(len(rows))
        self._begun.append(TaskResult(worker, tuple(self._grader.grade_exchanges(rows))))

    def next_done(self) -> TaskResult:
        return self._begun.pop()


class Noting(Grader):
    """A grader that notes how it was asked."""

    def __init__(self) -> None:
        super().__init__(WordJudge())
        self.asked: list[str] = []

    def grade(self, *given: object, **more: object) -> Grade:
        self.asked.append("one")
        return super().grade(*given, **more)  # type: ignore[arg-type]

    def grade_exchanges(self, rows: Iterable[Exchange]) -> Iterator[Grade]:
        self.asked.append("many")
        return super().grade_exchanges(rows)


@pytest.fixture
def rows(bank: Bank) -> list[tuple[Question, str]]:
    questions = list(bank.values())
    return [(q, f"{n} {q.criteria[0].claim}") for n, q in enumerate((questions * 3)[: 2 * AHEAD + 5])]


def timeless(grades: Iterable[Grade]) -> list[object]:
    return [(grade.question_id, grade.score, grade.criteria, grade.feedback, grade.judge) for grade in grades]


@pytest.mark.slow
def test_workers_give_the_same_grades_in_the_same_order(rows: list[tuple[Question, str]]) -> None:
    workers = Here(Grader(WordJudge()))
    spread = SpreadGrader(workers, "words")
    alone = timeless(Grader(WordJudge()).grade_many(rows))
    assert timeless(spread.grade_many(rows)) == alone == timeless(each_graded(spread, rows))
    assert workers.sizes[:3] == [AHEAD, AHEAD, 5]
    assert timeless([spread.grade(*rows[3])]) == alone[3:4]


def test_a_part_of_an_answer_is_not_for_workers(rows: list[tuple[Question, str]]) -> None:
    spread = SpreadGrader(Here(Grader(WordJudge())), "words")
    with pytest.raises(ValueError, match="only whole answers"):
        spread.grade(*rows[0], only=["x"])


def test_workers_know_what_was_said_before_an_answer(rows: list[tuple[Question, str]]) -> None:
    class Told(WordJudge):
        def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
            return Judgements(tuple(Judgement(c.id, "not_met", 0.1, (), " ".join(question.hints)) for c in criteria))

    spread = SpreadGrader(Here(Grader(Told())), "told")
    question, answer = rows[0]
    (hinted,) = spread.grade_exchanges([(question, answer, ("A hint.",))])
    assert hinted.criteria == Grader(Told()).grade(question, answer, said=["A hint."]).criteria
    assert hinted.criteria == spread.grade(question, answer, said=["A hint."]).criteria
    assert hinted.criteria != spread.grade(question, answer).criteria


def test_what_a_suite_grades_one_by_one_its_workers_grade_so(rows: list[tuple[Question, str]]) -> None:
    inner = Noting()
    assert timeless(OneByOne(inner).grade_many(rows[:3])) == timeless(each_graded(Noting(), rows[:3]))
    assert inner.asked == ["one"] * 3
