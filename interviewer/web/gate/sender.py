"""The application's response on its way out: adds missing headers, and marks the page's own scripts."""

from __future__ import annotations

import json
from collections.abc import Sequence

from starlette.types import Message, Send

from interviewer.web.gate.headers import COMMON, NO_SCRIPTS, new_nonce, page_policy, with_nonce
from interviewer.web.gate.request import OWNER, Request
from interviewer.web.gate.rules import API
from interviewer.web.gate.tabs import Ownership, file_key


class Sender:
    """Passes on the application's response, with the headers it lacks."""

    def __init__(self, request: Request, send: Send, files: Ownership, hashes: Sequence[str]) -> None:
        self._files = files
        self._hashes = hashes
        self._request = request
        self._send = send
        self._start: Message | None = None
        self._body: list[bytes] = []
        self._nonce = new_nonce()

    async def send(self, message: Message) -> None:
        """Pass on one part; a page or the response to an upload is held until it is complete."""
        if message["type"] == "http.response.start":
            self._start = message
            if not self._whole(message):
                await self._send_start()
            return
        if self._start is None:
            await self._send(message)
            return
        self._body.append(message.get("body", b""))
        if not message.get("more_body", False):
            await self._send_whole(b"".join(self._body))

    def _whole(self, message: Message) -> bool:
        kind = next((value for key, value in message["headers"] if key.lower() == b"content-type"), b"")
        return kind.startswith(b"text/html") or self._request.path.startswith(f"{API}/upload")

    async def _send_start(self, body: bytes | None = None) -> None:
        message, self._start = self._start, None
        assert message is not None
        ours = (
            {name for name, _ in COMMON}
            | {b"content-security-policy"}
            | ({b"content-length"} if body is not None else set())
        )
        headers = [(key, value) for key, value in message["headers"] if key.lower() not in ours]
        policy = page_policy(self._nonce, self._hashes) if body is not None else NO_SCRIPTS
        headers += [*COMMON, (b"content-security-policy", policy.encode())]
        if body is not None:
            headers.append((b"content-length", str(len(body)).encode()))
        await self._send({**message, "headers": headers})

    async def _send_whole(self, body: bytes) -> None:
        if self._request.path.startswith(f"{API}/upload"):
            self._claim_uploads(body)
        else:
            body = with_nonce(body, self._nonce)
        await self._send_start(body)
        await self._send({"type": "http.response.body", "body": body})

    def _claim_uploads(self, body: bytes) -> None:
        try:
            paths = json.loads(body)
        except ValueError:
            return
        owner = str(self._request.scope.get(OWNER, ""))
        for path in paths if isinstance(paths, list) else []:
            self._files.claim(file_key(str(path)), owner)
