"""Serves the page, or says in one line why it can't."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import socket
import sys
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from interviewer.bootstrap import open_app
from interviewer.errors import UsageError
from interviewer.log import hide_secrets, log_as_json
from interviewer.settings import LOOPBACK, Settings
from interviewer.web.gate.limits import MAX_UPLOAD
from interviewer.web.gradio_stubs import leave_stubs_out

if TYPE_CHECKING:
    import gradio as gr

    from interviewer.web.desk import Desk


TABS_KEPT = 300
"""Tabs whose state Gradio keeps, 0.7 MB each; the least recently used goes first. By default it keeps 10,000, so a page that
runs for weeks would grow by every reload. A judgement: a group works in tens of tabs."""
AT_ONCE = 8
"""Most simultaneous calls of one kind, unless the control is unlimited."""
THREADS = 256
"""Most simultaneous calls. Each call that waits for an endpoint, or for its turn at the judge, holds a thread; with Gradio's
forty, the forty-first person would wait for no reason. A judgement."""


def serve_page(settings: Settings, block: bool = True) -> str:
    """Serve the page until stopped; the heavy models load while it is already up. Returns its address.

    Raises:
        UsageError: The port is in use, the address cannot be used, or others could reach the page without signing in.
    """
    leave_stubs_out()
    check_port(settings.host, settings.port)
    hide_secrets()
    if settings.log == "json":
        log_as_json()
    app = open_app(settings)
    try:
        check_reach(settings, app.store.accounts.names())
    except UsageError:
        app.close()
        raise
    from interviewer.web.desk import Desk
    from interviewer.web.people import asking

    desk = Desk(app, asking) if settings.needs_sign_in else Desk(app)
    # Gradio's copies of downloads and uploads are removed with the folder; some of its modules read this only on import
    os.environ["GRADIO_TEMP_DIR"] = str(desk.files / "gradio")
    blocks, url = launch_page(desk)
    logging.getLogger("uvicorn.error").addFilter(_LeftPages())
    print(f"Viva is at {settings.public_url or url} (Ctrl+C stops it)", file=sys.stderr, flush=True)
    app.services.start()
    if block:
        try:
            _until_stopped()
        finally:
            blocks.close(verbose=False)
            desk.close()
    return url


def launch_page(desk: Desk) -> tuple[gr.Blocks, str]:
    """Serve the page at its address, behind its gate; returns the Blocks and the address."""
    from starlette.middleware import Middleware

    from interviewer.web.evals.processes import FOLDER as EVALS
    from interviewer.web.gate.build import gate_of
    from interviewer.web.page import build_page
    from interviewer.web.theme import head, style, theme

    settings = desk.app.settings
    # read when the queue is made; requesting another one with queue() would build every route again
    os.environ["GRADIO_DEFAULT_CONCURRENCY_LIMIT"] = str(AT_ONCE)
    blocks = build_page(desk)
    _, url, _ = blocks.launch(
        server_name=settings.host,
        server_port=settings.port or None,
        prevent_thread_lock=True,
        quiet=True,
        share=False,
        inbrowser=False,
        theme=theme(),
        css=style(),
        head=head(),
        footer_links=[],
        run_history=False,
        pwa=False,
        enable_monitoring=False,
        # what it hands out is made there; the gate sees to whose each file is
        allowed_paths=[str(desk.files), str(settings.home / EVALS)],
        max_file_size=MAX_UPLOAD,
        max_threads=THREADS,
        state_session_capacity=TABS_KEPT,
        ssr_mode=False,
        _frontend=False,  # all it switches is a request to the page that gives up after three seconds on a busy machine
        show_error=False,
        ssl_certfile=str(settings.tls_cert) if settings.tls_cert else None,
        ssl_keyfile=str(settings.tls_key) if settings.tls_key else None,
        ssl_verify=False,  # for Gradio's request to itself, since the certificate is for another name
        app_kwargs={"middleware": [Middleware(gate_of(desk))]},
    )
    return blocks, str(url)


def check_reach(settings: Settings, accounts: Sequence[str]) -> None:
    """Refuse to serve a page that others can reach, unless they have to sign in over an encrypted connection.

    Raises:
        UsageError: There is no account, or passwords would be sent in the clear.
    """
    for name, path in (("VIVA_TLS_CERT", settings.tls_cert), ("VIVA_TLS_KEY", settings.tls_key)):
        if path is not None and not path.is_file():
            raise UsageError(f"{name}: there is no file {path}")
    if bool(settings.tls_cert) != bool(settings.tls_key):
        raise UsageError("VIVA_TLS_CERT and VIVA_TLS_KEY go together; set both, or neither")
    if not settings.needs_sign_in:
        return
    if not accounts:
        raise UsageError(
            f"others could reach the page at {settings.host}, and there is no account to sign in with; make one with "
            "'viva user add NAME', or serve on 127.0.0.1"
        )
    address = urlsplit(settings.public_url or "")
    if settings.tls_cert or address.scheme == "https" or address.hostname in LOOPBACK:
        return
    raise UsageError(
        f"passwords would be sent to {settings.host} in the clear; set VIVA_TLS_CERT and VIVA_TLS_KEY, or put a proxy with "
        "TLS in front of Viva and set VIVA_PUBLIC_URL=https://…"
    )


class _LeftPages(logging.Filter):
    """Drops the tracebacks that Gradio logs about the event streams of a page that was left or reloaded.

    The old stream may be requested once more, and of two streams that are cancelled together the second finds its queue
    already removed.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """False for those records."""
        error = record.exc_info[1] if record.exc_info else None
        while error is not None:
            if getattr(error, "status_code", None) == 404:
                return False
            if isinstance(error, KeyError) and isinstance(error.__context__, asyncio.CancelledError):
                return False
            error = error.__cause__
        return True


def check_port(host: str, port: int) -> None:
    """Refuse an address that cannot be used.

    Raises:
        UsageError: It is in use, not allowed, or not an address of this machine.
    """
    if port == 0:
        return
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise UsageError(
                    f"port {port} is in use; stop what runs there, or choose another: PORT={port + 1} make run, "
                    f"or viva serve --port {port + 1}"
                ) from error
            raise UsageError(f"cannot serve on {host}:{port}: {error.strerror}; set VIVA_HOST and VIVA_PORT") from error


def _until_stopped() -> None:
    """Wait for Ctrl+C, which raises KeyboardInterrupt here."""
    threading.Event().wait()
