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
from interviewer.storage.migrations import HEAD


class Database:
    """A database at the revision that this version needs.

    Raises:
        StorageError: It cannot be opened or migrated.
    """

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
