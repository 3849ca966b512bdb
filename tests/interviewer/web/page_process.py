"""A process of the page that a test starts, waits for and kills."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest


@dataclass
class Process:
    """One process of the page, with its own home, as if on its own machine."""

    folder: Path
    port: int
    env: dict[str, str]
    program: str = "tests.interviewer.web.light_page"
    running: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def hold(self) -> Path:
        """While this file exists, the process does not read any answers."""
        return self.folder / "hold"

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8")

    def start(self) -> None:
        own = {"VIVA_HOME": str(self.folder / "home"), "VIVA_PORT": str(self.port), "VIVA_TEST_HOLD": str(self.hold)}
        with (self.folder / "log").open("ab") as log:
            command = [sys.executable, "-m", self.program]
            self.running = subprocess.Popen(command, env={**os.environ, **self.env, **own}, stdout=log, stderr=log)

    def wait(self) -> None:
        """Wait until it is up and has loaded everything."""
        for _ in range(900):
            assert self.running is not None and self.running.poll() is None, self.log
            try:
                parts = httpx.get(f"{self.url}/healthz", timeout=5).json()["parts"]
            except httpx.HTTPError:
                parts = {"": "waiting"}
            if not {"waiting", "loading"} & set(parts.values()):
                return
            time.sleep(0.1)
        pytest.fail(f"the page did not come up:\n{self.log}")

    def kill(self) -> None:
        if self.running is not None:
            self.running.kill()
            self.running.wait()
            self.running = None
