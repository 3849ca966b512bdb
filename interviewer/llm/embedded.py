"""The embedded language model: llama.cpp's OpenAI-compatible server inside this process, on loopback.

A loopback port is open to everybody who is logged in on the machine, so the server asks for a key that only this process has.
"""

from __future__ import annotations

import secrets
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.errors import UnavailableError

if TYPE_CHECKING:
    import xllamacpp

CONTEXT_TOKENS = 8192
SLOTS = 2
"""Sequences kept side by side, so that wording a reply does not push out another prompt's cached prefix."""


class EmbeddedServer:
    """Loads the model once and answers on a loopback port until the process ends.

    Attributes:
        key: What a caller has to send; another one each time, and never written anywhere.
    """

    def __init__(self, path: Path, threads: int) -> None:
        self.key = secrets.token_urlsafe(32)
        self._path = path
        self._threads = threads
        self._server: xllamacpp.Server | None = None
        self._lock = threading.Lock()

    @property
    def running(self) -> bool:
        """Whether the model is loaded."""
        return self._server is not None

    def base_url(self) -> str:
        """The endpoint; loads the model when first called (1 to 10 seconds).

        Raises:
            UnavailableError: The model cannot be loaded.
        """
        with self._lock:
            if self._server is None:
                self._server = self._start()
            return f"{self._server.listening_address}/v1"

    def _start(self) -> xllamacpp.Server:
        import xllamacpp

        params = xllamacpp.CommonParams()
        params.model.path = str(self._path)
        params.n_ctx = CONTEXT_TOKENS
        params.n_parallel = SLOTS
        params.cpuparams.n_threads = self._threads
        params.cpuparams_batch.n_threads = self._threads
        params.verbosity = -1
        params.api_keys = [self.key]
        params.cors_origins = ""  # no page in a browser calls it
        try:
            return xllamacpp.Server(params)
        except (RuntimeError, ValueError, OSError, MemoryError) as error:
            reason = str(error).replace(self.key, "(key)")[:160]
            fault = UnavailableError(
                f"the embedded model at {self._path} cannot be loaded: {reason}; run 'viva doctor'"
            )
            # a traceback prints the cause as well
            raise fault from (None if self.key in str(error) else error)
