"""The process that llama.cpp runs in: whatever native code does there, the page lives on.

Run as a program. It is told what to load by one line of JSON on its standard input, so that the key stands in no list of
processes, says ``ready URL`` or ``failed REASON`` in one line, and ends when that input does, as it does when the page dies.
It imports nothing of Viva, so that it is up as soon as the model is.
"""

from __future__ import annotations

import json
import os
import signal
import sys

READY, FAILED = "ready ", "failed "
"""What the line begins with that tells how loading went."""


def serve() -> None:
    """Load the model that is asked for, and answer until nobody needs it any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the page, which then lets go of the pipe
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
    os._exit(0)  # threads of the server may be in the middle of a reply that nobody hears


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    serve()
