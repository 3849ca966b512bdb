"""What the interviewer has already said about a question, besides the question itself."""

from __future__ import annotations

from interviewer.conversation.probing.numbering import asked_numbers
from interviewer.conversation.state.state import QuestionAttempt
from knowledge.probes import probes_of
from knowledge.schema import Question


def said_before(question: Question, attempt: QuestionAttempt) -> tuple[str, ...]:
    """The hints given, without their numbers, the probes asked, and the assumptions stated.

    A bank that has changed may have fewer hints and probes.
    """
    given = [question.hints[index] for index in attempt.hints if index < len(question.hints)]
    probes = (
        probes_of(criterion)[number - 1]
        for criterion in question.criteria
        for number in sorted(asked_numbers(attempt, criterion.id, question))
    )
    return (*given, *probes, *attempt.assumed)
