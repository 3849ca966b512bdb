"""The database: opened, migrated, and used in transactions. SQLite, or any URL SQLAlchemy knows."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from glob import escape
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from interviewer.errors import StorageError
from interviewer.storage.migrations import HEAD, REVISIONS
from interviewer.storage.tables import Owned
from interviewer.storage.writing import WriteTurn, pool_of
from knowledge.text.visible import address_shown

_DAMAGED = ".damaged-"
_MIGRATING = 5_126_843
"""A Postgres advisory lock that only Viva's migrations take; the number is arbitrary."""


class Database:
    """A database, migrated to this version, as one owner sees it.

    Attributes:
        owner: Whose rows are read and written; other owners' rows are invisible. "" if nobody signs in.

    Raises:
        StorageError: It cannot be opened or migrated.
    """

    def __init__(self, url: str, owner: str = "", shared: Database | None = None) -> None:
        self._url = url
        self.owner = owner
        self._engine: Engine = shared._engine if shared else self._open()
        self._writing: WriteTurn | None = shared._writing if shared else self._line()

    def of(self, owner: str) -> Database:
        """The same database as another owner sees it, over the same connections."""
        return Database(self._url, owner, self)

    def _line(self) -> WriteTurn | None:
        return WriteTurn() if self._engine.dialect.name == "sqlite" else None

    def _open(self) -> Engine:
        _make_folder(self._url)
        try:
            engine = create_engine(self._url, **pool_of(self._url))
            if engine.dialect.name == "sqlite":
                event.listen(engine, "connect", _sqlite_pragmas)
            with engine.connect() as connection:
                if (revision := _revision(connection)) != HEAD:
                    _check_known(revision, self._url)
                    _migrate(connection, self._url)
        except (SQLAlchemyError, ImportError, ValueError) as error:  # a port that is no number is a ValueError
            raise _storage_error(error, self._url) from error
        return engine

    def close(self) -> None:
        """Release the connections."""
        self._engine.dispose()

    def compact(self) -> None:
        """Rewrite an SQLite file, so that no deleted data is left in it or in its log; does nothing for other databases.

        Raises:
            StorageError: Another process is using it, or there is no room.
        """
        if self._engine.dialect.name != "sqlite":
            return
        try:
            with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("VACUUM"))
                connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        except SQLAlchemyError as error:
            raise _storage_error(error, self._url) from error

    @contextmanager
    def session(self) -> Iterator[Session]:
        """One transaction: written completely at the end, or not at all.

        Raises:
            StorageError: The database refused; its own error is the cause.
        """
        turn = self._writing.turn() if self._writing else None
        try:
            with Session(self._engine, info={"owner": self.owner, "turn": turn}) as session, session.begin():
                yield session
        except SQLAlchemyError as error:
            raise _storage_error(error, self._url) from error
        finally:
            if turn is not None:
                turn.leave()


def with_zone(moment: datetime) -> datetime:
    """A stored time with its zone, which SQLite does not keep."""
    return moment.replace(tzinfo=moment.tzinfo or UTC)


def _make_folder(url: str) -> None:
    """Make the folder of an SQLite file, and the file itself, so that nobody else can read it.

    Raises:
        StorageError: It cannot be made.
    """
    path = url.removeprefix("sqlite:///")
    if path == url:
        return
    file = Path(path)
    folder = file.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        named = file.name and "?" not in path and not path.startswith((":memory:", "file:"))
        if named and not file.exists() and os.access(folder, os.W_OK):
            file.touch(mode=0o600)  # an empty file is an empty database; the files next to it are created with its mode
    except OSError as error:
        raise StorageError(
            f"the folder {folder} cannot be made: {error.strerror}; set VIVA_HOME, or VIVA_DATABASE_URL, to a place you "
            "can write to"
        ) from error


def _check_known(revision: str | None, url: str) -> None:
    """Refuse a database that this version cannot bring up to date.

    Raises:
        StorageError: A newer version made it.
    """
    if revision is not None and revision not in REVISIONS:
        raise StorageError(
            f"the database {_place(url)} was made by a newer version of Viva: its revision is {revision[:20]}, and this "
            f"version knows those up to {HEAD}; update Viva, or set VIVA_HOME to another folder"
        )


def _revision(connection: Any) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()  # type: ignore[no-any-return]


