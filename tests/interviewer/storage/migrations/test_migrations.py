"""Migrations run once, and end at the tables of the code."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from interviewer.storage.migrations import HEAD
from interviewer.storage.store import Store
from interviewer.storage.tables import Base


def test_migrations_run_once_and_say_their_head(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "viva.db"
    Store(f"sqlite:///{path}").close()
    Store(f"sqlite:///{path}").close()
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]
    connection.close()


def test_the_migrations_end_at_the_tables_that_the_code_has(tmp_path: Path) -> None:
    Store(f"sqlite:///{tmp_path / 'viva.db'}").close()
    engine = create_engine(f"sqlite:///{tmp_path / 'viva.db'}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()
