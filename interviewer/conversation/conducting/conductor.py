"""Runs interviews: stores each event, does the work the machine asks for, and yields what is said."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Generator, Iterator, Sequence

from interviewer.conversation.conducting.afterwards import Afterwards
from interviewer.conversation.conducting.closing import RateClosed, ratings_of_closed
from interviewer.conversation.conducting.held_banks import HeldBanks
from interviewer.conversation.conducting.performing import Performer
from interviewer.conversation.conducting.place import check_place
from interviewer.conversation.conducting.processing import EventProcessor, Stepped
from interviewer.conversation.conducting.rereading import Rereading
from interviewer.conversation.conducting.taken import taken
from interviewer.conversation.conducting.under_way import UnderWay
from interviewer.conversation.conducting.update import Update
from interviewer.conversation.machine.machine import advance
from interviewer.conversation.selection.ability import estimate
from interviewer.conversation.selection.outcomes import earlier_outcomes
from interviewer.conversation.selection.selection import section_pool
from interviewer.conversation.state.setup import Drilled
from interviewer.conversation.state.state import (
    Event,
    InterviewState,
    Mode,
    Pressed,
    Resumed,
    Said,
    Setup,
    Started,
    Ticked,
    Turn,
)
from interviewer.conversation.state.stored import InterviewStore, Record
from interviewer.conversation.state.style import Style, as_style
from interviewer.conversation.wording.spending import with_spent
from interviewer.errors import UsageError
from interviewer.loading.services import Services
from knowledge.schema import Bank, section_title

__all__ = ["DRILL_MINUTES", "Conductor", "Update"]

DRILL_MINUTES = 240.0
"""Time for a drill, which ends with its last question: the clock must not end it before. By hand."""


class Conductor:
    """Interviews of one bank, kept in one store.

    Args:
        clock: Seconds since the epoch.
        rate_closed: Gives the ratings that follow from a closed question's grade; stored with the event that closed it.

    Attributes:
        rereading: Reads closed questions again.
        afterwards: Talks about the questions of an interview that is over.
    """

    def __init__(
        self,
        services: Services,
        store: InterviewStore,
        clock: Callable[[], float] = time.time,
        rate_closed: RateClosed | None = None,
    ) -> None:
        self.store = store
        self.services = services
        self._clock = clock
        self._rate_closed = rate_closed
        self._held = HeldBanks(lambda: services.bank)
        self._performer = Performer(services, clock)
        self.grader = self._performer.grader
        self.under_way = UnderWay(clock)
        self._processor = EventProcessor(
            store=store,
            performer=self._performer,
            clock=clock,
            bank_of=self.bank_of,
            rate_closed=rate_closed,
            under_way=self.under_way,
        )
        self.rereading = Rereading(self._processor, services.passage)
        self.afterwards = Afterwards(self._processor)

    @property
    def bank(self) -> Bank:
        """The bank that new interviews are asked from."""
        return self.services.bank

    def bank_of(self, interview_id: str) -> Bank:
        """The bank of a stored interview, as it was when this process first used that interview."""
        return self._held.of(interview_id)

    def start(
        self,
        mode: Mode,
        minutes: float,
        *,
        sections: Sequence[str] = (),
        questions: int | None = None,
        pool: Sequence[str] | None = None,
        topic: str = "",
        seed: int | None = None,
        style: Style = "neutral",
        drilled: Drilled = "",
    ) -> tuple[str, list[Update]]:
        """Start an interview; returns its id, and the opening with the first question.

        Args:
            pool: Ids that the candidate chose, of which all parts are asked; by default those of the sections, one part each.
            topic: What is drilled, as the interviewer calls it; "" if this is not a drill.
            drilled: What kind of thing that is.

        Raises:
            UsageError: The set-up cannot be used.
            UnknownQuestionError: The bank has no such section or question.
        """
        if not 1 <= minutes <= 240:
            raise UsageError(f"minutes must be from 1 to 240, got {minutes:g}")
        if questions is not None and questions < 1:
            raise UsageError(f"questions must be at least 1, got {questions}")
        as_style(style)
        ids = tuple(pool) if pool is not None else section_pool(self.bank, sections)
        if not ids:
            raise UsageError("nothing to ask; choose another section or topic")
        for question_id in ids:
            _ = self.bank[question_id]
        if len(self.bank.sections) > 1 and set(sections) == set(self.bank.sections):
            sections = ()  # all of them; the opening needn't list them
        names = f"Drill: {topic}" if topic else ", ".join(section_title(s) for s in sections) or "All sections"
        earlier, difficulties = earlier_outcomes(self.store.all(), self.bank)
        setup = Setup(
            mode=mode,
            minutes=float(minutes),
            pool=ids,
            seed=secrets.randbelow(1 << 30) if seed is None else seed,
            sections=tuple(sections),
            questions=questions,
            title=names,
            drill=bool(topic),
            topic=topic,
            style=style,
            earlier=earlier,
            difficulties=tuple(difficulties.items()),
            chosen=pool is not None,
            drilled=drilled,
        )
        event = Started(self._clock())
        state, turns = advance(InterviewState(setup, ability=estimate(setup.earlier).mean), event, self.bank)
        interview_id = self.store.create(state, names, event, turns)
        self._performer.prepare(interview_id, state, self.bank_of(interview_id))
        return interview_id, [*(Update(state, turn) for turn in turns), Update(state)]

    def start_drill(self, pool: Sequence[str], topic: str, drilled: Drilled = "topic") -> tuple[str, list[Update]]:
        """Start a drill of these questions, in this order; returns its id, and the opening with the first question.

        Args:
            topic: What is drilled, as the interviewer calls it.
            drilled: What kind of thing that is.
        """
        return self.start("coach", DRILL_MINUTES, pool=pool, topic=topic, drilled=drilled)

    def say(self, interview_id: str, text: str, confidence: float | None = None, place: str = "") -> Iterator[Update]:
        """Take a message from the candidate: it is stored first, then answered.

        Args:
            confidence: How sure the candidate is of the answer, 0..1, if they say so.
            place: What it was written for, as ``place_of`` gives it; "" if that is not known.

        Raises:
            ConflictError: The interview has moved on, so the message was not taken.
        """
        yield from self._apply(interview_id, Said(self._clock(), taken(text), confidence), place)

    def press(self, interview_id: str, control: str, place: str = "") -> Iterator[Update]:
        """Apply a control: hint, skip, unskip, repeat, next or end.

        Args:
            place: Where it was pressed, as ``place_of`` gives it; "" if that does not matter.

        Raises:
            ConflictError: The interview has moved on, so nothing was done.
        """
        yield from self._apply(interview_id, Pressed(self._clock(), control), place)  # type: ignore[arg-type]

    def appeal(self, interview_id: str, question_id: str, criterion_id: str, argument: str) -> Update:
        """Read a contested verdict of a closed question again; the last turn tells the result.

        Raises:
            UsageError: There is nothing to contest, or no reason is given.
        """
        record, turns = self.rereading.appeal(interview_id, question_id, criterion_id, argument)
        return Update(record.state, turns[-1] if turns else None)

    def deny(self, interview_id: str, question_id: str, criterion_id: str) -> Update:
        """Take the candidate's word that the answer does not make a point that the grade is unsure about.

        Raises:
            UsageError: There is nothing to deny.
            UnknownQuestionError: The bank no longer has the question.
        """
        record, turns = self.rereading.deny(interview_id, question_id, criterion_id)
        return Update(record.state, turns[-1] if turns else None)

    def tick(self, interview_id: str) -> Iterator[Update]:
        """Advance the clock; it becomes an event only if the interviewer has to say something."""
        record = self.store.load(interview_id)
        event = Ticked(self._clock())
        state, turns = advance(record.state, event, self.bank_of(interview_id))
        if turns or state.phase != record.state.phase:
            yield from self._apply(interview_id, event)
        elif state != record.state:
            self.store.touch(interview_id, record.version, state)
            # a model may have been loaded since
            self._performer.prepare(interview_id, state, self.bank_of(interview_id))
            yield Update(state)

    def overhear(self, interview_id: str, text: str) -> None:
        """Take note of what is in the answer box, so that the judge can read it while it is being written. It is not stored."""
        state = self.store.load(interview_id).state
        self._performer.overhear(interview_id, state, self.bank_of(interview_id), taken(text))

    def resume(self, interview_id: str) -> Iterator[Update]:
        """Resume an interview, and do the work that was under way when it stopped."""
        record = self.store.load(interview_id)
        if record.phase == "finished":
            yield Update(record.state)
            return
        yield from self._apply(interview_id, Resumed(self._clock()))

    def exists(self, interview_id: str) -> bool:
        """Whether an interview is stored."""
        return self.store.exists(interview_id)

    def record(self, interview_id: str) -> Record:
        """The interview as it is stored."""
        return self.store.load(interview_id)

    def _apply(self, interview_id: str, event: Event, place: str = "") -> Iterator[Update]:
        """Store an event and do the work it leads to. Wording ahead pauses meanwhile, and starts again afterwards."""
        self._performer.reading_ahead.drop(interview_id)
        with self._performer.ahead.resting(interview_id):
            state = yield from self._settled(interview_id, event, place)
        self._performer.prepare(interview_id, state, self.bank_of(interview_id))

    def _settled(self, interview_id: str, event: Event, place: str) -> Generator[Update, None, InterviewState]:
        record = self.store.load(interview_id)
        # from the same record whose version the event is stored against
        check_place(record.state, place, isinstance(event, Said))
        bank = self.bank_of(interview_id)
        event = self._performer.heard(record.state, event) if isinstance(event, Said) else event

        def step(before: InterviewState, event: Event) -> Stepped:
            state, turns = advance(before, event, bank)
            state = with_spent(state, self._performer.ledger.take(interview_id))
            if isinstance(event, Said) and (not turns or turns[0].role != "candidate"):
                # it did not fit the phase; the transcript still keeps what was written
                turns = [Turn("candidate", "talk", event.text, event.at), *turns]
            rated = ratings_of_closed(before, state, self._rate_closed)
            return Stepped(state=state, kept=state, turns=turns, rated=rated)

        return (yield from self._processor.process(interview_id, record.version, record.state, event, step))
