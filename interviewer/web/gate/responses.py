"""Responses the gate itself gives."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.types import Send

from interviewer.web.gate.headers import COMMON, NO_SCRIPTS


@dataclass(frozen=True)
class Answer:
    """A complete response, with the headers used for everything except Gradio's page."""

    status: int
    body: bytes
    kind: bytes = b"text/plain; charset=utf-8"
    headers: tuple[tuple[bytes, bytes], ...] = ()

    async def send(self, send: Send) -> None:
        """Send it."""
        headers = [
            (b"content-type", self.kind),
            (b"content-length", str(len(self.body)).encode()),
            (b"cache-control", b"no-store"),
            (b"content-security-policy", NO_SCRIPTS.encode()),
            *COMMON,
            *self.headers,
        ]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": self.body})


def plain(status: int, line: str, *headers: tuple[bytes, bytes]) -> Answer:
    """One line of text."""
    return Answer(status, f"{line}\n".encode(), headers=headers)


def redirect(place: str, cookie: str = "") -> Answer:
    """Redirect to another place, by GET."""
    headers = ((b"location", place.encode()), *(((b"set-cookie", cookie.encode()),) if cookie else ()))
    return Answer(303, b"", headers=headers)
