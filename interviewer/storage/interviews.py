"""Interviews in the database: their state, their events, their transcripts, and contested verdicts."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import ColumnElement, delete, func, select, true, update
from sqlalchemy.exc import IntegrityError

from interviewer.conversation.state.state import Ending, Event, InterviewState, JustAsked, Turn
from interviewer.conversation.state.stored import TODAYS_PLAN, AppealCase, Rated, Record
from interviewer.errors import ConflictError, StorageError, UsageError
from interviewer.storage.database import Database, with_zone
from interviewer.storage.reviews import write_ratings
from interviewer.storage.tables import AppealRow, EventRow, InterviewRow, TurnRow

STATE: TypeAdapter[InterviewState] = TypeAdapter(InterviewState)
EVENT: TypeAdapter[Event] = TypeAdapter(Event)
EARLIER_ENDINGS: Mapping[object, Ending] = MappingProxyType(
    {
        "time is up": "time up",
        "that was the last question": "all asked",
        "no other question fits in the time that's left": "nothing fits",
        "you ended it": "stopped",
    }
)
"""Why an interview ended, as earlier versions stored it: in the words that were said."""
EARLIER_ASKED: Mapping[str, JustAsked] = MappingProxyType(
    {
        "Do you want to end the interview here? Say *yes*, and I'll write your report.": "end",
        "Which point do you mean: ": "which point",
    }
)
"""What the interviewer had just asked. Earlier versions kept the question itself among the phrases used, from these words on."""
_LOG = logging.getLogger("viva.storage")
_MOVED_ON = "this interview was continued in another window; reload the page to see it"


class Interviews:
    """Implements ``conversation.state.stored.InterviewStore``, plus what the lists on the page need."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, state: InterviewState, title: str, event: Event | None = None, turns: Sequence[Turn] = ()) -> str:
        """Store a new interview and return its id; with its first event and turns in one transaction, at version 1.

        Without an event it is at version 0.
        """
        interview_id = uuid.uuid4().hex[:16]
        now = datetime.now(UTC)
        with self._database.session() as session:
            session.add(
                InterviewRow(
                    id=interview_id,
                    created_at=now,
                    updated_at=now,
                    title=title[:200],
                    mode=state.setup.mode,
                    phase=state.phase,
                    version=0 if event is None else 1,
                    state=_dump(state),
                )
            )
            session.flush()  # the rows below refer to it
            if event is not None:
                session.add_all(_rows(interview_id, 1, event, turns))
        return interview_id

    def load(self, interview_id: str) -> Record:
        """The stored interview.

        Raises:
            UsageError: There is none with this id.
            StorageError: It cannot be read.
        """
        with self._database.session() as session:
            row = session.get(InterviewRow, interview_id)
            if row is None:
                raise UsageError(f"no interview {interview_id[:40]!r}; the list of interviews shows which there are")
            return _record(row)

    def exists(self, interview_id: str) -> bool:
        """Whether there is an interview with this id; nothing of it is read."""
        with self._database.session() as session:
            return session.scalar(select(InterviewRow.id).where(InterviewRow.id == interview_id)) is not None

    def append(
        self,
        interview_id: str,
        version: int,
        event: Event,
        state: InterviewState,
        turns: Sequence[Turn],
        rated: Sequence[Rated] = (),
        case: AppealCase | None = None,
    ) -> int:
        """Store an event, the state after it, its turns, ratings and case in one transaction; the new version.

        Raises:
            ConflictError: The interview has moved on since ``version``.
            StorageError: It cannot be written; nothing was.
        """
        try:
            with self._database.session() as session:
                row = session.get(InterviewRow, interview_id)
                if row is None or row.version != version:
                    raise ConflictError(_MOVED_ON)
                row.version = version + 1
                row.updated_at = datetime.now(UTC)
                row.phase = state.phase
                row.state = _dump(state)
                session.add_all(_rows(interview_id, version + 1, event, turns))
                if case is not None:
                    session.add(_case_row(case))
                write_ratings(session, rated)
        except StorageError as error:
            if isinstance(error.__cause__, IntegrityError):
                raise ConflictError(_MOVED_ON) from error
            raise
        return version + 1

    def touch(self, interview_id: str, version: int, state: InterviewState) -> None:
        """Store a state whose clock has advanced; does nothing if the interview has changed elsewhere."""
        # version and state in one statement: an answer stored in between must not be overwritten
        same = (InterviewRow.id == interview_id) & (InterviewRow.version == version)
        with self._database.session() as session:
            session.execute(update(InterviewRow).where(same).values(state=_dump(state)))

    def transcript(self, interview_id: str) -> list[Turn]:
        """The turns of an interview, in order."""
        with self._database.session() as session:
            # through the interview, since a turn does not record its owner
            mine = select(TurnRow).join(InterviewRow, InterviewRow.id == TurnRow.interview_id)
            rows = session.scalars(mine.where(TurnRow.interview_id == interview_id).order_by(TurnRow.id))
            return [
                Turn(r.role, kind=r.kind, text=r.text, at=r.at, question_id=r.question_id, criterion_id=r.criterion_id)  # type: ignore[arg-type]
                for r in rows
            ]

    def unfinished(self, limit: int = 20) -> list[Record]:
        """Interviews that can be resumed, newest first."""
        return self._list(InterviewRow.phase != "finished", limit)

    def finished(self, limit: int = 50) -> list[Record]:
        """Interviews with a report, newest first."""
        return self._list(InterviewRow.phase == "finished", limit)

    def all(self, limit: int = 200) -> list[Record]:
        """Interviews in any phase, oldest first; only the latest ones if there are more."""
        return self._list(true(), limit)[::-1]

    def remove(self, interview_id: str) -> None:
        """Delete an interview and everything that belongs to it; does nothing if it does not exist."""
        with self._database.session() as session:
            if session.get(InterviewRow, interview_id) is None:
                return
            for table in (EventRow, TurnRow):
                session.execute(delete(table).where(table.interview_id == interview_id))
            session.execute(delete(InterviewRow).where(InterviewRow.id == interview_id))

    def rename(self, interview_id: str, title: str) -> None:
        """Give an interview another title.

        Raises:
            UsageError: The title is empty, or there is no interview with this id.
        """
        name = " ".join(title.replace("\x00", " ").split())
        if not name:
            raise UsageError("an interview needs a name; write one, or keep the one it has")
        with self._database.session() as session:
            row = session.get(InterviewRow, interview_id)
            if row is None:
                raise UsageError(f"no interview {interview_id[:40]!r}; it was deleted, so there is nothing to rename")
            row.title = name[:200]

    def keep(self, case: AppealCase) -> None:
        """Keep a contested verdict that belongs to no interview, such as one on a quick card."""
        with self._database.session() as session:
            session.add(_case_row(case))

    def appeals(self) -> list[AppealCase]:
        """Contested verdicts, oldest first."""
        with self._database.session() as session:
            rows = session.scalars(select(AppealRow).order_by(AppealRow.id))
            return [AppealCase(**{f.name: getattr(row, f.name) for f in fields(AppealCase)}) for row in rows]

    def count(self) -> int:
        """Interviews in the database."""
        with self._database.session() as session:
            return int(session.scalar(select(func.count()).select_from(InterviewRow)) or 0)

    def _list(self, condition: ColumnElement[bool], limit: int) -> list[Record]:
        with self._database.session() as session:
            rows = session.scalars(
                select(InterviewRow).where(condition).order_by(InterviewRow.updated_at.desc()).limit(limit)
            )
            return list(_readable(rows))


