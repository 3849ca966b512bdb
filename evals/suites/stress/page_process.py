"""``viva serve`` as a process that is started, waited for and killed, and the process of its embedded model."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import httpx

from interviewer.errors import UnavailableError
from knowledge.children import PYTHON, with_own_path

SERVE = (*PYTHON, "-m", "interviewer.cli.main", "serve")
MOST_STARTING = 300.0
"""Seconds a page has to come up with everything loaded; on two busy cores it takes thirty. Chosen by judgement."""
_MODEL = b"embedded_process.py"
_LOG_END = 1500


class PageProcess:
    """A page with its own home folder.

    Args:
        home: The folder for everything it stores.
        env: Its settings.
        program: The command that starts it; ``viva serve`` by default.
    """

    def __init__(self, home: Path, env: Mapping[str, str], program: Sequence[str] = SERVE) -> None:
        self.home = home
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        own = {"VIVA_HOME": str(home), "VIVA_PORT": str(self.port), "VIVA_HOST": "127.0.0.1"}
        self._env = {**with_own_path(os.environ), **env, **own}
        self._program = tuple(program)
        self._log = home.with_name(f"{home.name}.log")
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def alive(self) -> bool:
        """Whether the process is running."""
        return self._process is not None and self._process.poll() is None

    @property
    def log(self) -> str:
        """The end of its log."""
        return self._log.read_text("utf-8", "replace")[-_LOG_END:] if self._log.exists() else ""

    def start(self) -> None:
        """Start it, and wait until it is up with everything loaded.

        Raises:
            UnavailableError: It does not come up.
        """
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(self._program, env=self._env, stdout=log, stderr=log)
        until = time.monotonic() + MOST_STARTING
        while time.monotonic() < until:
            if not self.alive:
                raise UnavailableError(f"the page ended by itself; its log ends with: {self.log}")
            try:
                parts = httpx.get(f"{self.url}/healthz", timeout=5).json()["parts"]
                if not {"waiting", "loading"} & set(parts.values()):
                    return
            except (httpx.HTTPError, ValueError, KeyError):
                pass
            time.sleep(0.1)
        raise UnavailableError(f"the page did not come up in {MOST_STARTING:.0f} s; its log ends with: {self.log}")

    def kill(self) -> None:
        """Kill it with ``kill -9``."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def model_id(self) -> int | None:
        """The id of its embedded model's process; None if there is none. Works only on Linux."""
        return next((pid for pid in _children(self._process.pid) if _is_model(pid)), None) if self._process else None

    def wait_for_model(self, seconds: float) -> int | None:
        """The id of its embedded model's process, as soon as there is one; None if none appears in time."""
        until = time.monotonic() + seconds
        while (pid := self.model_id()) is None:
            if time.monotonic() > until or not self.alive:
                return None
            time.sleep(0.05)
        return pid


def kill(pid: int) -> None:
    """``kill -9`` a process; does nothing if it is already gone."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def is_gone(pid: int, seconds: float = 10.0) -> bool:
    """Whether a process ends in time; a zombie counts as ended."""
    until = time.monotonic() + seconds
    while _state(pid) not in {"", "Z", "X"}:
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def _children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [int(word) for word in task.read_text().split()]
        except OSError:
            continue  # the thread has ended in the meantime
    return found


def _is_model(pid: int) -> bool:
    try:
        return _MODEL in Path(f"/proc/{pid}/cmdline").read_bytes() and _state(pid) != "Z"
    except OSError:
        return False


def _state(pid: int) -> str:
    """The letter for a process's state; "" if there is no such process."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""
