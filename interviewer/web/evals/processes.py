"""Evals run as separate processes: started, watched and stopped from the page, with results kept on disk.

An eval is a process because it takes minutes of both cores, and it must be possible to stop it at any time.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import threading
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from interviewer.bars import BAR_FILE
from interviewer.errors import UsageError
from interviewer.json_data import JsonObject
from knowledge.children import PYTHON

SUITES = {
    "grading": "Grades: how well they match the labels",
    "robustness": "Tricks: answers written to fool the grader",
    "dialogue": "Whole interviews, played by scripted candidates",
    "retrieval": "Search: finding questions that are worded differently",
    "gold": "Labelled answers: how many there are, and how well two readers agree",
}
"""The suites that can be run from the page, and what they are called there."""
_WITH_MODEL = ("grading", "robustness", "dialogue")
"""Suites that can use the language model; the others have no ``--no-model``."""
_ROOT = Path(__file__).resolve().parents[3]
"""The folder that holds the running packages: a clone, or site-packages."""
FOLDER = "evals"
"""Where results are kept, below the home folder."""
_NAME = re.compile(r"^(\d{8}-\d{6})-([a-z]+)\.json$")


@dataclass(frozen=True)
class EvalState:
    """How far an eval is. ``state`` is idle, running, done or failed; ``done`` and ``total`` count items, if known."""

    state: str = "idle"
    suite: str = ""
    label: str = ""
    done: int = 0
    total: int = 0
    seconds: float = 0.0
    message: str = ""


@dataclass(frozen=True)
class EvalResult:
    """A result on disk: its name, suite and time, with an HTML report next to it that opens offline."""

    name: str
    suite: str
    at: datetime
    path: Path

    @property
    def page(self) -> Path:
        """The HTML report."""
        return self.path.with_suffix(".html")

    def read(self) -> JsonObject:
        """The suite's output.

        Raises:
            UsageError: The file is gone or damaged.
        """
        try:
            data: JsonObject = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise UsageError(f"{self.path} cannot be read: {error}; run the suite again") from error
        return data


def command_for(suite: str, out: Path, with_model: bool) -> list[str]:
    """The command that runs a suite and writes its result to ``out``."""
    command = [*PYTHON, "-m", "evals", suite, "--json", str(out), "--html", str(out.with_suffix(".html"))]
    return command if with_model or suite not in _WITH_MODEL else [*command, "--no-model"]


class EvalProcesses:
    """Runs evals, one at a time, with results below ``<home>/evals``."""

    def __init__(self, home: Path) -> None:
        self._home = home.absolute()
        self._folder = self._home / FOLDER
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._suite = ""
        self._out = Path()
        self._began = 0.0
        self._stopped = False

    def start(self, suite: str, with_model: bool = False) -> None:
        """Start a suite.

        Raises:
            UsageError: The suite is unknown, or another is running.
        """
        if suite not in SUITES:
            raise UsageError(f"there is no suite {suite!r} to run here; there are {', '.join(SUITES)}")
        with self._lock:
            if self._process is not None and self._process.poll() is None:
                raise UsageError(f"{self._suite} is still running; wait for it, or stop it")
            self._folder.mkdir(parents=True, exist_ok=True)
            self._suite, self._began, self._stopped = suite, time.monotonic(), False
            self._out = self._folder / f"{datetime.now():%Y%m%d-%H%M%S}-{suite}.json"
            command = command_for(suite, self._out, with_model)
            env = {
                **os.environ,
                BAR_FILE: str(self._items_done),
                "VIVA_HOME": str(self._home),
                "PYTHONPATH": os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")])),
            }
            self._items_done.unlink(missing_ok=True)
            self._log.unlink(missing_ok=True)
            with self._log.open("w", encoding="utf-8") as log:
                self._process = subprocess.Popen(
                    command,
                    stdout=subprocess.DEVNULL,
                    stderr=log,
                    stdin=subprocess.DEVNULL,
                    cwd=Path.cwd(),  # relative paths in VIVA_ settings mean the same as for the page
                    env=env,
                    text=True,
                )

    def stop(self) -> None:
        """Stop the eval under way; anything it had not finished is lost."""
        with self._lock:
            if self._process is not None and self._process.poll() is None:
                self._stopped = True
                self._process.terminate()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self._process.wait(timeout=10)

    def state(self) -> EvalState:
        """How far the eval is."""
        process = self._process
        if process is None:
            return EvalState()
        label, done, total = self._read_items_done()
        seconds = time.monotonic() - self._began
        code = process.poll()
        if code is None:
            return EvalState("running", suite=self._suite, label=label, done=done, total=total, seconds=seconds)
        if self._stopped:
            return EvalState("idle", self._suite, message="Stopped.")
        if self._out.exists():
            return EvalState(
                "done", self._suite, message="Finished." if code == 0 else "Finished: a threshold was not met."
            )
        return EvalState("failed", self._suite, message=self._last_line())

    def results(self) -> list[EvalResult]:
        """The results on disk, the newest first."""
        found = [
            EvalResult(path.stem, match[2], datetime.strptime(match[1], "%Y%m%d-%H%M%S"), path)
            for path in (self._folder.glob("*.json") if self._folder.is_dir() else ())
            if (match := _NAME.match(path.name))
        ]
        return sorted(found, key=lambda result: result.name, reverse=True)

    def result(self, name: str) -> EvalResult:
        """A result by its name.

        Raises:
            UsageError: There is none.
        """
        for result in self.results():
            if result.name == name:
                return result
        raise UsageError("that result is gone; choose another from the list")

    @property
    def _items_done(self) -> Path:
        return self._folder / "items-done"

    @property
    def _log(self) -> Path:
        return self._folder / "log"

    def _read_items_done(self) -> tuple[str, int, int]:
        try:
            label, done, total = self._items_done.read_text(encoding="utf-8").rsplit(" ", 2)
            return label, int(done), int(total)
        except (OSError, ValueError):
            return "", 0, 0

    def _last_line(self) -> str:
        try:
            lines = [line for line in self._log.read_text(encoding="utf-8").splitlines() if line.strip()]
        except OSError:
            lines = []
        return lines[-1] if lines else "The eval ended without a result; start it again."
