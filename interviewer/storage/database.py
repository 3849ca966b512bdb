"""The database: opened, brought up to date, and spoken to in transactions. SQLite, or any URL SQLAlchemy knows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, inspect, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from interviewer.errors import StorageError
from interviewer.storage.migrations import HEAD, REVISIONS


class Database:
    """A database at the revision that this version needs.

    Raises:
        StorageError: It cannot be opened or migrated.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._engine: Engine = self._open()

    def _open(self) -> Engine:
        _make_folder(self._url)
        try:
            engine = create_engine(self._url)
            if engine.dialect.name == "sqlite":
                event.listen(engine, "connect", _sqlite_pragmas)
            with engine.connect() as connection:
                if (revision := _revision(connection)) != HEAD:
                    _check_known(revision, self._url)
                    _migrate(connection)
        except (SQLAlchemyError, ImportError, ValueError) as error:  # a port that is no number is a ValueError
            raise _storage_error(error, self._url) from error
        return engine

    def close(self) -> None:
        """Release the connections."""
        self._engine.dispose()

    @contextmanager
    def session(self) -> Iterator[Session]:
        """One transaction: written whole at the end, or not at all.

        Raises:
            StorageError: The database refused; its own error is the cause.
        """
        try:
            with Session(self._engine) as session, session.begin():
                yield session
        except SQLAlchemyError as error:
            raise _storage_error(error, self._url) from error


def with_zone(moment: datetime) -> datetime:
    """A stored time with its zone, which SQLite does not keep."""
    return moment.replace(tzinfo=moment.tzinfo or UTC)


def _make_folder(url: str) -> None:
    """Make the folder of an SQLite file.

    Raises:
        StorageError: It cannot be made.
    """
    path = url.removeprefix("sqlite:///")
    if path == url:
        return
    folder = Path(path).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
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
    place = _place(url)
    if "full" in reason.lower():
        return StorageError(f"no room left for {place}: {reason}; free some disk space and send it again")
    return StorageError(f"the database {place} cannot be used: {reason}; check VIVA_HOME or VIVA_DATABASE_URL")


def _place(url: str) -> str:
    """Where a database is, without the password that its URL may hold."""
    return url.split("@")[-1]
