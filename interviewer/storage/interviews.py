"""Reads and writes interviews. The contract:

create(state) -> id          a new interview, version 0
load(id) -> Record           its state, version and title
append(id, version, …)       one event, the state after it and its turns, in one transaction; refused with
                             ConflictError where another window was quicker
touch(id, version, state)    a state whose clock moved on, without an event
transcript(id) -> turns      in the order they were said
unfinished() / finished()    newest first
attempts()                   all of them, oldest first
keep_appeal(case)            a contested verdict, as a case for the evals
reviews() / add_review()     the log of ratings that FSRS cards are made from
preference(name)             a setting made on the page
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Engine, create_engine, delete, event, func, inspect, select, text
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session

from interviewer.conversation.state import Event, InterviewState, Turn
from interviewer.errors import ConflictError, StorageError, UsageError
from interviewer.storage.migrations import HEAD
from interviewer.storage.tables import (
    AppealRow,
    CardRow,
    EventRow,
    InterviewRow,
    PreferenceRow,
    ReviewRow,
    TurnRow,
)

_STATE: TypeAdapter[InterviewState] = TypeAdapter(InterviewState)


@dataclass(frozen=True)
class Record:
    """One interview as it is stored."""

    id: str
    title: str
    mode: str
    phase: str
    version: int
    created_at: datetime
    updated_at: datetime
    state: InterviewState


@dataclass(frozen=True)
class AppealCase:
    """A contested verdict as it is kept. ``before`` and ``after`` are verdicts."""

    at: float
    question_id: str
    criterion_id: str
    answer: str
    argument: str
    before: str
    after: str
    judge: str


@dataclass(frozen=True)
class Review:
    """One rating of a criterion. ``at`` is seconds since the epoch, ``rating`` 1 (again) to 4 (easy)."""

    at: float
    question_id: str
    criterion_id: str
    rating: int
    source: str


class SessionStore:
    """Interviews in SQLite, or in any database SQLAlchemy reaches by a URL."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._engine: Engine = self._open()

    def _open(self) -> Engine:
        if self._url.startswith("sqlite:///"):
            Path(self._url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
        try:
            engine = create_engine(self._url)
            if engine.dialect.name == "sqlite":
                event.listen(engine, "connect", _sqlite_pragmas)
            with engine.connect() as connection:
                if _revision(connection) != HEAD:
                    _migrate(connection)
        except (SQLAlchemyError, ImportError) as error:
            raise _storage_error(error, self._url) from error
        return engine

    def close(self) -> None:
        """Release the connections."""
        self._engine.dispose()

    def create(self, state: InterviewState, title: str) -> str:
        """Store a new interview and return its id."""
        interview_id = uuid.uuid4().hex[:16]
        now = datetime.now(UTC)
        with self._session() as session:
            session.add(
                InterviewRow(
                    id=interview_id,
                    created_at=now,
                    updated_at=now,
                    title=title[:200],
                    mode=state.setup.mode,
                    phase=state.phase,
                    version=0,
                    state=_dump(state),
                )
            )
        return interview_id

    def load(self, interview_id: str) -> Record:
        """The stored interview.

        Raises:
            UsageError: There is none with this id.
            StorageError: It cannot be read.
        """
        with self._session() as session:
            row = session.get(InterviewRow, interview_id)
            if row is None:
                raise UsageError(f"no interview {interview_id[:40]!r}; the list of interviews shows which there are")
            return _record(row)

    def append(
        self, interview_id: str, version: int, event: Event, state: InterviewState, turns: Sequence[Turn]
    ) -> int:
        """Store an event with the state after it, and return the new version.

        Raises:
            ConflictError: The interview has moved on since ``version``.
            StorageError: It cannot be written; nothing was.
        """
        try:
            with self._session() as session:
                row = session.get(InterviewRow, interview_id)
                if row is None or row.version != version:
                    raise ConflictError("this interview was continued in another window; reload the page to see it")
                row.version = version + 1
                row.updated_at = datetime.now(UTC)
                row.phase = state.phase
                row.state = _dump(state)
                session.add(
                    EventRow(
                        interview_id=interview_id, seq=version + 1, at=event.at, kind=event.kind, payload=asdict(event)
                    )
                )
                session.add_all(
                    TurnRow(
                        interview_id=interview_id,
                        at=turn.at,
                        role=turn.role,
                        kind=turn.kind,
                        text=turn.text.replace("\x00", " "),
                        question_id=turn.question_id,
                        criterion_id=turn.criterion_id,
                    )
                    for turn in turns
                )
        except StorageError as error:
            if isinstance(error.__cause__, IntegrityError):
                raise ConflictError(
                    "this interview was continued in another window; reload the page to see it"
                ) from error
            raise
        return version + 1

    def touch(self, interview_id: str, version: int, state: InterviewState) -> None:
        """Store a state whose clock moved on; does nothing where the interview has moved on elsewhere."""
        with self._session() as session:
            row = session.get(InterviewRow, interview_id)
            if row is not None and row.version == version:
                row.state = _dump(state)

    def transcript(self, interview_id: str) -> list[Turn]:
        """The turns of an interview, in order."""
        with self._session() as session:
            rows = session.scalars(select(TurnRow).where(TurnRow.interview_id == interview_id).order_by(TurnRow.id))
            return [
                Turn(r.role, r.kind, r.text, r.at, r.question_id, r.criterion_id)  # type: ignore[arg-type]
                for r in rows
            ]

    def unfinished(self, limit: int = 20) -> list[Record]:
        """Interviews that can be resumed, newest first."""
        return self._list(InterviewRow.phase != "finished", limit)

    def finished(self, limit: int = 50) -> list[Record]:
        """Interviews with a report, newest first."""
        return self._list(InterviewRow.phase == "finished", limit)

    def attempts(self, limit: int = 200) -> list[Record]:
        """Interviews of any phase, oldest first, the latest ones where there are more."""
        return self._list(InterviewRow.version >= 0, limit)[::-1]

    def remove(self, interview_id: str) -> None:
        """Delete an interview and all that belongs to it."""
        with self._session() as session:
            for table in (EventRow, TurnRow):
                session.execute(delete(table).where(table.interview_id == interview_id))
            session.execute(delete(InterviewRow).where(InterviewRow.id == interview_id))

    def cards(self) -> dict[tuple[str, str], dict[str, Any]]:
        """FSRS cards by question and criterion."""
        with self._session() as session:
            return {(row.question_id, row.criterion_id): row.card for row in session.scalars(select(CardRow))}

    def put_card(self, question_id: str, criterion_id: str, due: datetime, card: dict[str, Any]) -> None:
        """Store the FSRS card of a criterion."""
        with self._session() as session:
            session.merge(CardRow(question_id=question_id, criterion_id=criterion_id, due=due, card=card))

    def reviews(self, question_id: str = "", criterion_id: str = "") -> list[Review]:
        """Ratings, oldest first; of one question, or of one criterion, where it is named."""
        query = select(ReviewRow).order_by(ReviewRow.at, ReviewRow.id)
        if question_id:
            query = query.where(ReviewRow.question_id == question_id)
        if criterion_id:
            query = query.where(ReviewRow.criterion_id == criterion_id)
        with self._session() as session:
            return [Review(r.at, r.question_id, r.criterion_id, r.rating, r.source) for r in session.scalars(query)]

    def add_review(self, review: Review) -> None:
        """Log a rating."""
        with self._session() as session:
            session.add(ReviewRow(**asdict(review)))

    def correct_review(self, question_id: str, criterion_id: str, rating: int) -> bool:
        """Put another rating in the place of a criterion's last one; False where there is none."""
        with self._session() as session:
            last = session.scalars(
                select(ReviewRow)
                .where(ReviewRow.question_id == question_id, ReviewRow.criterion_id == criterion_id)
                .order_by(ReviewRow.at.desc(), ReviewRow.id.desc())
                .limit(1)
            ).first()
            if last is None:
                return False
            last.rating, last.source = rating, "corrected"
            return True

    def preference(self, name: str) -> str:
        """A setting made on the page, "" where it was not made."""
        with self._session() as session:
            row = session.get(PreferenceRow, name)
            return row.value if row else ""

    def set_preference(self, name: str, value: str) -> None:
        """Keep a setting."""
        with self._session() as session:
            session.merge(PreferenceRow(name=name, value=value))

    def keep_appeal(self, case: AppealCase) -> None:
        """Keep a contested verdict."""
        with self._session() as session:
            clean = {k: v.replace("\x00", " ") if isinstance(v, str) else v for k, v in asdict(case).items()}
            session.add(AppealRow(**clean))

    def appeals(self) -> list[AppealCase]:
        """Contested verdicts, oldest first."""
        with self._session() as session:
            rows = session.scalars(select(AppealRow).order_by(AppealRow.id))
            return [AppealCase(**{f.name: getattr(row, f.name) for f in fields(AppealCase)}) for row in rows]

    def count(self) -> int:
        """Interviews in the database."""
        with self._session() as session:
            return int(session.scalar(select(func.count()).select_from(InterviewRow)) or 0)

    def _list(self, condition: Any, limit: int) -> list[Record]:
        with self._session() as session:
            rows = session.scalars(
                select(InterviewRow).where(condition).order_by(InterviewRow.updated_at.desc()).limit(limit)
            )
            return [_record(row) for row in rows]

    @contextmanager
    def _session(self) -> Iterator[Session]:
        try:
            with Session(self._engine) as session, session.begin():
                yield session
        except SQLAlchemyError as error:
            raise _storage_error(error, self._url) from error


def _record(row: InterviewRow) -> Record:
    try:
        state = _STATE.validate_python(row.state)
    except ValidationError as error:
        raise StorageError(f"interview {row.id} is stored in a form this version cannot read") from error
    created, updated = (_utc(moment) for moment in (row.created_at, row.updated_at))
    return Record(row.id, row.title, row.mode, row.phase, row.version, created, updated, state)


def _utc(moment: datetime) -> datetime:
    """A stored time with its zone, which SQLite does not keep."""
    return moment.replace(tzinfo=moment.tzinfo or UTC)


def _dump(state: InterviewState) -> dict[str, Any]:
    return _STATE.dump_python(state, mode="json")  # type: ignore[no-any-return]


def _revision(connection: Any) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()  # type: ignore[no-any-return]


def _migrate(connection: Any) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    connection.commit()


def _sqlite_pragmas(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=10000")
    cursor.close()


def _storage_error(error: Exception, url: str) -> StorageError:
    reason = str(getattr(error, "orig", None) or error).splitlines()[0][:160]
    place = url.split("@")[-1]
    if "full" in reason.lower():
        return StorageError(f"no room left for {place}: {reason}; free some disk space and send it again")
    return StorageError(f"the database {place} cannot be used: {reason}; check VIVA_HOME or VIVA_DATABASE_URL")
