"""Every row of one owner as plain JSON; restored into a database; and deleted without a trace."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy import DateTime, Float, Integer, String, Text, delete, inspect, select, text
from sqlalchemy.orm import Session

from interviewer.conversation.state.stored import Rescheduler
from interviewer.json_data import JsonObject, JsonValue
from interviewer.storage.database import Database, with_zone
from interviewer.storage.interviews import EVENT, read_state
from interviewer.storage.preferences import INTERVIEW_DATE
from interviewer.storage.reviews import settle
from interviewer.storage.tables import (
    AppealRow,
    Base,
    EventRow,
    InterviewRow,
    PreferenceRow,
    ReviewRow,
    ScheduleRow,
    TurnRow,
)

TABLES: Mapping[str, type[Base]] = {
    "interviews": InterviewRow,
    "events": EventRow,
    "turns": TurnRow,
    "contests": AppealRow,
    "ratings": ReviewRow,
    "cards": ScheduleRow,
    "preferences": PreferenceRow,
}
"""The tables with a person's data, in the order in which they can be written."""
_OF_AN_INTERVIEW = (EventRow, TurnRow)
RowsByTable = Mapping[str, Sequence[JsonObject]]


def all_rows(database: Database) -> dict[str, list[JsonObject]]:
    """Every row of the owner, by table; times are ISO 8601 with a zone."""
    with database.session() as session:
        return {name: [_plain(row) for row in _mine(session, table)] for name, table in TABLES.items()}


def completed(table: str, row: JsonObject) -> JsonObject:
    """A row with the defaults of columns that it lacks, because the version that wrote it did not have them yet."""
    given = {name: column.default for name, column in _columns(TABLES[table]).items() if name not in row}
    return {**row, **{name: kept.arg for name, kept in given.items() if kept is not None and kept.is_scalar}}


def fault_of(table: str, row: JsonValue) -> str:
    """Why a row does not belong in a table; "" if it does."""
    if not isinstance(row, dict):
        return "is not an object"
    wanted = _columns(TABLES[table])
    if missing := [name for name in wanted if name not in row]:
        return f"has no field {missing[0]!r}"
    for name, column in wanted.items():
        if fault := _fault_of_value(row[name], column.type):
            return f"field {name!r} {fault}"
    try:
        if table == "interviews":
            read_state(row["state"])
        if table == "events":
            EVENT.validate_python(row["payload"])
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        return f"holds an interview that this version cannot read ({place[:80]}: {first['msg'][:80]})"
    except RecursionError:
        return "is nested too deeply"
    if table == "preferences" and row["name"] == INTERVIEW_DATE and row["value"]:
        try:
            date.fromisoformat(str(row["value"]))
        except ValueError:
            return "holds an interview date that is not a date"
    return ""


def restore(database: Database, rows: RowsByTable, make: Rescheduler) -> dict[str, int]:
    """Write the rows that are missing, in one transaction; returns how many of each table were new.

    Existing interviews are left unchanged. Cards are rebuilt if both sides had ratings for a point.

    Args:
        rows: Rows without a fault, by table.
    """
    new: dict[str, int] = dict.fromkeys(TABLES, 0)
    with database.session() as session:
        ids = _new_ids(session, rows.get("interviews", ()))
        for name, table in TABLES.items():
            have = (
                {_key(table, _plain(row)) for row in _mine(session, table)}
                if name not in {"events", "turns"}
                else set()
            )
            for row in rows.get(name, ()):
                values = _values(table, row)
                if table is InterviewRow or table in _OF_AN_INTERVIEW:
                    field = "id" if table is InterviewRow else "interview_id"
                    if values[field] not in ids:
                        continue
                    values[field] = ids[values[field]]
                elif (key := _key(table, row)) in have:
                    continue
                else:
                    have.add(key)
                session.add(table(**values))
                new[name] += 1
            session.flush()
        _settle_merged(session, rows, make)
    return new


def erase(database: Database) -> int:
    """Delete every row of the owner, and any traces in the file; returns how many rows there were.

    SQLite keeps deleted text in free pages and in its log, so the file is rewritten.
    """
    with database.session() as session:
        count = sum(len(list(_mine(session, table))) for table in TABLES.values())
        for interview_id in session.scalars(select(InterviewRow.id)).all():
            for part in _OF_AN_INTERVIEW:
                session.execute(delete(part).where(part.interview_id == interview_id))
        for table in (InterviewRow, AppealRow, ReviewRow, ScheduleRow, PreferenceRow):
            session.execute(delete(table))
    database.compact()
    return count


def _settle_merged(session: Session, rows: RowsByTable, make: Rescheduler) -> None:
    given = {(str(row["question_id"]), str(row["criterion_id"])) for row in rows.get("ratings", ())}
    for question_id, criterion_id in sorted(given):
        settle(session, question_id, criterion_id, make)


def _mine(session: Session, table: type[Base]) -> Iterator[Base]:
    query = select(table).order_by(*inspect(table).primary_key)
    for part in _OF_AN_INTERVIEW:
        if table is part:
            query = query.join(InterviewRow, InterviewRow.id == part.interview_id)
    yield from session.scalars(query)


def _new_ids(session: Session, interviews: Sequence[JsonObject]) -> dict[str, str]:
    """The ids for interviews that are missing: their own, or a new one if somebody else has it."""
    mine = set(session.scalars(select(InterviewRow.id)))
    taken = {row[0] for row in session.execute(text("SELECT id FROM interviews"))}
    given = [str(row["id"]) for row in interviews if row["id"] not in mine]
    return {each: uuid.uuid4().hex[:16] if each in taken else each for each in given}


def _columns(table: type[Base]) -> dict[str, Any]:
    """The columns that are exported: all but the owner, and the row number, which means nothing elsewhere."""
    return {
        column.name: column
        for column in table.__table__.columns
        if column.name != "owner" and column.autoincrement is not True
    }


def _plain(row: Base) -> JsonObject:
    out: dict[str, JsonValue] = {}
    for name in _columns(type(row)):
        value = getattr(row, name)
        out[name] = with_zone(value).isoformat() if isinstance(value, datetime) else value
    return out


def _values(table: type[Base], row: JsonObject) -> dict[str, Any]:
    return {
        name: datetime.fromisoformat(str(row[name])) if isinstance(column.type, DateTime) else row[name]
        for name, column in _columns(table).items()
    }


def _key(table: type[Base], row: JsonObject) -> tuple[str, ...]:
    """What identifies a row across databases."""
    names = {
        AppealRow: ("at", "question_id", "criterion_id", "argument"),
        ReviewRow: ("at", "question_id", "criterion_id"),
        ScheduleRow: ("question_id", "criterion_id"),
        PreferenceRow: ("name",),
    }.get(table, ("id",))
    return tuple(str(row[name]) for name in names)


def _fault_of_value(value: JsonValue, kind: object) -> str:
    if isinstance(kind, DateTime):
        try:
            return "" if datetime.fromisoformat(str(value)).tzinfo else "is a time without a zone"
        except ValueError:
            return "is not a time such as 2026-11-01T12:00:00+00:00"
    if isinstance(kind, String | Text):
        if not isinstance(value, str) or "\x00" in value:
            return "is not text"
        return f"is longer than {kind.length} characters" if kind.length and len(value) > kind.length else ""
    if isinstance(kind, Integer | Float):
        whole = isinstance(kind, Integer)
        good = isinstance(value, int if whole else int | float) and not isinstance(value, bool)
        return "" if good and abs(value) < 2**53 else "is no number that can be kept"  # type: ignore[arg-type]
    return "" if isinstance(value, dict) else "is not an object"
