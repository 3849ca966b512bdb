"""The process that llama.cpp runs in: if native code crashes there, the page survives.

Run as a program. One line of JSON on its standard input says what to load, so that the key does not appear in process lists.
It prints ``ready URL`` or ``failed REASON`` in one line, and ends when its input closes, for example because the page died.
It imports nothing from Viva, so that it is ready as soon as the model is.
"""

from __future__ import annotations

import json
import os
import signal
import sys

READY, FAILED = "ready ", "failed "
"""The beginnings of the line that reports on loading."""


def serve() -> None:
    """Load the requested model, and serve it until it is no longer needed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is meant for the page, which then closes the pipe
    asked = json.loads(sys.stdin.readline())
    try:
        import xllamacpp

        params = xllamacpp.CommonParams()
        params.model.path = asked["path"]
        params.n_ctx = asked["context"]
        params.n_parallel = asked["slots"]
        params.cpuparams.n_threads = asked["threads"]
        params.cpuparams_batch.n_threads = asked["threads"]
        params.verbosity = -1
        params.api_keys = [asked["key"]]
        params.cors_origins = ""  # no page in a browser calls it
        server = xllamacpp.Server(params)
        _say(READY + server.listening_address)
    except (RuntimeError, ValueError, OSError, MemoryError, ImportError) as error:
        _say(FAILED + " ".join(str(error).split()))
        os._exit(1)
    sys.stdin.read()
    os._exit(0)  # threads of the server may be in the middle of a reply that nobody will read


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    serve()
