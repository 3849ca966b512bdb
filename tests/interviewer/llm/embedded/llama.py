"""The embedded server with a stand-in for llama.cpp in its process."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypedDict

import pytest

from interviewer.llm.embedded.embedded import EmbeddedServer

STUB = Path(__file__).parent / "stub_llama"


class Started(TypedDict):
    """What a process was started with."""

    pid: int
    api_keys: list[str]
    cors_origins: str
    path: str
    threads: int


class Llama:
    """Records how each process was started, oldest first, and sets faults."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self._file = folder / "started.jsonl"
        self._patch = patch
        patch.setenv("PYTHONPATH", str(STUB))
        patch.setenv("VIVA_TEST_STARTED", str(self._file))

    @property
    def started(self) -> list[Started]:
        lines = self._file.read_text("utf-8").splitlines() if self._file.exists() else []
        return [json.loads(line) for line in lines]

    def fails(self, fault: str) -> None:
        """Set what goes wrong from now on; "" for nothing."""
        self._patch.setenv("VIVA_TEST_FAULT", fault)


def process_of(server: EmbeddedServer) -> int | None:
    """The process that the model is loaded in; None where there is none."""
    return server._process.pid if server._process is not None and server.running else None
