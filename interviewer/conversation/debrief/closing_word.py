"""What a coach says about an answer once its question is closed, without repeating itself if the question was reopened."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.conversation.phrases import notices
from interviewer.conversation.state.state import QuestionAttempt
from interviewer.grading.feedback.praise import retold


def closing_word(attempt: QuestionAttempt, earlier: Sequence[QuestionAttempt] = ()) -> str:
    """The feedback on an answer; for a question that was resumed, only what was not said the first time.

    Args:
        earlier: The questions before it, whose feedback used up wordings.
    """
    if attempt.grade is None:
        return notices.SKIPPED_AGAIN if attempt.seen else notices.SKIPPED_COACH
    said = [before.grade.told for before in earlier if before.grade is not None]
    if not attempt.seen or attempt.earned is None:
        return retold([*said, attempt.grade.told])[-1]
    before = attempt.earned.told
    new = [remark for remark in attempt.grade.told if remark not in before]
    return retold([*said, before, new])[-1] or notices.NOTHING_NEW
