"""Contests the verdict on a quick card's answer, by the same rules as for a closed question in an interview.

The card becomes a question with one graded point. Nothing is rated here: the suggested rating follows the final verdict.
"""

from __future__ import annotations

from dataclasses import replace

from interviewer.conversation.debrief.changes import appealed as taken_in
from interviewer.conversation.debrief.contest import appealed, case_of, checked_argument, contested
from interviewer.conversation.state.state import InterviewState, QuestionAttempt, Setup
from interviewer.conversation.state.stored import AppealCase
from interviewer.errors import UsageError
from interviewer.grading.appeals.appeal import hear
from interviewer.grading.appeals.given_back import DENIAL, deny
from interviewer.grading.appeals.outcome import AppealOutcome
from interviewer.grading.grade import Grade
from interviewer.grading.grader import Grader
from interviewer.study.quick_cards import CardSession
from knowledge.schema import Bank


def card_attempt(session: CardSession, judge: str = "") -> QuestionAttempt:
    """The current card as a closed question with one graded point.

    Args:
        judge: Which judge decided.

    Raises:
        UsageError: It was not answered.
    """
    if not session.deck or session.verdict is None:
        raise UsageError("you can contest a verdict once your answer was checked")
    card = session.deck[0]
    return QuestionAttempt(
        card.question_id,
        answer=session.answer,
        grade=Grade(card.question_id, 0.0, (session.verdict,), judge=judge),
        closed=True,
        appealed=(card.criterion_id,) if session.appealed else (),
    )


def contest_card(
    grader: Grader, bank: Bank, session: CardSession, argument: str, now: float
) -> tuple[CardSession, AppealCase | None]:
    """The deck with the first card's verdict read again, and the case if the appeal settled it.

    Args:
        argument: Why the verdict is wrong; it shows where to look and earns nothing.
        now: The current time, in seconds since the epoch.

    Raises:
        UsageError: There is nothing to contest, it was contested before, or no reason is given.
    """
    attempt, grade = _contested(session, grader.judge_name)
    card, reason = session.deck[0], checked_argument(argument)
    outcome = hear(grader, bank[card.question_id], attempt.answer, grade, card.criterion_id, reason, said=[card.front])
    return _settled(session, attempt, outcome, reason, now)


def deny_card(bank: Bank, session: CardSession, now: float) -> tuple[CardSession, AppealCase | None]:
    """The deck after the candidate said that the answer to the first card doesn't make the point.

    Raises:
        UsageError: There is nothing to deny.
    """
    attempt, grade = _contested(session, denies=True)
    outcome = deny(bank[attempt.question_id], grade, session.deck[0].criterion_id)
    return _settled(session, attempt, outcome, DENIAL, now)


def _contested(session: CardSession, judge: str = "", denies: bool = False) -> tuple[QuestionAttempt, Grade]:
    attempt = card_attempt(session, judge)
    return contested(_state(attempt), attempt.question_id, session.deck[0].criterion_id, denies)


def _settled(
    session: CardSession, attempt: QuestionAttempt, outcome: AppealOutcome, argument: str, now: float
) -> tuple[CardSession, AppealCase | None]:
    event = appealed(now, attempt.question_id, session.deck[0].criterion_id, argument, outcome)
    state, turns = taken_in(_state(attempt), event)
    after = state.attempts[0]
    verdict = after.grade.criteria[0] if after.grade else session.verdict
    heard = replace(session, verdict=verdict, appealed=bool(after.appealed), told=turns[-1].text if turns else "")
    return heard, case_of(attempt, event)


def _state(attempt: QuestionAttempt) -> InterviewState:
    return InterviewState(Setup("coach", 1.0, (attempt.question_id,), 0), attempts=(attempt,))
