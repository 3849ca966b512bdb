"""Why an unanswered question counts as zero: it was skipped, or set aside and never answered."""

from __future__ import annotations

from interviewer.conversation.selection.outcomes import counts_as_skipped, judged_grade
from interviewer.conversation.state.state import Ending, QuestionAttempt

SKIPPED = "skipped"
TIME_RAN_OUT = "set aside, time ran out"
NEVER_ANSWERED = "set aside, not answered"


def unanswered(attempt: QuestionAttempt, ended: Ending) -> str:
    """The reason in words, such as "skipped"; "" if the question was graded or does not count.

    The end of an interview marks questions still set aside as skipped without closing them; skipping a question closes it.

    Args:
        ended: Why the interview ended.
    """
    if judged_grade(attempt) is not None or not counts_as_skipped(attempt):
        return ""
    if attempt.closed or not attempt.set_aside:
        return SKIPPED
    return TIME_RAN_OUT if ended in {"time up", "nothing fits"} else NEVER_ANSWERED
