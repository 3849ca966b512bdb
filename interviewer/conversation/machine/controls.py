"""What a control does, whether it is pressed or requested in words."""

from __future__ import annotations

from interviewer.conversation.machine.answering import close
from interviewer.conversation.machine.asking import ask_next
from interviewer.conversation.machine.unskip import unskip
from interviewer.conversation.phrases import notices
from interviewer.conversation.probing.hints import give_hint
from interviewer.conversation.probing.numbering import current_wording
from interviewer.conversation.state.state import InterviewState
from interviewer.conversation.state.steps import Step, turn, with_attempt
from interviewer.conversation.talk.side_talk import thought_out
from knowledge.schema import Bank


def use_control(state: InterviewState, control: str, at: float, bank: Bank) -> Step:
    """What happens when a control is used. If it can't do anything now, the reply says what can be done instead."""
    return (
        _when_closed(state, control, at, bank) if state.phase == "reviewing" else _when_open(state, control, at, bank)
    )


def _when_closed(state: InterviewState, control: str, at: float, bank: Bank) -> Step:
    if control in {"next", "skip"}:
        return ask_next(state, at, bank, lead="")
    if control == "unskip":
        return unskip(state, at, bank)
    return state, [turn("note", notices.CLOSED, at, state.attempts[-1], about="no grade")]


def _when_open(state: InterviewState, control: str, at: float, bank: Bank) -> Step:
    attempt = state.attempts[-1]
    question = bank[attempt.question_id]
    match control:
        case "hint":
            return give_hint(state, question, at)
        case "repeat":
            return state, [turn("repeat", f"Sure. {current_wording(attempt, question)}", at, attempt)]
        case "unskip":
            return unskip(state, at, bank)
        case "skip":
            if thought := thought_out(state):  # it counts, even though the candidate never said they were done
                return thought, []
            skipped = attempt.grade is None
            left = with_attempt(state, skipped=skipped, probing="", left_at=attempt.probing)
            return close(left, at, bank, notices.SKIPPED)
    return state, [turn("note", notices.ANSWER_FIRST, at, attempt)]
