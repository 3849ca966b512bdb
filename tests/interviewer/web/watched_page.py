"""The light page in a process that records and refuses every attempt to reach anything but loopback.

``VIVA_TEST_REACHED`` names a file to which each attempt adds a line.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

NEAR = ("127.", "::1", "localhost", "0.0.0.0")

Host = bytes | str | None
P = ParamSpec("P")
Found = TypeVar("Found")


def watch(file: Path) -> None:
    """Record and refuse every connection and name look-up outside loopback from now on."""
    connect = socket.socket.connect

    def note(what: str, host: object) -> None:
        if host and not str(host).startswith(NEAR):
            with file.open("a", encoding="utf-8") as out:
                out.write(f"{what} {host}\n")
            raise OSError(f"{host} may not be reached")

    def connected(self: socket.socket, address: tuple[object, ...] | str | bytes) -> None:
        note("connect", address[0] if isinstance(address, tuple) else "")
        connect(self, address)

    def noted(look_up: Callable[Concatenate[Host, P], Found]) -> Callable[Concatenate[Host, P], Found]:
        def looked_up(host: Host, /, *rest: P.args, **more: P.kwargs) -> Found:
            note("look up", host)
            return look_up(host, *rest, **more)

        return looked_up

    socket.socket.connect = connected  # type: ignore[method-assign,assignment]
    socket.getaddrinfo = noted(socket.getaddrinfo)  # type: ignore[assignment]


if __name__ == "__main__":
    watch(Path(os.environ["VIVA_TEST_REACHED"]))
    from tests.interviewer.web.light_page import serve

    serve()
