"""A guess that turned out to be the answer is graded as a statement, but shown in the candidate's own words.

Nothing extra is stored for that: the transcript has the words, and the statement can be computed from them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from interviewer.conversation.state.state import QuestionAttempt, Turn
from interviewer.conversation.talk.guessing import as_statement, said_and_told
from interviewer.grading.grade import Evidence, Grade

_BREAK = "\n\n"
"""Separates two messages of an answer."""


@dataclass(frozen=True)
class _Part:
    """A sentence of the answer, ``answer[start:end]``, and how it was said."""

    start: int
    end: int
    said: str


def as_said(attempt: QuestionAttempt, turns: Sequence[Turn]) -> QuestionAttempt:
    """The attempt as it is shown: guesses, and quotes from them, are in the candidate's own words.

    Args:
        turns: What was said in the interview.
    """
    parts = _guesses(attempt, turns)
    if not parts:
        return attempt
    answer, done = "", 0
    for part in parts:
        answer += attempt.answer[done : part.start] + part.said
        done = part.end
    answer += attempt.answer[done:]
    grade = _in_own_words(attempt.grade, parts, answer) if attempt.grade else None
    return replace(attempt, answer=answer, grade=grade)


def _guesses(attempt: QuestionAttempt, turns: Sequence[Turn]) -> list[_Part]:
    """The sentences that are not graded word for word, in order."""
    found: dict[int, _Part] = {}
    for turn in turns:
        if turn.role != "candidate" or turn.question_id != attempt.question_id or "?" not in turn.text:
            continue
        told = as_statement(turn.text)
        start = attempt.answer.find(told) if told else -1
        if start < 0 or not _whole_message(attempt.answer, start, start + len(told)):
            continue
        for said, statement in said_and_told(turn.text):
            if said != statement:
                found[start] = _Part(start, start + len(statement), said)
            start += len(statement) + 1
    return [found[start] for start in sorted(found)]


def _whole_message(answer: str, start: int, end: int) -> bool:
    before, after = answer[:start], answer[end:]
    return (not before or before.endswith(_BREAK)) and (not after or after.startswith(_BREAK))


def _in_own_words(grade: Grade, parts: Sequence[_Part], answer: str) -> Grade:
    def moved(evidence: Evidence) -> Evidence:
        if not 0 <= evidence.start < evidence.end:
            return evidence
        start, end = _place(evidence.start, parts, False), _place(evidence.end, parts, True)
        return Evidence(answer[start:end], start, end)

    return replace(
        grade,
        criteria=tuple(replace(c, evidence=tuple(moved(e) for e in c.evidence)) for c in grade.criteria),
        misconceptions=tuple(replace(m, evidence=tuple(moved(e) for e in m.evidence)) for m in grade.misconceptions),
    )


def _place(at: int, parts: Sequence[_Part], ends: bool) -> int:
    """Where a place of the graded answer is in the shown one; within a guess, where that begins or ends."""
    shift = 0
    for part in parts:
        grown = len(part.said) - (part.end - part.start)
        if part.start < at < part.end or (at == part.start and not ends) or (at == part.end and ends):
            return part.start + shift + (len(part.said) if ends else 0)
        if part.end <= at:
            shift += grown
    return at + shift
