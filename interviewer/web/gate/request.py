"""The parts of a request that the gate looks at; the application behind it gets the whole request."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from urllib.parse import parse_qs, unquote

from starlette.types import Message, Receive, Scope

from interviewer.json_data import JsonValue
from interviewer.web.gate.responses import Answer, plain
from interviewer.web.gate.rules import session_of

OWNER = "viva.owner"
"""The key under which the ASGI scope holds the owner of a request."""
_TAB_FIELDS = ("session_hash", "upload_id")


class Request:
    """A request, as the gate sees it."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self.scope = scope
        self.method = str(scope["method"])
        self.path = str(scope["path"])
        self._receive = receive
        self._held: list[Message] = []
        self._headers: Sequence[tuple[bytes, bytes]] = scope["headers"]

    def header(self, name: bytes) -> str:
        """A header; "" if it is missing or occurs twice, since it is then unclear which one counts."""
        found = [value for key, value in self._headers if key.lower() == name]
        return found[0].decode("latin-1") if len(found) == 1 else ""

    @property
    def address(self) -> str:
        """The address it comes from."""
        client = self.scope.get("client")
        return str(client[0]) if client else ""

    @property
    def wants_page(self) -> bool:
        """Whether a person is opening the page."""
        return self.method == "GET" and "text/html" in self.header(b"accept")

    @property
    def basic(self) -> tuple[str, str] | None:
        """The name and password of HTTP basic authentication."""
        kind, _, value = self.header(b"authorization").partition(" ")
        if kind.lower() != "basic":
            return None
        try:
            name, colon, password = base64.b64decode(value, validate=True).decode("utf-8").partition(":")
        except (binascii.Error, ValueError):
            return None
        return (name, password) if colon else None

    def tabs(self, body: JsonValue) -> list[str]:
        """The tabs the request is about, however it names them."""
        asked = parse_qs(str(self.scope.get("query_string", b""), "latin-1"))
        found = [value for name in _TAB_FIELDS for value in asked.get(name, [])]
        if isinstance(body, dict):
            found += [str(body[name]) for name in _TAB_FIELDS if body.get(name) is not None]
        if (tab := session_of(self.path)) is not None:
            found.append(unquote(tab))
        return found

    def fault_of_body(self, most: int) -> Answer | None:
        """The refusal of a body with more than ``most`` bytes, or of unknown size; None if it is fine."""
        announced = self.header(b"content-length")
        if announced and (not announced.isdigit() or int(announced) > most):
            return plain(413, f"This is too large; the limit is {most // 1_000_000} MB.")
        if not announced and self.method not in {"GET", "HEAD", "OPTIONS"}:
            return plain(411, "Say how long this is (Content-Length).")
        return None

    async def receive(self) -> Message:
        """The next part of the body, for the application."""
        return self._held.pop(0) if self._held else await self._receive()

    async def body(self) -> bytes:
        """The whole body; the application still gets it afterwards."""
        parts, more = [], True
        while more:
            message = await self._receive()
            self._held.append(message)
            parts.append(message.get("body", b""))
            more = message["type"] == "http.request" and message.get("more_body", False)
        return b"".join(parts)