def _migrate(connection: Connection, url: str) -> None:
    """Bring the tables up to date, in one transaction and one process at a time.

    If several processes start for the first time simultaneously, the others wait here and then find nothing left to do. A
    process killed in the middle leaves the tables unchanged.
    """
    from alembic import command
    from alembic.config import Config

    connection.rollback()
    sqlite = connection.dialect.name == "sqlite"
    connection.execute(text("BEGIN IMMEDIATE" if sqlite else f"SELECT pg_advisory_xact_lock({_MIGRATING})"))
    if (revision := _revision(connection)) != HEAD:
        _check_known(revision, url)
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    connection.commit()


def _sqlite_pragmas(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout=10000")  # first, since the next line needs exclusive access to the file
    if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        _to_write_ahead(cursor)
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA secure_delete=ON")  # deleted data is overwritten, not just unlinked
    cursor.close()


def _to_write_ahead(cursor: Any) -> None:
    # SQLite does not wait for other processes here, even with a timeout: of several first starts, one does it
    for left in range(100, -1, -1):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if not left or "locked" not in str(error):
                raise
            time.sleep(0.05)


@event.listens_for(Session, "do_orm_execute")
def _only_own_rows(state: ORMExecuteState) -> None:
    """Narrow every statement to the rows of the session's owner, so that none can forget to."""
    owner = state.session.info.get("owner")
    if state.is_update or state.is_delete:
        _wait_to_write(state.session)
    if owner is not None and (state.is_select or state.is_update or state.is_delete):
        own = with_loader_criteria(Owned, lambda cls: cls.owner == owner, include_aliases=True)
        state.statement = state.statement.options(own)


@event.listens_for(Session, "before_flush")
def _own_new_rows(session: Session, *_: object) -> None:
    """Give every new row to the session's owner, and have the session wait for its turn to write."""
    _wait_to_write(session)
    owner = session.info.get("owner")
    for row in session.new:
        if isinstance(row, Owned) and owner is not None:
            row.owner = owner


def _wait_to_write(session: Session) -> None:
    if (turn := session.info.get("turn")) is not None:
        turn.take()


def _storage_error(error: Exception, url: str) -> StorageError:
    reason = str(getattr(error, "orig", None) or error).splitlines()[0][:160]
    if type(error) is ValueError:  # part of a password may have been parsed as the port, and would be quoted
        reason = "its address cannot be read; write @ as %40 and / as %2F in a password, and the port as a number"
    place = _place(url)
    said = reason.lower()
    if "full" in said:
        return StorageError(f"no room left for {place}: {reason}; free some disk space and send it again")
    if "locked" in said:
        return StorageError(
            f"another program has held the database {place} for ten seconds; close it (a backup, another Viva, a database "
            "viewer) and send it again"
        )
    if "readonly" in said or "read-only" in said or "permission" in said or "unable to open" in said:
        return StorageError(
            f"the database {place} cannot be written: {reason}; make the file and its folder writable for you, or set "
            "VIVA_HOME to another folder"
        )
    if "malformed" in said or "not a database" in said:
        return StorageError(
            f"the database {place} cannot be used: {reason}; check VIVA_HOME or VIVA_DATABASE_URL. It is damaged, or not a "
            f"database: {_set_aside(url)}"
        )
    return StorageError(f"the database {place} cannot be used: {reason}; check VIVA_HOME or VIVA_DATABASE_URL")


def copies_of_damaged(url: str) -> list[Path]:
    """The copies that were made of an SQLite file when it was damaged."""
    path = Path(url.removeprefix("sqlite:///"))
    return sorted(path.parent.glob(f"{escape(path.name)}{_DAMAGED}*")) if url.startswith("sqlite:///") else []


def _set_aside(url: str) -> str:
    """Copy a damaged SQLite file, so that repairs can be undone; returns what to do next."""
    path = Path(url.removeprefix("sqlite:///"))
    copy = path.with_name(f"{path.name}{_DAMAGED}{datetime.now(UTC):%Y%m%d}")
    try:
        if not copy.exists():
            shutil.copy2(path, copy)
    except OSError as error:
        return f"it could not be copied ({error.strerror}); copy it, then move it away to start afresh"
    return (
        f"a copy is at {copy}. Move {path.name} away to start afresh, and restore your last export with 'viva data "
        "import', or try 'sqlite3 FILE .recover' on the copy"
    )


def _place(url: str) -> str:
    """The location of a database, without the password that its URL may contain."""
    return url if url.startswith("sqlite:") else address_shown(url)
