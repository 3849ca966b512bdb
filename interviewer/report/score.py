"""The score of an interview, for every place that shows one: report, lists, start page and comparisons."""

from __future__ import annotations

from interviewer.conversation.selection.outcomes import mean_score
from interviewer.conversation.state.stored import Record


def interview_score(record: Record) -> float | None:
    """The mean over the questions that were graded, skipped or set aside, 0..1; None if none was graded.

    Questions skipped or set aside count as 0. The score does not depend on the bank, so that it stays the same when a
    question is removed.
    """
    return mean_score(record.state.attempts)
