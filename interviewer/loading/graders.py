"""Makes graders with the judge that the services hold; each grade is counted."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.grading.grader import Grader
from interviewer.grading.judge import HearsWords, Judge, Judgements, Prepares, ReadsAhead
from interviewer.loading.services import Services
from interviewer.loading.tally import CountedGrader
from knowledge.schema import Criterion, Question


class _JudgeOfServices:
    """The services' judge, fetched only when something is graded, so that a fault becomes ``ungraded``."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._judge: Judge | None = None

    @property
    def name(self) -> str:
        return self._judge.name if self._judge else self._services.settings.judge_kind

    def prepare(self, rows: Sequence[tuple[Question, str]]) -> None:
        """Tell the judge what comes next, if knowing it makes the judge faster."""
        judge = self._judge = self._services.judge()
        if isinstance(judge, Prepares):
            judge.prepare(rows)

    def read_ahead(self, question: Question, answer: str, most: int) -> bool:
        """Let the judge read part of an answer that is still being written, if it can; whether there is more to read."""
        judge = self._judge = self._services.judge()
        return isinstance(judge, ReadsAhead) and judge.read_ahead(question, answer, most)

    def likelihood(self, question: Question, words: str, criterion: Criterion) -> float | None:
        """How likely some words by themselves make a point, if the judge can say."""
        judge = self._judge = self._services.judge()
        return judge.likelihood(question, words, criterion) if isinstance(judge, HearsWords) else None

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        self._judge = self._services.judge()
        return self._judge.judge(question, text, criteria, since)


def grader_of(services: Services, judge: Judge | None = None) -> Grader:
    """A grader with the services' judge, or with another; nothing is loaded until something is graded."""
    return CountedGrader(services.tally, judge or _JudgeOfServices(services), services.passage, services.forms)
