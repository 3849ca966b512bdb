"""What a coach says about an answer once its question is closed, without repeating itself if the question was reopened."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.conversation.phrases import notices
from interviewer.conversation.state.state import QuestionAttempt
from interviewer.grading.praise import retold

_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])|\n+")


def closing_word(attempt: QuestionAttempt, earlier: Sequence[QuestionAttempt] = ()) -> str:
    """The feedback on an answer; for a question that was resumed, only what was not said the first time.

    Args:
        earlier: The questions before it, whose feedback used up wordings.
    """
    if attempt.grade is None:
        return notices.SKIPPED_AGAIN if attempt.seen else notices.SKIPPED_COACH
    text = attempt.grade.feedback
    said = [before.grade.feedback for before in earlier if before.grade is not None]
    if not attempt.seen or attempt.earned is None:
        return retold([*said, text])[-1]
    before = set(_SENTENCES.split(attempt.earned.feedback))
    new = [sentence for sentence in _SENTENCES.split(text) if sentence not in before]
    return retold([*said, attempt.earned.feedback, " ".join(new)])[-1] or notices.NOTHING_NEW
