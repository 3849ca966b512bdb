"""The embedded language model: llama.cpp's OpenAI-compatible server in a separate process, on loopback.

A loopback port is open to everybody logged in on the machine, so the server requires a key that only these two processes
have. A process that died is replaced at the next call.
"""

from __future__ import annotations

import json
import logging
import queue
import secrets
import socket
import subprocess
import threading
import time
import urllib.parse
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from interviewer.errors import UnavailableError
from interviewer.llm.embedded.embedded_process import FAILED, READY
from knowledge.children import PYTHON

LOG = logging.getLogger("viva.model")
CONTEXT_TOKENS = 8192
"""The context that the model is loaded with, in tokens. By hand; more takes more memory."""
SLOTS = 2
"""Sequences kept side by side, so that wording a reply does not push out another prompt's cached prefix."""
MOST_LOADING = 120.0
"""Seconds after which a process that has not loaded the model is abandoned; loading takes 1 to 10. A judgement."""
REST = 30.0
"""Seconds during which a failed start is not retried, since each try makes somebody wait. A judgement."""
LISTEN_SECONDS = 2.0
"""How long a connection on loopback may take; a busy machine takes milliseconds."""
END_SECONDS = 5.0
"""How long a released process can take to end before it is killed, in seconds."""
PROGRAM = (*PYTHON, str(Path(__file__).with_name("embedded_process.py")))
"""Run by its path: it imports nothing from Viva, wherever that is installed."""


class EmbeddedServer:
    """Loads the model when it is first needed and answers on a loopback port until this process ends.

    Args:
        program: What is run instead of llama.cpp, for tests.

    Attributes:
        key: The key that callers have to send; it is new each time, and never written anywhere.
    """

    def __init__(self, path: Path, threads: int, program: Sequence[str] = PROGRAM) -> None:
        self.key = secrets.token_urlsafe(32)
        self._path = path
        self._threads = threads
        self._program = tuple(program)
        self._process: subprocess.Popen[str] | None = None
        self._address = ""
        self._fault: UnavailableError | None = None
        self._failed_at = 0.0
        self._lock = threading.Lock()

    @property
    def running(self) -> bool:
        """Whether the model is loaded."""
        return self._process is not None and self._process.poll() is None

    def base_url(self) -> str:
        """The endpoint; loads the model on the first call (1 to 10 seconds), and again if its process has died.

        Raises:
            UnavailableError: The model cannot be loaded.
        """
        with self._lock:
            if not (self.running and _listens(self._address)):
                self._begin()
            return f"{self._address}/v1"

    def close(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            if self._process is not None:
                _end(self._process)
            self._process = None

    def _begin(self) -> None:
        """Start a process if there is none, or replace one that died.

        Raises:
            UnavailableError: It cannot load the model, or could not a moment ago.
        """
        if self._fault is not None and time.monotonic() - self._failed_at < REST:
            raise UnavailableError(str(self._fault))
        if self._process is not None:
            LOG.warning("the embedded model's process %s; it is started again", _ended(self._process))
            _end(self._process)
            self._process = None
        try:
            self._process, self._address = self._start()
        except UnavailableError as fault:
            self._fault, self._failed_at = fault, time.monotonic()
            raise
        self._fault = None

    def _start(self) -> tuple[subprocess.Popen[str], str]:
        try:
            process = subprocess.Popen(
                self._program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
            )
        except OSError as error:
            raise self._unavailable(str(error)) from error
        weakref.finalize(self, _end, process)
        asked = {"path": str(self._path), "threads": self._threads, "key": self.key}
        said = _said(process, json.dumps(asked | {"context": CONTEXT_TOKENS, "slots": SLOTS}))
        if said.startswith(READY):
            return process, said.removeprefix(READY)
        _end(process)
        raise self._unavailable(said.removeprefix(FAILED) or f"its process {_ended(process)}")

    def _unavailable(self, why: str) -> UnavailableError:
        reason = why.replace(self.key, "(key)")[:160]
        return UnavailableError(f"the embedded model at {self._path} cannot be loaded: {reason}; run 'viva doctor'")


def _said(process: subprocess.Popen[str], asked: str) -> str:
    """A process's report on loading; "" if it died or took too long.

    Native code may write to the same output; only a line of the two kinds counts.
    """
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    assert process.stdin is not None and process.stdout is not None  # both are pipes

    def listen(output: IO[str]) -> None:
        for line in output:  # to its end, so that a full pipe never stops the process
            if line.startswith((READY, FAILED)):
                lines.put(line.strip())
        lines.put("")

    threading.Thread(target=listen, args=(process.stdout,), name="viva-model-output", daemon=True).start()
    try:
        process.stdin.write(f"{asked}\n")
        process.stdin.flush()
        return lines.get(timeout=MOST_LOADING)
    except (OSError, queue.Empty):
        return ""


def _listens(address: str) -> bool:
    """Whether something takes connections there: a server's thread can die while its process lives."""
    place = urllib.parse.urlsplit(address)
    try:
        socket.create_connection((place.hostname or "", place.port or 0), LISTEN_SECONDS).close()
    except OSError:
        return False
    return True


def _end(process: subprocess.Popen[str]) -> None:
    """Release a process; it is killed if it does not end."""
    try:
        if process.stdin is not None:
            process.stdin.close()  # it ends when its input does
    except OSError:
        pass  # it was dead, with something still in the pipe
    try:
        process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _ended(process: subprocess.Popen[str]) -> str:
    """How a process ended, in words."""
    code = process.poll()
    if code is None:
        return "does not answer"
    return f"was ended by signal {-code}" if code < 0 else f"ended with exit code {code}"
