"""A chat endpoint on loopback with a given delay. It judges by a rule: one sentence meets every point partly."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from interviewer.json_data import JsonObject, JsonValue, object_of

QUOTE = "the loss goes down with every step"
"""If an answer says this, the rule finds every point partly met."""
SPOKEN = ("Take it one step at a time. ", "What would you look at first, and ", "what would it tell you?")
"""A reply in pieces, as a model sends it."""
_POINT = re.compile(r"^- ([\w-]+): ", re.MULTILINE)


@contextmanager
def page_stub(delay: float) -> Iterator[str]:
    """Runs an endpoint until the block ends; gives its address.

    Args:
        delay: Seconds before a reply begins.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Reply to a chat."""
            body = object_of(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            time.sleep(delay)
            streams = bool(body.get("stream"))
            data = _stream() if streams else json.dumps(_completion(_verdicts(_asked(body)))).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream" if streams else "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            with suppress(OSError):  # the client may have given up waiting
                self.wfile.write(data)

        def do_GET(self) -> None:
            """List the only model."""
            data = json.dumps({"object": "list", "data": [{"id": "stub", "object": "model"}]}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            """Log nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()


def _asked(body: JsonObject) -> str:
    """Everything that was sent to the model."""
    messages = body.get("messages")
    rows = messages if isinstance(messages, list) else []
    return "\n".join(str(row.get("content", "")) for row in rows if isinstance(row, dict))


def _verdicts(asked: str) -> str:
    quotes = [QUOTE] if QUOTE in asked else []
    verdict = "partly_met" if quotes else "not_met"
    rows = [{"id": p, "quotes": quotes, "reason": "by the rule", "verdict": verdict} for p in _POINT.findall(asked)]
    return json.dumps({"criteria": rows, "misconceptions": []})


def _completion(text: str) -> JsonObject:
    usage: JsonObject = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    choice: JsonValue = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}
    return {"id": "1", "object": "chat.completion", "created": 1, "model": "stub", "choices": [choice], "usage": usage}


def _stream() -> bytes:
    head = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "stub"}
    rows = [{"index": 0, "delta": {"role": "assistant", "content": piece}} for piece in SPOKEN]
    lines = [f"data: {json.dumps({**head, 'choices': [row]})}\n\n" for row in rows]
    return "".join([*lines, "data: [DONE]\n\n"]).encode()
