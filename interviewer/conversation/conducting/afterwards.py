"""Questions about a question once the whole interview is over, answered as they are after its close in coach mode.

The machine takes each message as if the interview were at that question; what comes of it is stored in the finished interview.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from interviewer.conversation.conducting.processing import EventProcessor, Stepped
from interviewer.conversation.conducting.update import Update
from interviewer.conversation.machine.machine import advance
from interviewer.conversation.phrases import notices
from interviewer.conversation.state.limits import MAX_BRIEF_CHARACTERS
from interviewer.conversation.state.state import Event, InterviewState, QuestionAttempt, Said, Turn
from interviewer.conversation.understanding.intent import read_intent
from interviewer.errors import UsageError
from knowledge.schema import Bank


class Afterwards:
    """Talks about the questions of stored interviews that are over."""

    def __init__(self, processor: EventProcessor) -> None:
        self._processor = processor

    def ask(self, interview_id: str, question_id: str, text: str) -> Iterator[Update]:
        """Reply to a message about a question; the message is stored first, and each reply with what it changed.

        Raises:
            UsageError: The interview is not over or has no such question, or the bank no longer has it.
            ConflictError: The interview was changed elsewhere meanwhile.
        """
        processor = self._processor
        record, bank = processor.store.load(interview_id), processor.bank_of(interview_id)
        if record.phase != "finished":
            raise UsageError("this interview is still going on; ask about its grades there")
        if question_id not in bank or all(a.question_id != question_id for a in record.state.attempts):
            raise UsageError("this question is no longer in the bank, so I can't say more about it")
        over = record.state
        state = standing_at(over, question_id)
        clean = text[:MAX_BRIEF_CHARACTERS].encode("utf-8", "replace").decode("utf-8")

        def step(before: InterviewState, event: Event) -> Stepped:
            nonlocal over
            after, turns = replied(before, event, bank)
            over = taken_in(over, after)
            return Stepped(state=after, kept=over, turns=turns)

        event = processor.performer.heard(state, Said(processor.clock(), clean))
        with processor.performer.ahead.resting(interview_id):
            yield from processor.process(interview_id, record.version, state, event, step)


def standing_at(state: InterviewState, question_id: str) -> InterviewState:
    """An interview that is over, as if one of its questions had just been closed in coach mode."""
    asked = _attempt(state, question_id)
    others = tuple(attempt for attempt in state.attempts if attempt.question_id != question_id)
    open_again = replace(asked, closed=True, aside=False, aloud=False, doubt=None)
    setup = replace(state.setup, mode="coach")
    return replace(state, setup=setup, phase="reviewing", pending=None, ended="", attempts=(*others, open_again))


def taken_in(over: InterviewState, state: InterviewState) -> InterviewState:
    """The interview that is over, with what was changed about the question that is talked of."""
    told = state.attempts[-1]
    kept = _attempt(over, told.question_id)
    now = replace(told, closed=kept.closed, aside=kept.aside, aloud=kept.aloud, doubt=kept.doubt)
    attempts = tuple(now if attempt is kept else attempt for attempt in over.attempts)
    return replace(over, attempts=attempts, used=state.used, asked=state.asked)


def replied(state: InterviewState, event: Event, bank: Bank) -> tuple[InterviewState, list[Turn]]:
    """The machine's step, except that nothing leads on from the question."""
    asked = state.attempts[-1].question_id
    after, turns = advance(state, event, bank)
    if not isinstance(event, Said):
        return after, turns
    mine = Turn("candidate", "talk", event.text, event.at, asked)
    of_the_clock = read_intent(event.request or event.text) in {"time", "progress"}
    leads_on = after.ended or after.attempts[-1].question_id != asked or of_the_clock
    if leads_on or any(turn.about == "going on" for turn in turns):
        return state, [mine, Turn("interviewer", "note", notices.OVER, event.at, asked)]
    return after, [replace(t, text=notices.CLOSED_OVER) if t.about == "no grade" else t for t in turns]


def _attempt(state: InterviewState, question_id: str) -> QuestionAttempt:
    return next(attempt for attempt in state.attempts if attempt.question_id == question_id)
