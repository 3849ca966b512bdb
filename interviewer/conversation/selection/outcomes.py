"""What past questions say about a candidate's ability."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from interviewer.conversation.selection.ability import learnt_difficulties
from interviewer.conversation.state.past_outcome import Outcome
from interviewer.conversation.state.state import QuestionAttempt
from interviewer.conversation.state.stored import Record
from interviewer.grading.grade import Grade
from knowledge.schema import Bank

LATEST_OUTCOMES = 40
"""An estimate uses at most this many of the latest answers, since candidates change."""


def outcomes_of(
    attempts: Iterable[QuestionAttempt], bank: Bank, difficulties: Mapping[str, float] | None = None
) -> list[Outcome]:
    """What graded attempts say about the candidate's ability.

    Args:
        difficulties: Learnt difficulties; other questions use the author's.
    """
    known = difficulties or {}
    out = []
    for attempt in attempts:
        grade = judged_grade(attempt)
        if grade is not None and attempt.question_id in bank:
            count = len(grade.criteria) - len(grade.ungraded)
            out.append(
                Outcome(
                    attempt.question_id,
                    known.get(attempt.question_id, bank[attempt.question_id].difficulty),
                    grade.score,
                    count,
                )
            )
    return out


def counted_score(attempt: QuestionAttempt) -> float | None:
    """What a question contributes to a mean, 0..1: its grade, or 0 if it was skipped, so that skipping cannot raise the score.
    A question that was resumed after a skip and after its answer was shown counts as skipped.
    None if it was never answered, or could not be graded.
    """
    grade = judged_grade(attempt)
    if grade is not None:
        return grade.score
    return 0.0 if counts_as_skipped(attempt) else None


def mean_score(attempts: Iterable[QuestionAttempt]) -> float | None:
    """The mean score of the questions that were graded or skipped, 0..1; None if none was graded."""
    asked = list(attempts)
    if not any(judged_grade(attempt) for attempt in asked):
        return None
    scores = [score for attempt in asked if (score := counted_score(attempt)) is not None]
    return sum(scores) / len(scores)


def earlier_outcomes(records: Sequence[Record], bank: Bank) -> tuple[tuple[Outcome, ...], dict[str, float]]:
    """The latest outcomes of earlier interviews, and the difficulties learnt from all of them; the outcomes carry these.

    Each interview counts as a separate candidate, since people improve.
    """
    told = [(record.id, o) for record in records for o in outcomes_of(record.state.attempts, bank)]
    learnt = learnt_difficulties(told)
    latest = tuple(replace(o, difficulty=learnt[o.question_id]) for _, o in told[-LATEST_OUTCOMES:])
    return latest, learnt


def counts_as_skipped(attempt: QuestionAttempt) -> bool:
    """Whether a question counts as 0 without a grade: it was skipped, or had no grade when its answer was seen."""
    return attempt.skipped or (attempt.seen and attempt.earned is None)


def judged_grade(attempt: QuestionAttempt) -> Grade | None:
    """The grade that counts, if anything in it could be judged: nothing said after seeing the answer counts."""
    grade = counted_grade(attempt)
    return grade if grade is not None and grade.judged else None


def counted_grade(attempt: QuestionAttempt) -> Grade | None:
    """The grade; if the reference answer was seen, the grade from before that."""
    return attempt.earned if attempt.seen else attempt.grade
