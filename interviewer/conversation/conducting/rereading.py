"""Reads closed questions again: for a contested verdict, a denied one, or points that could not be graded."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from interviewer.conversation.conducting.closing import ratings_after_appeal, ratings_after_regrade
from interviewer.conversation.conducting.processing import EventProcessor
from interviewer.conversation.conducting.under_way import TAKE_OVER_SECONDS
from interviewer.conversation.debrief.contest import (
    appealed,
    case_of,
    checked_argument,
    contestable_ids,
    contested,
    read_again,
)
from interviewer.conversation.debrief.left import Left, left_ungraded, read_left
from interviewer.conversation.machine.machine import advance
from interviewer.conversation.state.state import QuestionAttempt, Regraded, Turn
from interviewer.conversation.state.stored import Record
from interviewer.errors import ConflictError, UsageError
from interviewer.grading.appeals.given_back import DENIAL, deny
from interviewer.grading.appeals.outcome import AppealOutcome
from interviewer.grading.grade import Grade
from interviewer.grading.merging import PassageFinder

MOST_TRIES = 5
"""How many times storing a new grade is retried if the interview moves on meanwhile; a try takes milliseconds. A judgement."""
MOST_WAIT = 60.0
"""Seconds to wait for another grade of the same interview; a model call takes no longer by default."""
LOOK_SECONDS = 0.1
"""How long to wait before looking again whether the other grade has ended. By hand."""


@dataclass(frozen=True)
class Reread:
    """The outcome of another try at grading a question.

    Attributes:
        points: Points that had no verdict.
        left: Those that still have none.
        reason: Why they still have none; "" if none is left.
    """

    question_id: str
    points: int
    left: int
    reason: str = ""


class Rereading:
    """Reads closed questions of stored interviews again.

    Args:
        passage: Finds the reference passage nearest to a text.
    """

    def __init__(self, processor: EventProcessor, passage: PassageFinder) -> None:
        self._processor = processor
        self._store = processor.store
        self._performer = processor.performer
        self._clock = processor.clock
        self._passage = passage

    def appeal(
        self, interview_id: str, question_id: str, criterion_id: str, argument: str
    ) -> tuple[Record, list[Turn]]:
        """Read a contested verdict again; returns the interview afterwards, and what is said about it.

        Raises:
            UsageError: There is nothing to contest, or no reason is given.
        """
        record = self._store.load(interview_id)
        attempt, grade = contested(record.state, question_id, criterion_id, argument=argument)
        bank = self._processor.bank_of(interview_id)
        if question_id not in bank:
            raise UsageError("this question is no longer in the bank, so its grade can't be contested")
        question = bank[question_id]
        if criterion_id not in contestable_ids(question):
            raise UsageError("this point is no longer in the bank, so its verdict can't be contested")
        argument = checked_argument(argument)
        with self._performer.ahead.resting(interview_id), self._performer.queue.turn(interview_id):
            grader = self._performer.grader
            outcome = read_again(grader, question, attempt, grade, criterion_id, argument, passage=self._passage)
        return self._settle(record, attempt, criterion_id, argument, outcome)

    def deny(self, interview_id: str, question_id: str, criterion_id: str) -> tuple[Record, list[Turn]]:
        """Take the candidate's word that the answer does not make a doubtful point.

        It is stored like an appeal that the candidate decided.

        Raises:
            UsageError: There is nothing to deny.
            UnknownQuestionError: The bank no longer has the question.
        """
        record = self._store.load(interview_id)
        attempt, grade = contested(record.state, question_id, criterion_id, denies=True)
        outcome = deny(self._processor.bank_of(interview_id)[question_id], grade, criterion_id, self._passage)
        return self._settle(record, attempt, criterion_id, DENIAL, outcome)

    def left(self, interview_id: str) -> tuple[Left, ...]:
        """The closed questions of an interview with points that could not be graded and can be tried again."""
        return left_ungraded(self._store.load(interview_id).state, self._processor.bank_of(interview_id))

    def regrade(self, interview_id: str) -> Iterator[Reread]:
        """Grade what could not be graded, question by question; each is stored before the next is started.

        If it is stopped at any moment, the next call continues from there without grading anything twice.

        Raises:
            UsageError: There is no such interview.
            StorageError: It cannot be read or written.
            ConflictError: It kept changing for a minute because it is being answered.
        """
        for item in self.left(interview_id):
            record = self._standing(interview_id)
            found = next(
                (f for f in left_ungraded(record.state, self._processor.bank_of(interview_id)) if f == item), None
            )
            if found is None:
                continue  # it was graded elsewhere meanwhile
            attempt = _closed(record, item.question_id)
            question = self._processor.bank_of(interview_id)[item.question_id]
            with self._performer.ahead.resting(interview_id):
                grade = read_left(self._performer.grader, question, attempt, item.points, self._passage)
            still = [row for row in grade.ungraded if row.id in item.points]
            if len(still) < len(item.points) and not self._take(interview_id, attempt, grade):
                continue
            yield Reread(item.question_id, len(item.points), len(still), still[0].reason if still else "")

    def _take(self, interview_id: str, read: QuestionAttempt, grade: Grade) -> bool:
        """Store a new grade for a question; False if the question was read again elsewhere meanwhile.

        Raises:
            ConflictError: The interview kept changing.
        """
        event = Regraded(self._clock(), read.question_id, grade)
        for number in range(MOST_TRIES):
            record = self._standing(interview_id)
            attempt = _closed(record, read.question_id)
            if attempt.grade != read.grade or attempt.answer != read.answer:
                return False
            state, turns = advance(record.state, event, self._processor.bank_of(interview_id))
            rated = ratings_after_regrade(attempt, grade, self._processor.rate_closed)
            try:
                self._store.append(interview_id, record.version, event, state, turns, rated)
            except ConflictError:
                if number == MOST_TRIES - 1:
                    raise
                continue
            return True
        return False

    def _standing(self, interview_id: str) -> Record:
        """The interview once none of it is being graded: a grade in progress must find the version it was made for.

        Work that has been under way for longer than any work takes belongs to a process that died, and is not waited for.

        Raises:
            ConflictError: It is still being graded.
        """
        until = time.monotonic() + MOST_WAIT
        while True:
            record = self._store.load(interview_id)
            since = self._clock() - record.updated_at.timestamp()
            if record.phase != "working" or since > TAKE_OVER_SECONDS:
                return record
            if time.monotonic() > until:
                raise ConflictError("this interview is being graded right now; try again in a moment")
            time.sleep(LOOK_SECONDS)

    def _settle(
        self, record: Record, attempt: QuestionAttempt, criterion_id: str, argument: str, outcome: AppealOutcome
    ) -> tuple[Record, list[Turn]]:
        """Store the outcome of an appeal, and keep it as a case for checking the grader."""
        event = appealed(self._clock(), attempt.question_id, criterion_id, argument, outcome)
        state, turns = advance(record.state, event, self._processor.bank_of(record.id))
        rated = ratings_after_appeal(attempt, event, self._processor.rate_closed)
        self._store.append(
            record.id,
            version=record.version,
            event=event,
            state=state,
            turns=turns,
            rated=rated,
            case=case_of(attempt, event),
        )
        return replace(record, version=record.version + 1, phase=state.phase, state=state), turns


def _closed(record: Record, question_id: str) -> QuestionAttempt:
    return next(a for a in record.state.attempts if a.question_id == question_id and a.closed)
