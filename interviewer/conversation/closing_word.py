"""What a coach says about an answer once its question is closed, without repeating itself if the question was reopened."""

from __future__ import annotations

import re

from interviewer.conversation import notices
from interviewer.conversation.state import QuestionAttempt

_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])|\n+")


def closing_word(attempt: QuestionAttempt) -> str:
    """The feedback on an answer; for a question that was resumed, only what was not said the first time."""
    if attempt.grade is None:
        return notices.SKIPPED_AGAIN if attempt.seen else notices.SKIPPED_COACH
    text = attempt.grade.feedback
    if not attempt.seen or attempt.earned is None:
        return text
    before = set(_SENTENCES.split(attempt.earned.feedback))
    new = [sentence for sentence in _SENTENCES.split(text) if sentence not in before]
    return " ".join(new) or notices.NOTHING_NEW
