"""Stands in for llama.cpp in a process that a test starts: it replies like a language model, or fails on request.

``VIVA_TEST_STARTED`` names a file to which each start adds a line, and ``VIVA_TEST_FAULT`` says what goes wrong: a reason why
loading fails, ``dies`` while it loads, or ``hangs``.
"""

from __future__ import annotations

import json
import os
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

SAID = "What would you look at next?"


class CommonParams(SimpleNamespace):
    """Accepts any attribute."""

    def __init__(self) -> None:
        super().__init__(model=SimpleNamespace(), cpuparams=SimpleNamespace(), cpuparams_batch=SimpleNamespace())


class Server:
    """Listens as long as its process runs."""

    def __init__(self, params: CommonParams) -> None:
        started = {"pid": os.getpid(), "api_keys": params.api_keys, "cors_origins": params.cors_origins}
        started |= {"path": params.model.path, "threads": params.cpuparams.n_threads}
        with Path(os.environ["VIVA_TEST_STARTED"]).open("a", encoding="utf-8") as file:
            file.write(json.dumps(started) + "\n")
        match os.environ.get("VIVA_TEST_FAULT", ""):
            case "dies":
                os.kill(os.getpid(), 9)
            case "hangs":
                time.sleep(3600)
            case "" | "talks" as fault:
                if fault:
                    print("llama: a line of native code\n" * 20_000, flush=True)
            case reason:
                raise RuntimeError(f"{reason}: {params.api_keys}")
        key = params.api_keys[0]
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(key))
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        self.listening_address = f"http://127.0.0.1:{server.server_port}"


def _handler(key: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.headers.get("Authorization") != f"Bearer {key}":
                self.send_error(401)
                return
            if "die" in json.dumps(body["messages"]):
                os.kill(os.getpid(), 9)
            head = {"id": "1", "created": 1, "model": "stub"}
            if body.get("stream"):
                lines = [
                    {**head, "object": "chat.completion.chunk", "choices": [{"index": 0, "delta": {"content": word}}]}
                    for word in SAID.split(" ")
                ]
                data = "".join(f"data: {json.dumps(line)}\n\n" for line in lines) + "data: [DONE]\n\n"
                self._send(data.encode(), "text/event-stream")
                return
            said = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": SAID}}
            data = json.dumps({**head, "object": "chat.completion", "choices": [said]})
            self._send(data.encode(), "application/json")

        def _send(self, data: bytes, kind: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args: object) -> None:
            return

    return Handler
