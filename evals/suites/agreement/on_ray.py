"""Sets of answers graded by the workers of a Ray cluster, as ``viva grade --batch --ray`` grades a batch."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from interviewer.bootstrap import open_services
from interviewer.grading.grade import Grade
from interviewer.grading.grader import Exchange, Grader
from interviewer.grading.judge import Judgements
from interviewer.loading.graders import grader_of
from interviewer.settings import load_settings
from interviewer.workers.spread import Workers, spread
from knowledge.schema import Bank, Criterion, Question


class OneByOne(Grader):
    """A grader that grades the answers of a set one at a time.

    Answers that are read together may be rounded differently, so a suite that reads its answers one by one would get different
    numbers.

    Args:
        inner: Grades a single answer.
    """

    def __init__(self, inner: Grader) -> None:
        super().__init__(_Elsewhere(""))
        self._inner = inner

    def grade_exchanges(self, rows: Iterable[Exchange]) -> Iterator[Grade]:
        """Grade many answers, in order."""
        return (self._inner.grade(question, answer, said=said) for question, answer, said in rows)


class SpreadGrader(Grader):
    """A grader whose sets of answers are graded by workers.

    Args:
        judge: The name of the workers' judge.
    """

    def __init__(self, workers: Workers, judge: str) -> None:
        super().__init__(_Elsewhere(judge))
        self._workers = workers

    def grade(
        self,
        question: Question,
        answer: str,
        only: Collection[str] | None = None,
        since: int = 0,
        said: Sequence[str] = (),
    ) -> Grade:
        """A single answer, graded by a worker.

        Raises:
            ValueError: Only a part of the answer is to be graded.
        """
        if only is not None or since:
            raise ValueError("workers grade only whole answers")
        (grade,) = self.grade_exchanges([(question, answer, tuple(said))])
        return grade

    def grade_exchanges(self, rows: Iterable[Exchange]) -> Iterator[Grade]:
        """Grade many answers, in order.

        Raises:
            UnavailableError: No worker is left.
        """
        return spread(list(rows), self._workers)


def each_graded(grader: Grader, rows: Sequence[tuple[Question, str]]) -> Iterator[Grade]:
    """Grade the answers of a set one at a time, or by workers if the grader has them."""
    if isinstance(grader, SpreadGrader):
        return grader.grade_many(rows)
    return (grader.grade(question, answer) for question, answer in rows)


def open_grader(bank: Bank, page: bool, model: bool, one_by_one: bool) -> tuple[Grader, str]:
    """The grader of a suite, with everything loaded, and the name of its judge; called by a worker.

    Args:
        page: Grade as the page does; otherwise with the judge alone.
        model: Use the language model from the settings; otherwise none.
        one_by_one: Grade one answer at a time.

    Raises:
        UnavailableError: The judge's models cannot be loaded.
    """
    services = open_services(load_settings(llm=None if model else "off"), bank)
    services.load()
    judge = services.judge()
    grader = grader_of(services) if page else Grader(judge)
    return OneByOne(grader) if one_by_one else grader, judge.name


class _Elsewhere:
    """The judge of a grader that grades nothing itself."""

    def __init__(self, name: str) -> None:
        self.name = name

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        raise NotImplementedError("the workers judge")
