"""Serves the page, and says in one line why it cannot."""

from __future__ import annotations

import errno
import logging
import os
import socket
import sys
import threading

from interviewer.bootstrap import open_app
from interviewer.errors import UsageError
from interviewer.settings import Settings


def serve_page(settings: Settings, block: bool = True) -> str:
    """Serve the page until stopped; the heavy models load while it is already up. Returns its address.

    Raises:
        UsageError: The port is in use, or the address cannot be served on.
    """
    check_port(settings.host, settings.port)
    app = open_app(settings)
    from interviewer.web.desk import Desk

    desk = Desk(app)
    # Gradio's copies of downloads and uploads go with the folder; parts of it read this only when they are imported
    os.environ["GRADIO_TEMP_DIR"] = str(desk.files / "gradio")
    from interviewer.web.page import build_page
    from interviewer.web.theme import head, style, theme

    blocks = build_page(desk)
    blocks.queue(default_concurrency_limit=8)
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
        max_file_size="1mb",
        ssr_mode=False,
        show_error=False,
    )
    logging.getLogger("uvicorn.error").addFilter(_LeftPages())
    print(f"Viva is at {url} (Ctrl+C stops it)", file=sys.stderr, flush=True)
    app.services.start()
    if block:
        try:
            _until_stopped()
        finally:
            blocks.close(verbose=False)
            desk.close()
    return str(url)


class _LeftPages(logging.Filter):
    """Drops the traceback that Gradio logs when a reloaded page's old event stream is asked for once more."""

    def filter(self, record: logging.LogRecord) -> bool:
        """False for that one record."""
        error = record.exc_info[1] if record.exc_info else None
        while error is not None:
            if getattr(error, "status_code", None) == 404:
                return False
            error = error.__cause__
        return True


def check_port(host: str, port: int) -> None:
    """Refuse an address that cannot be served on.

    Raises:
        UsageError: It is in use, not allowed, or not of this machine.
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
