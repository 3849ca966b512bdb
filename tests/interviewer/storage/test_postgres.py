"""The same store in Postgres, which one setting chooses: a server of its own, started and stopped by the test."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from interviewer.conversation.machine import advance
from interviewer.conversation.state import InterviewState, Said, Setup, Started
from interviewer.errors import ConflictError, StorageError
from interviewer.storage.store import Store
from interviewer.study.schedule import GOOD, correct, rate
from knowledge.schema import Bank


def _programs() -> Path | None:
    if found := shutil.which("initdb"):
        return Path(found).parent
    # Debian keeps the server's programs off the path
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return versions[-1].parent if versions else None


PROGRAMS = _programs()
pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(PROGRAMS is None and "CI" not in os.environ, reason="no PostgreSQL here; CI installs it"),
]


def _run(*command: str) -> None:
    # the server refuses to run as root
    prefix = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
    done = subprocess.run([*prefix, *command], capture_output=True, text=True, timeout=60, check=False, cwd="/")
    assert done.returncode == 0, done.stderr or done.stdout


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    assert PROGRAMS is not None, "PostgreSQL is not installed; on Debian: apt install postgresql"
    folder = Path("/tmp") / f"viva-postgres-{os.getpid()}"
    folder.mkdir(mode=0o700)
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    try:
        _run(str(PROGRAMS / "initdb"), "-D", str(folder / "data"), "-U", "viva", "--auth=trust", "--no-sync")
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
        log = str(folder / "log")
        _run(str(PROGRAMS / "pg_ctl"), "-D", str(folder / "data"), "-l", log, "-w", "-o", options, "start")
        try:
            yield f"postgresql+psycopg://viva@127.0.0.1:{port}/postgres"
        finally:
            _run(str(PROGRAMS / "pg_ctl"), "-D", str(folder / "data"), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    made = Store(url)
    yield made
    made.close()


def test_an_interview_is_kept_with_every_kind_of_text(store: Store, bank: Bank) -> None:
    state, turns = advance(InterviewState(Setup("coach", 10.0, tuple(bank), 1)), Started(100.0), bank)
    interview_id = store.interviews.create(InterviewState(state.setup), "Alles – 全部")
    assert store.interviews.append(interview_id, 0, Started(100.0), state, turns) == 1
    said = Said(120.0, "a\x00b 🙂 שלום")
    after, told = advance(state, said, bank)
    assert store.interviews.append(interview_id, 1, said, after, told) == 2
    record = store.interviews.load(interview_id)
    assert record.state == after and record.title == "Alles – 全部" and record.created_at.tzinfo is not None
    assert store.interviews.transcript(interview_id)[-1].text.startswith("a b 🙂") or "🙂" in told[0].text
    with pytest.raises(ConflictError):
        store.interviews.append(interview_id, 1, said, after, told)
    store.interviews.remove(interview_id)
    assert store.interviews.count() == 0


def test_ratings_cards_and_preferences_are_kept(store: Store) -> None:
    due = rate(store, "training-01", "capacity", GOOD, datetime(2026, 11, 1, 12, tzinfo=UTC))
    assert [r.rating for r in store.reviews.log("training-01")] == [GOOD]
    assert datetime.fromisoformat(store.reviews.cards()["training-01", "capacity"]["due"]) == due
    assert correct(store, "training-01", "capacity", 1) < due
    assert [(r.rating, r.source) for r in store.reviews.log("training-01")] == [(1, "corrected")]
    store.preferences.set("name", "value")
    assert store.preferences.get("name") == "value"


def test_a_server_that_is_gone_is_one_clear_line() -> None:
    with pytest.raises(StorageError, match="check VIVA_HOME or VIVA_DATABASE_URL"):
        Store("postgresql+psycopg://viva@127.0.0.1:1/postgres")
