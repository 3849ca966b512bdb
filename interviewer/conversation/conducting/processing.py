"""Takes a stored interview from an event to the next pause: stores each event, does the pending work, and repeats."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass

from interviewer.conversation.conducting.closing import RateClosed, ratings_after_appeal
from interviewer.conversation.conducting.performing import Performer
from interviewer.conversation.conducting.trace import traced
from interviewer.conversation.conducting.under_way import UnderWay
from interviewer.conversation.conducting.update import Update, told, under_way
from interviewer.conversation.debrief.contest import case_of
from interviewer.conversation.state.state import Appealed, Event, InterviewState, Turn
from interviewer.conversation.state.stored import InterviewStore, Rated
from knowledge.schema import Bank


@dataclass(frozen=True, kw_only=True)
class Stepped:
    """What an event leads to.

    Attributes:
        state: The state that the next step starts from.
        kept: The state that is stored and shown; the same unless the interview is over.
        turns: What was said.
        rated: Ratings that are stored with it.
    """

    state: InterviewState
    kept: InterviewState
    turns: Sequence[Turn]
    rated: Sequence[Rated] = ()


@dataclass(frozen=True, kw_only=True)
class EventProcessor:
    """What every part of the conversation needs that changes stored interviews.

    Attributes:
        clock: Seconds since the epoch.
        bank_of: The bank of a stored interview, by its id.
        rate_closed: Gives the ratings that follow from a grade; stored with the event that changed it.
        under_way: Notes which interviews wait for work of this process.
    """

    store: InterviewStore
    performer: Performer
    clock: Callable[[], float]
    bank_of: Callable[[str], Bank]
    rate_closed: RateClosed | None
    under_way: UnderWay

    def process(
        self,
        interview_id: str,
        version: int,
        state: InterviewState,
        event: Event,
        step: Callable[[InterviewState, Event], Stepped],
    ) -> Generator[Update, None, InterviewState]:
        """Store an event, do the work it leads to, and so on until nothing is pending; returns the state then.

        Args:
            version: The version of the interview that the first event is stored against.
            step: What an event leads to.

        Raises:
            ConflictError: The interview was changed elsewhere meanwhile.
        """
        bank = self.bank_of(interview_id)
        while True:
            before = state
            done = step(before, event)
            state, kept, rated, case = done.state, done.kept, list(done.rated), None
            if isinstance(event, Appealed):  # a second look requested in words
                looked_at = before.attempts[-1]
                rated += ratings_after_appeal(looked_at, event, self.rate_closed)
                case = case_of(looked_at, event)
            with traced(event, before) as after:
                version = self.store.append(
                    interview_id, version=version, event=event, state=kept, turns=done.turns, rated=rated, case=case
                )
                after.append(state)
            self.under_way.note(interview_id, version, state.pending is not None)
            yield from (Update(kept, turn) for turn in done.turns)
            if state.pending is None:
                yield Update(kept)
                return state
            yield under_way(state)
            with traced(None, state):
                event = yield from self._perform(interview_id, state, bank)

    def _perform(self, interview_id: str, state: InterviewState, bank: Bank) -> Generator[Update, None, Event]:
        work = self.performer.perform(state, bank, interview_id)
        while True:
            try:
                news = next(work)
            except StopIteration as done:
                return done.value  # type: ignore[no-any-return]
            yield told(state, news)
