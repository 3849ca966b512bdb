"""One criterion of one answer while it is judged: how likely it is met, and where it is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from interviewer.grading.evidence import Segment, span
from interviewer.grading.grade import doubtful
from interviewer.grading.judge import Judgement
from interviewer.grading.local.calibration import Calibration, Measured, probability
from interviewer.grading.local.similarity import Similarity
from interviewer.grading.local.statements import Statements
from knowledge.schema import Criterion, Question

LABELLED_LOG_ODDS = 1.5
"""What a point is worth at least, about 82 %, that is made by a labelled paraphrase word for word. A judgement, not swept."""
NOTHING_SAID = float("-inf")
"""Log-odds of a point where nothing was said at all."""


@dataclass(frozen=True, kw_only=True)
class Point:
    """What is known of a criterion.

    Attributes:
        log_odds: That it is met.
        half: Probability that it is partly met; None where it is decided by ``log_odds`` alone.
        statement: The words that speak for it most.
        quoted: The words to quote, as a place in what was written; None where nothing was said.
    """

    criterion: Criterion
    log_odds: float
    half: float | None = None
    statement: str = ""
    quoted: Segment | None = None

    @property
    def probability(self) -> float:
        """That it is met, 0..1."""
        return probability(self.log_odds)

    def moved(self, log_odds: float) -> Point:
        """The point with something added to its log-odds."""
        return replace(self, log_odds=self.log_odds + log_odds)

    def judgement(self, question: Question, written: str, calibration: Calibration) -> Judgement:
        """The verdict with its quote from what was written."""
        if self.quoted is None:
            return Judgement(self.criterion.id, "not_met", 0.0, unsure=False)
        p = self.probability
        return Judgement(
            criterion_id=self.criterion.id,
            verdict=calibration.verdict(question, self.criterion, p, self.half),
            probability=p,
            evidence=(span(self.quoted, written),),
            unsure=doubtful(p),
        )


def join(
    question: Question,
    criterion: Criterion,
    heard: Statements,
    known: tuple[Measured, Similarity],
    calibration: Calibration,
) -> Point:
    """Joins what is measured of a criterion. A labelled paraphrase that is said word for word is enough."""
    measured, near = known
    odds = calibration.log_odds(question, criterion, measured)
    half = calibration.half_of(criterion, measured, probability(odds))
    if says_one_of(criterion.satisfied_by, heard):
        odds, half = max(odds, LABELLED_LOG_ODDS), None
    return Point(
        criterion=criterion,
        log_odds=odds,
        half=half,
        statement=heard.pieces[near.best].of(heard.text),
        quoted=heard.in_written(heard.pieces[near.quoted]),
    )


def says_one_of(texts: Sequence[str], heard: Statements) -> list[Segment]:
    """The pieces of an answer that are word for word one of some texts."""
    wanted = {_words(text) for text in texts}
    return [piece for piece in heard.pieces if _words(piece.of(heard.text)) in wanted] if wanted else []


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.lower()))
