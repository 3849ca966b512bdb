"""What the interviewer has said of a question besides the question itself."""

from __future__ import annotations

from interviewer.conversation.hints import hint_text
from interviewer.conversation.state import QuestionAttempt
from knowledge.schema import Question


def said_before(question: Question, attempt: QuestionAttempt) -> tuple[str, ...]:
    """The hints that were given, as they are shown, the probes that were put and what was to be assumed.

    A bank that changed may have fewer hints and probes.
    """
    given = [
        hint_text(question, index, number)
        for number, index in enumerate(attempt.hints, start=1)
        if index < len(question.hints)
    ]
    put = {*attempt.probed, attempt.probing}
    return (*given, *(c.probe for c in question.criteria if c.id in put and c.probe), *attempt.assumed)
