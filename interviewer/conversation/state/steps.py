"""Building blocks of every step of the interview: change the open question, make a turn of the interviewer."""

from __future__ import annotations

from dataclasses import replace

from interviewer.conversation.state.state import InterviewState, NoteAbout, QuestionAttempt, Said, Turn, TurnKind

Step = tuple[InterviewState, list[Turn]]
"""A new state, and what is said on the way to it."""


def with_attempt(state: InterviewState, **changes: object) -> InterviewState:
    """The state with its open question changed."""
    return replace(state, attempts=(*state.attempts[:-1], replace(state.attempts[-1], **changes)))  # type: ignore[arg-type]


def with_said(state: InterviewState, event: Said) -> InterviewState:
    """The state with a message, and the candidate's confidence in it, added to the answer to its open question.

    Confidence in the reply to a follow-up says little about the answer, so it counts only if nothing was said before.
    """
    attempt = state.attempts[-1]
    answer = f"{attempt.answer}\n\n{event.text}" if attempt.answer else event.text
    follows_up = bool(attempt.probing) and attempt.confidence is not None
    sure = attempt.confidence if event.confidence is None or follows_up else event.confidence
    return with_attempt(state, answer=answer, confidence=sure, remarks=(), blank=0)


def without_answer(state: InterviewState) -> InterviewState:
    """The state with the answer withdrawn; its follow-ups no longer count, but none is worded the same way again."""
    attempt = state.attempts[-1]
    return with_attempt(
        state,
        answer="",
        grade=None,
        graded_to=0,
        probing="",
        silent=0,
        replacing=False,
        withdrawn=len(attempt.probed),
        spent=attempt.spent + attempt.grade.usage if attempt.grade else attempt.spent,
    )


def turn(
    kind: TurnKind,
    text: str,
    at: float,
    attempt: QuestionAttempt | None = None,
    criterion_id: str = "",
    about: NoteAbout = "",
) -> Turn:
    """Something the interviewer says."""
    return Turn(
        "interviewer",
        kind=kind,
        text=text,
        at=at,
        question_id=attempt.question_id if attempt else "",
        criterion_id=criterion_id,
        about=about,
    )
