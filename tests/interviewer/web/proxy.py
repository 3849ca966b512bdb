"""A small reverse proxy in front of several processes of the page: a browser stays with the process it came to first."""

from __future__ import annotations

import http.client
import itertools
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

COOKIE = "process"
"""The cookie that names the process a browser is sent to."""
_OF_THE_CONNECTION = {"connection", "keep-alive", "transfer-encoding"}


class _Handler(BaseHTTPRequestHandler):
    """Forwards one request. It uses HTTP/1.0: a response ends with its connection, so that streams need no length."""

    ports: ClassVar[Sequence[int]] = ()
    turns: ClassVar[Iterator[int]] = iter(())
    sticky: ClassVar[bool] = True

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        first = self._chosen()
        for step in range(len(self.ports)):
            number = (first + step) % len(self.ports)
            connection = http.client.HTTPConnection("127.0.0.1", self.ports[number], timeout=120)
            try:
                connection.connect()
            except OSError:
                continue  # nothing has been sent yet, so another process can take it
            try:
                self._pass_on(connection, number, body)
            except (OSError, http.client.HTTPException):
                self.close_connection = True  # the process or the browser went away in the middle
            finally:
                connection.close()
            return
        self.send_error(502)

    do_POST = do_HEAD = do_GET

    def _chosen(self) -> int:
        found = SimpleCookie(self.headers.get("cookie", "")).get(COOKIE)
        return int(found.value) if found is not None and self.sticky else next(self.turns)

    def _pass_on(self, connection: http.client.HTTPConnection, number: int, body: bytes) -> None:
        connection.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
        for name, value in self.headers.items():
            if name.lower() not in _OF_THE_CONNECTION:
                connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        self.send_response_only(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in _OF_THE_CONNECTION:
                self.send_header(name, value)
        self.send_header("set-cookie", f"{COOKIE}={number}; Path=/; HttpOnly; SameSite=Lax")
        self.end_headers()
        while part := answer.read1(65_536):
            self.wfile.write(part)
            self.wfile.flush()

    def log_message(self, *args: object) -> None:
        return


@contextmanager
def proxy(port: int, ports: Sequence[int], sticky: bool = True) -> Iterator[str]:
    """Runs a proxy in front of several processes, which get new browsers in turn; yields its address.

    A process that refuses the connection is skipped.

    Args:
        port: Port that the proxy listens on.
        ports: Ports of the processes.
        sticky: Whether the proxy sends a browser to the same process each time, with its own cookie.
    """
    turns = itertools.cycle(range(len(ports)))
    handler = type("Handler", (_Handler,), {"ports": tuple(ports), "turns": turns, "sticky": sticky})
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
