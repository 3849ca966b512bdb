"""A judge that is unavailable on request, for tests of ungraded points."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.errors import UnavailableError
from interviewer.grading.grade import Evidence
from interviewer.grading.judge import Judgement, Judgements
from knowledge.schema import Criterion, Question

AWAY = "the model is away; start it again"


class FaultyJudge:
    """Finds every point met in the first word of an answer, unless it is unavailable.

    Attributes:
        away: Questions that it cannot judge at the moment; "*" means all.
        without: Points that it gives no verdict on.
        stops_at: Number of the call, from 1, that never returns, as if the process were killed.
    """

    name = "faulty"

    def __init__(self, *away: str) -> None:
        self.away = set(away)
        self.without: set[str] = set()
        self.stops_at = 0
        self.calls: list[tuple[str, tuple[str, ...]]] = []

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        self.calls.append((question.id, tuple(c.id for c in criteria)))
        if len(self.calls) == self.stops_at:
            raise KeyboardInterrupt
        if self.away & {question.id, "*"}:
            raise UnavailableError(AWAY)
        word = text.split()[0]
        return Judgements(
            tuple(
                Judgement(c.id, "met", 0.9, (Evidence(word, 0, len(word)),))
                for c in criteria
                if c.id not in self.without
            )
        )
