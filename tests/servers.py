"""Starts PostgreSQL and a Chroma server on loopback for a test, and stops them afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def _programs() -> Path | None:
    if found := shutil.which("initdb"):
        return Path(found).parent
    # Debian does not put the server's programs on the path
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return versions[-1].parent if versions else None


PROGRAMS = _programs()
NEEDS_POSTGRES = [
    pytest.mark.server,
    pytest.mark.skipif(PROGRAMS is None and "CI" not in os.environ, reason="no PostgreSQL here; CI installs it"),
]
"""The marks of a test that starts PostgreSQL."""


def free_port() -> int:
    """A loopback port that is free at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def chroma_executable() -> str | None:
    """The ``chroma`` command in this environment; None if there is none."""
    beside = Path(sys.executable).parent / "chroma"
    return str(beside) if beside.is_file() else shutil.which("chroma")


@contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL server; yields the URL of its empty database."""
    assert PROGRAMS is not None, "PostgreSQL is not installed; on Debian: apt install postgresql"
    # a socket's path is limited to about a hundred characters, and the path of a test's own folder may be longer
    folder = Path(tempfile.mkdtemp(prefix="viva-postgres-", dir="/tmp"))
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    port = free_port()
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


@contextmanager
def chroma(folder: Path) -> Iterator[str]:
    """Runs ``chroma run`` on a folder; yields its address."""
    executable = chroma_executable()
    if executable is None:
        pytest.skip("no chroma executable in this environment")
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        [executable, "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)],
        cwd=folder,
        env={**os.environ, "ANONYMIZED_TELEMETRY": "False", "CHROMA_ANONYMIZED_TELEMETRY": "False"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(300):
            if process.poll() is not None:
                pytest.fail(f"chroma run ended with code {process.returncode}")
            try:
                urllib.request.urlopen(f"{url}/api/v2/heartbeat", timeout=2).close()
                break
            except OSError:
                time.sleep(0.1)
        else:
            pytest.fail("chroma run did not answer within half a minute")
        yield url
    finally:
        process.terminate()
        process.wait(timeout=20)


def _run(*command: str) -> None:
    # the server refuses to run as root
    prefix = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
    done = subprocess.run([*prefix, *command], capture_output=True, text=True, timeout=60, check=False, cwd="/")
    assert done.returncode == 0, done.stderr or done.stdout
