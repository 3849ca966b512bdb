"""A local server that speaks the OpenAI protocol as well or as badly as a test wants."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypedDict

from pydantic import BaseModel

from interviewer.json_data import JsonObject, JsonValue

Answered = tuple[int, "JsonValue | bytes"]
"""A status, and a body: JSON, or bytes as they are."""


class Message(TypedDict):
    role: str
    content: str


class ResponseFormat(TypedDict, total=False):
    type: str
    json_schema: JsonObject


class Body(TypedDict, total=False):
    """What our clients send, a chat's and an embedder's."""

    model: str
    messages: list[Message]
    stream: bool
    temperature: float
    max_tokens: int
    max_completion_tokens: int
    response_format: ResponseFormat
    input: list[str]


Answer = Callable[[Body], Answered]


class Count(BaseModel):
    """The smallest form."""

    a: int


class Endpoint:
    def __init__(self) -> None:
        self.answer: Answer = lambda body: (200, completion("ready"))
        self.raw: Callable[[BaseHTTPRequestHandler], None] | None = None
        self.headers: dict[str, str] = {}
        self.bodies: list[Body] = []
        self.models: list[str] = ["stub"]
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.bodies.append(body)
                if outer.raw is not None:
                    outer.raw(self)
                    return
                status, reply = outer.answer(body)
                data = reply if isinstance(reply, bytes) else json.dumps(reply).encode()
                self.send_response(status)
                self.send_header("Content-Type", "text/event-stream" if body.get("stream") else "application/json")
                self.send_header("Content-Length", str(len(data)))
                for name, value in outer.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            def do_GET(self) -> None:
                listed = {"object": "list", "data": [{"id": name, "object": "model"} for name in outer.models]}
                data = json.dumps(listed).encode()
                self.send_response(200 if outer.models else 404)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *args: object) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()


def completion(text: str, **more: JsonValue) -> dict[str, JsonValue]:
    """A reply in the protocol; more fields of its choice, or others in place of them, can be given."""
    return {
        "id": "1",
        "object": "chat.completion",
        "created": 1,
        "model": "stub",
        "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}, **more}],
        "usage": {
            "prompt_tokens": 50,
            "completion_tokens": 7,
            "total_tokens": 57,
            "prompt_tokens_details": {"cached_tokens": 20},
        },
    }


def stream_of(*words: str, finish: str | None = None) -> bytes:
    lines = [{"index": 0, "delta": {"role": "assistant", "content": word}} for word in words]
    if finish:
        lines.append({"index": 0, "delta": {}, "finish_reason": finish})
    head = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "stub"}
    return (
        "".join(f"data: {json.dumps({**head, 'choices': [line]})}\n\n" for line in lines).encode() + b"data: [DONE]\n\n"
    )
