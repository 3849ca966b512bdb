"""Points and questions that were removed from the bank after an interview began. The interview continues without them."""

from __future__ import annotations

from dataclasses import replace

from interviewer.conversation.machine.answering import go_on
from interviewer.conversation.machine.asking import ask_next
from interviewer.conversation.machine.ending import finish
from interviewer.conversation.phrases import notices
from interviewer.conversation.state.state import GradeAnswer, InterviewState, LookAgain, WordProbe
from interviewer.conversation.state.steps import Step, turn, with_attempt
from knowledge.schema import Bank


def without_departed(state: InterviewState, bank: Bank) -> InterviewState:
    """The state without follow-ups on points that the bank no longer has, and without grading for a removed question."""
    if any(attempt.aloud and attempt.question_id not in bank for attempt in state.attempts):
        attempts = tuple(replace(a, aloud=a.aloud and a.question_id in bank) for a in state.attempts)
        state = replace(state, attempts=attempts)
    attempt = state.current
    if attempt is None or attempt.question_id not in bank:
        return state
    known = {criterion.id for criterion in bank[attempt.question_id].criteria}
    if attempt.probing and attempt.probing not in known:
        state = with_attempt(state, probing="")
    if isinstance(state.pending, GradeAnswer) and not known.issuperset(state.pending.only):
        only = tuple(point for point in state.pending.only if point in known)
        state = replace(state, pending=replace(state.pending, only=only))
    if isinstance(state.pending, LookAgain) and state.pending.criterion_id not in known:
        state = replace(state, pending=None, phase="reviewing" if attempt.closed else "answering")
    return state


def past_departed(state: InterviewState, at: float, bank: Bank) -> Step | None:
    """The step past an open question, or past a follow-up still to be worded, that the bank no longer has.

    Returns:
        None if the bank has everything the state needs.
    """
    if state.phase not in {"answering", "working"}:
        return None
    attempt = state.attempts[-1]
    if attempt.question_id not in bank:
        left = replace(attempt.as_closed(at), skipped=attempt.grade is None and not attempt.answer)
        state = replace(state, attempts=(*state.attempts[:-1], left), pending=None)
        told = turn("note", notices.DEPARTED, at, attempt)
        state, turns = finish(state, at, state.ended) if state.ended else ask_next(state, at, bank, lead="")
        return state, [told, *turns]
    probe = state.pending
    known = {criterion.id for criterion in bank[attempt.question_id].criteria}
    if isinstance(probe, WordProbe) and probe.criterion_id not in known:
        return go_on(replace(state, pending=None), at, bank)
    return None
