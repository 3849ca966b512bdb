"""An endpoint for load tests: it replies like OpenAI's after a given delay, and reports how long it took for each candidate.

Run as a program, it serves on a loopback port until it is stopped: ``python -m evals.suites.stress.stub_endpoint 8001 2``.
"""

from __future__ import annotations

import json
import re
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from evals.suites.bank.made_bank import MadeEmbedder
from interviewer.json_data import JsonObject

MARK = re.compile(r"candidate (\d+) says")
"""Every message of a candidate starts with this, so that it can be recognised anywhere."""
MODEL = "stub"


def verdicts_on(prompt: str) -> JsonObject:
    """Calls every point of a grading prompt partly met, with the candidate's last message as evidence."""
    said = re.findall(r"candidate \d+ says[^.\n]*", prompt)
    points = re.findall(r"^- ([\w-]+): ", prompt, re.MULTILINE)
    rows = [{"id": p, "quotes": said[-1:], "reason": said[-1] if said else "", "verdict": "partly_met"} for p in points]
    return {"criteria": rows, "misconceptions": []}


class Spent:
    """Seconds that calls took for each candidate since their time was last taken."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asked: dict[int, int] = {}
        self._seconds: dict[int, float] = {}

    def begin(self, candidate: int) -> int:
        """How often this candidate's time has been taken so far; pass it to ``end``."""
        with self._lock:
            return self._asked.get(candidate, 0)

    def end(self, candidate: int, asked: int, seconds: float) -> None:
        """Count a call, unless the candidate's time was taken since it began: then it belongs to an earlier turn."""
        with self._lock:
            if self._asked.get(candidate, 0) == asked:
                self._seconds[candidate] = self._seconds.get(candidate, 0.0) + seconds

    def take(self, candidate: int) -> float:
        """Returns the seconds for this candidate, and starts again at 0."""
        with self._lock:
            self._asked[candidate] = self._asked.get(candidate, 0) + 1
            return self._seconds.pop(candidate, 0.0)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 1 << 16
    delay = 0.0
    spent = Spent()
    embedder = MadeEmbedder()

    def do_GET(self) -> None:
        """Send the seconds for a candidate, or the list of models."""
        asked = parse_qs(urlsplit(self.path).query).get("candidate")
        if asked:
            self._send(json.dumps({"seconds": self.spent.take(int(asked[0]))}))
        else:
            self._send(json.dumps({"object": "list", "data": [{"id": MODEL, "object": "model"}]}))

    def do_POST(self) -> None:
        """Send a chat completion, whole or in pieces, or embeddings."""
        start = time.monotonic()
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        text = body.decode("utf-8", "replace")
        found = MARK.findall(text)
        candidate = int(found[-1]) if found else -1
        asked = self.spent.begin(candidate)
        told = json.loads(text)
        if self.path.endswith("/embeddings"):
            reply = self._embeddings(told)
        else:
            time.sleep(self.delay)
            reply = self._completion(told)
        # the turn goes on as soon as the reply is sent, so count it first
        self.spent.end(candidate, asked, time.monotonic() - start)
        self._send(reply, "text/event-stream" if told.get("stream") else "application/json")

    def _completion(self, told: JsonObject) -> str:
        messages = told.get("messages")
        prompt = str(messages[-1].get("content", "")) if isinstance(messages, list) else ""
        said = json.dumps(verdicts_on(prompt)) if told.get("response_format") else "Noted."
        head: JsonObject = {"id": "stub", "created": 0, "model": MODEL}
        usage: JsonObject = {"prompt_tokens": len(prompt) // 4, "completion_tokens": len(said) // 4}
        usage = {**usage, "total_tokens": len(prompt) // 4 + len(said) // 4}
        if not told.get("stream"):
            choice: JsonObject = {
                "index": 0,
                "finish_reason": "stop",
                "message": {"role": "assistant", "content": said},
            }
            return json.dumps({**head, "object": "chat.completion", "choices": [choice], "usage": usage})
        chunks: list[JsonObject] = [
            {"choices": [{"index": 0, "delta": {"role": "assistant", "content": said}, "finish_reason": None}]},
            {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]},
            {"choices": [], "usage": usage},
        ]
        lines = [json.dumps({**head, "object": "chat.completion.chunk", **chunk}) for chunk in chunks]
        return "".join(f"data: {line}\n\n" for line in (*lines, "[DONE]"))

    def _embeddings(self, told: JsonObject) -> str:
        given = told.get("input")
        texts = [str(each) for each in given] if isinstance(given, list) else [str(given)]
        vectors = self.embedder.embed(texts).astype(float).round(5).tolist()
        rows: list[JsonObject] = [
            {"object": "embedding", "index": place, "embedding": vector} for place, vector in enumerate(vectors)
        ]
        usage: JsonObject = {"prompt_tokens": 0, "total_tokens": 0}
        return json.dumps({"object": "list", "data": rows, "model": MODEL, "usage": usage})

    def _send(self, text: str, kind: str = "application/json") -> None:
        data = text.encode()
        self.send_response(200)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing: a line per call would be most of the work."""


def endpoint(port: int, delay: float) -> ThreadingHTTPServer:
    """The endpoint, not yet serving.

    Args:
        delay: Seconds for each chat completion; embeddings are not delayed.
    """
    handler = type("_Own", (_Handler,), {"delay": delay, "spent": Spent()})
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = True
    return server


if __name__ == "__main__":
    endpoint(int(sys.argv[1]), float(sys.argv[2])).serve_forever()
