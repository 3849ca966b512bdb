"""The light page in a process that records and refuses every attempt to reach anything but loopback.

``VIVA_TEST_REACHED`` names a file to which each attempt adds a line.
"""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any

NEAR = ("127.", "::1", "localhost", "0.0.0.0")


def watch(file: Path) -> None:
    """Record and refuse every connection and name look-up outside loopback from now on."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def note(what: str, host: object) -> None:
        if host and not str(host).startswith(NEAR):
            with file.open("a", encoding="utf-8") as out:
                out.write(f"{what} {host}\n")
            raise OSError(f"{host} may not be reached")

    def connected(self: socket.socket, address: Any) -> None:
        note("connect", address[0] if isinstance(address, tuple) else "")
        connect(self, address)

    def looked_up(host: Any, *rest: Any, **more: Any) -> Any:
        note("look up", host)
        return look_up(host, *rest, **more)

    socket.socket.connect = connected  # type: ignore[method-assign,assignment]
    socket.getaddrinfo = looked_up  # type: ignore[assignment]


if __name__ == "__main__":
    watch(Path(os.environ["VIVA_TEST_REACHED"]))
    from tests.interviewer.web.light_page import serve

    serve()
