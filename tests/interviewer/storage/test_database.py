"""A database that cannot be used gives one clear line that says how to fix it, no matter what is wrong."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from interviewer.cli.main import run_with
from interviewer.conversation.machine.machine import advance
from interviewer.conversation.state.state import InterviewState, Said, Setup, Started
from interviewer.errors import StorageError
from interviewer.settings import load_settings
from interviewer.storage.migrations import HEAD
from interviewer.storage.store import Store
from knowledge.schema import Bank


def newer(path: Path) -> None:
    """A database as a later version leaves it."""
    Store(f"sqlite:///{path}").close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()


def test_a_database_of_a_newer_version_says_so_and_stays_as_it_is(tmp_path: Path) -> None:
    newer(tmp_path / "viva.db")
    before = (tmp_path / "viva.db").read_bytes()
    with pytest.raises(StorageError, match=rf"newer version of Viva: its revision is 9999.*up to {HEAD}; update Viva"):
        Store(f"sqlite:///{tmp_path / 'viva.db'}")
    assert (tmp_path / "viva.db").read_bytes() == before


def test_in_the_terminal_it_is_one_line_and_exit_code_3(capsys: pytest.CaptureFixture[str]) -> None:
    settings = load_settings()
    settings.prepare_home()
    newer(settings.home / "viva.db")
    assert run_with(["plan"]) == 3
    err = capsys.readouterr().err
    assert "newer version of Viva" in err and err.count("\n") == 1


def test_a_folder_that_cannot_be_made_is_one_line_and_exit_code_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("VIVA_DATABASE_URL", f"sqlite:///{tmp_path / 'file' / 'deep' / 'viva.db'}")
    assert run_with(["plan"]) == 3
    err = capsys.readouterr().err
    assert "cannot be made: Not a directory; set VIVA_HOME" in err and err.count("\n") == 1


@pytest.mark.parametrize("url", ["nonsense", "postgresql://viva:secret@host:port/x", "nothing://x"])
def test_a_url_that_names_no_database_is_one_line_without_its_password(url: str) -> None:
    with pytest.raises(StorageError, match="check VIVA_HOME or VIVA_DATABASE_URL") as told:
        Store(url)
    assert "secret" not in str(told.value)


def test_a_damaged_database_is_copied_aside_and_explained(tmp_path: Path) -> None:
    path = tmp_path / "viva.db"
    path.write_bytes(b"no database at all " * 1000)
    before = path.read_bytes()
    for _ in range(2):
        with pytest.raises(
            StorageError, match=r"It is damaged, or not a database: a copy is at .*viva\.db\.damaged-.*viva data import"
        ) as told:
            Store(f"sqlite:///{path}")
        assert "\n" not in str(told.value)
    (copy,) = tmp_path.glob("viva.db.damaged-*")
    assert copy.read_bytes() == path.read_bytes() == before


@pytest.mark.slow
def test_a_database_damaged_in_the_middle_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "viva.db"
    store = Store(f"sqlite:///{path}")
    for number in range(200):
        store.preferences.set(f"name-{number}", "value" * 200)
    store.close()
    data = bytearray(path.read_bytes())
    data[8192:] = b"\xff" * (len(data) - 8192)
    path.write_bytes(bytes(data))
    with pytest.raises(StorageError, match="It is damaged"):
        again = Store(f"sqlite:///{path}")
        for number in range(200):
            again.preferences.get(f"name-{number}")


def test_a_locked_database_names_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "viva.db"
    store = Store(f"sqlite:///{path}")
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with store._database.session() as session:
        session.connection().exec_driver_sql("PRAGMA busy_timeout=50")
    with pytest.raises(StorageError, match=r"another program has held the database .* close it"):
        store.preferences.set("a", "b")
    holder.execute("ROLLBACK")
    holder.close()
    store.preferences.set("a", "b")
    assert store.preferences.get("a") == "b"
    store.close()


def test_a_full_disk_is_named_and_what_was_there_stays(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'viva.db'}")
    store.preferences.set("kept", "value")
    with store._database.session() as session:
        session.connection().exec_driver_sql("PRAGMA max_page_count=1")
    with pytest.raises(StorageError, match=r"no room left for .* free some disk space"):
        store.preferences.set("big", "x" * 10_000_000)
    assert store.preferences.get("kept") == "value"
    store.close()


def test_a_read_only_database_names_the_way_out(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'viva.db'}")
    with store._database.session() as session:
        session.connection().exec_driver_sql("PRAGMA query_only=ON")
    with pytest.raises(StorageError, match=r"cannot be written: .*writable for you"):
        store.preferences.set("a", "b")
    store.close()


def test_the_home_is_its_owners_alone() -> None:
    settings = load_settings()
    settings.home.mkdir(parents=True, mode=0o755)
    settings.home.chmod(0o755)
    settings.prepare_home()
    assert settings.home.stat().st_mode & 0o777 == 0o700


def test_a_file_that_is_no_database_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("hello " * 400)
    with pytest.raises(StorageError, match="cannot be used: file is not a database; check VIVA_HOME"):
        Store(f"sqlite:///{tmp_path / 'x.db'}")


@pytest.mark.slow
def test_a_full_disk_says_so_and_loses_nothing_that_was_stored(store: Store, bank: Bank) -> None:
    state, turns = advance(InterviewState(Setup("coach", 10.0, tuple(bank), 1)), Started(100.0), bank)
    interview_id = store.interviews.create(state, "Training", Started(100.0), turns)
    with store._database.session() as session:
        pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar()
        session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        session.connection().exec_driver_sql("SELECT 1")
    event = Said(120.0, "x" * 2_000_000)
    after, turns = advance(state, event, bank)
    with pytest.raises(StorageError, match="no room left"):
        store.interviews.append(interview_id, 1, event, after, turns)
    assert store.interviews.load(interview_id).version == 1
