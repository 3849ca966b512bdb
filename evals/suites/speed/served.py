"""Runs a page in its own process: Viva's, or the barest chat page that Gradio can make."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from interviewer.errors import UnavailableError
from knowledge.children import PYTHON, with_own_path

BARE = (
    "import gradio as gr\n"
    "gr.ChatInterface(lambda message, history: message, api_name=False).launch("
    "server_name='127.0.0.1', server_port={port}, quiet=True, ssr_mode=False)"
)
"""The page that everything is compared with: one chat and one box."""
MOST_SECONDS = 180.0
"""A page that takes longer than this counts as failed."""


@dataclass(frozen=True)
class Served:
    """A page that answers.

    Attributes:
        url: Its address, with a trailing slash.
        seconds: Time from the start of its process to the first complete response.
    """

    url: str
    seconds: float


@contextmanager
def viva(env: Mapping[str, str]) -> Iterator[Served]:
    """Viva's own page, with these settings.

    Raises:
        UnavailableError: It did not come up.
    """
    port = free_port()
    command = [*PYTHON, "-m", "interviewer.cli.main", "serve", "--port", str(port)]
    with _process(command, port, env) as served:
        yield served


@contextmanager
def bare() -> Iterator[Served]:
    """A bare Gradio chat page.

    Raises:
        UnavailableError: It did not come up.
    """
    port = free_port()
    with _process([*PYTHON, "-c", BARE.format(port=port)], port, {}) as served:
        yield served


def wait_until_loaded(served: Served) -> None:
    """Wait until Viva has loaded everything that it loads in the background.

    Raises:
        UnavailableError: It took too long.
    """
    start = time.monotonic()
    while time.monotonic() - start < MOST_SECONDS:
        with urllib.request.urlopen(f"{served.url}healthz", timeout=10) as reply:
            parts = json.load(reply)["parts"]
        if not {"waiting", "loading"} & set(parts.values()):
            return
        time.sleep(0.2)
    raise UnavailableError("the page did not load its models in time; try again on a machine with less to do")


def free_port() -> int:
    """A loopback port that is free at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _process(command: Sequence[str], port: int, env: Mapping[str, str]) -> Iterator[Served]:
    start = time.monotonic()
    # let Python keep its compiled files, as when a person starts a page: some test machines switch that off
    quiet = {"GRADIO_ANALYTICS_ENABLED": "False", "PYTHONDONTWRITEBYTECODE": ""}
    process = subprocess.Popen(
        command, env={**with_own_path(os.environ), **quiet, **env}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}/"
    try:
        while not _answers(url):
            if process.poll() is not None or time.monotonic() - start > MOST_SECONDS:
                raise UnavailableError(f"'{' '.join(command[:4])} …' did not come up; run it by hand to see why")
            time.sleep(0.02)
        yield Served(url, time.monotonic() - start)
    finally:
        process.kill()
        process.wait()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as reply:
            return bool(reply.status == 200 and reply.read())
    except OSError:
        return False