def _rows(interview_id: str, seq: int, event: Event, turns: Sequence[Turn]) -> Iterator[EventRow | TurnRow]:
    """An event and what was said because of it."""
    yield EventRow(
        interview_id=interview_id,
        seq=seq,
        at=event.at,
        kind=event.kind,
        payload=EVENT.dump_python(event, mode="json"),
    )
    for turn in turns:
        yield TurnRow(
            interview_id=interview_id,
            at=turn.at,
            role=turn.role,
            kind=turn.kind,
            text=turn.text.replace("\x00", " "),
            question_id=turn.question_id,
            criterion_id=turn.criterion_id,
        )


def _case_row(case: AppealCase) -> AppealRow:
    return AppealRow(**{k: v.replace("\x00", " ") if isinstance(v, str) else v for k, v in asdict(case).items()})


def _readable(rows: Iterable[InterviewRow]) -> Iterator[Record]:
    """The interviews that this version can read: one that it can't read must not keep the others from being listed."""
    for row in rows:
        try:
            yield _record(row)
        except StorageError as error:
            _LOG.warning("an interview is left out of a list: %s", error)


def read_state(data: object) -> InterviewState:
    """A state as it was stored, by this version or an earlier one.

    Raises:
        ValidationError: No version stored it like that.
    """
    if isinstance(data, dict) and data.get("ended") in EARLIER_ENDINGS:
        data = {**data, "ended": EARLIER_ENDINGS[data["ended"]]}
    if isinstance(data, dict) and _was_todays_drill(data.get("setup")):
        data = {**data, "setup": {**data["setup"], "drilled": "today"}}
    if isinstance(data, dict) and "asked" not in data and isinstance(data.get("used"), list):
        data = {**data, **_asked_earlier(data["used"])}
    return STATE.validate_python(data)


def _was_todays_drill(setup: object) -> bool:
    """Whether a drill was stored by a version that knew today's plan only by the name it gives it."""
    return (
        isinstance(setup, dict)
        and "drilled" not in setup
        and setup.get("drill") is True
        and setup.get("topic") == TODAYS_PLAN
    )


def _asked_earlier(used: Sequence[object]) -> dict[str, object]:
    """The phrases used, without a question that an earlier version had stored among them, and what that question asked."""
    asked = [kind for words, kind in EARLIER_ASKED.items() if any(_begins(phrase, words) for phrase in used)]
    kept = [phrase for phrase in used if not any(_begins(phrase, words) for words in EARLIER_ASKED)]
    return {"used": kept, "asked": asked[-1] if asked else ""}


def _begins(phrase: object, words: str) -> bool:
    return isinstance(phrase, str) and phrase.startswith(words)


def _record(row: InterviewRow) -> Record:
    try:
        state = read_state(row.state)
    except ValidationError as error:
        raise StorageError(f"interview {row.id} is stored in a form this version cannot read") from error
    created, updated = (with_zone(moment) for moment in (row.created_at, row.updated_at))
    return Record(
        row.id,
        title=row.title,
        mode=row.mode,
        phase=row.phase,
        version=row.version,
        created_at=created,
        updated_at=updated,
        state=state,
    )


def _dump(state: InterviewState) -> dict[str, Any]:
    return STATE.dump_python(state, mode="json")  # type: ignore[no-any-return]
