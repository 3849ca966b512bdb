"""Load through the page: ``viva serve`` in its own process, with an account and a browser session for each candidate.

The time of a turn covers everything between the click and what the page shows: the gate, Gradio's queue and streams, the
endpoint's client, the search, the database. The stub endpoint has its own process as well.
"""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from evals.suites.stress.load_talk import (
    FAULTS,
    CandidateTally,
    Clock,
    LoadMeasurement,
    message_of,
    of_others,
    resident_bytes,
    talked,
)
from evals.suites.stress.stub_endpoint import MODEL
from interviewer.errors import UnavailableError
from interviewer.json_data import JsonObject
from interviewer.storage.passwords import hash_password, token_hash
from interviewer.storage.store import Store
from knowledge.children import PYTHON, with_own_path
from knowledge.schema import Bank

if TYPE_CHECKING:
    from gradio_client import Client

COOKIE = "__Host-viva"
"""The page's cookie; a client over plain HTTP on loopback has to set it itself."""
UP_WITHIN = 180.0
"""Seconds the page has to load everything. Chosen by judgement."""
ANSWER_WITHIN = 120.0
"""Seconds a turn may take before it counts as an error. Chosen by judgement."""


@lru_cache(maxsize=1)
def no_password() -> str:
    """The hash of a password that nobody knows: the candidates sign in with cookies."""
    return hash_password(secrets.token_urlsafe(32))


@dataclass(frozen=True)
class Site:
    """A running page, and the endpoint it uses."""

    url: str
    endpoint: str
    process: int
    store: Store

    def signed_in(self, number: int) -> str:
        """The cookie header of a candidate who has just signed in, each with their own account."""
        name, token, now = f"c{number}", secrets.token_urlsafe(32), time.time()
        if name not in self.store.accounts.names():
            self.store.accounts.add(name, no_password())
        self.store.accounts.sign_in(token_hash(token), name, now + 86_400, now)
        return f"{COOKIE}={token}"

    def taken(self, number: int) -> float:
        """Seconds that the endpoint has taken for a candidate since the last call."""
        told = httpx.get(f"{self.endpoint}/?candidate={number}", timeout=30).json()
        return float(told["seconds"])


def run_page(bank: Bank, run: LoadMeasurement) -> JsonObject:
    """One measurement, with a new home folder.

    Raises:
        UnavailableError: The page did not come up.
    """
    with tempfile.TemporaryDirectory() as scratch, _served(Path(scratch), bank, run.delay) as site:

        def talk(number: int, clock: Clock, heard: CandidateTally) -> None:
            from gradio_client import Client

            client: Client | None = None
            while clock.goes_on:
                try:
                    if client is None:
                        client = Client(site.url, headers={"cookie": site.signed_in(number)}, verbose=False)
                    _interview(number, site, client, bank, clock, heard)
                except FAULTS as error:
                    heard.faults[f"{type(error).__name__}: {str(error)[:100]}"] += 1
                    time.sleep(0.5)
            if client is not None:
                client.close()

        _warm_up(site, bank)
        return talked(run, talk, lambda: resident_bytes(site.process))


def _warm_up(site: Site, bank: Bank) -> None:
    """A whole interview before measuring, so that one-time loading is not counted."""
    from gradio_client import Client

    clock = Clock(LoadMeasurement(1, 0.0, 300.0, 0.0), 0)
    clock.begin(time.monotonic())
    client = Client(site.url, headers={"cookie": site.signed_in(0)}, verbose=False)
    with suppress(*FAULTS):  # if it persists, the run meets it again and counts it
        _interview(0, site, client, bank, clock, CandidateTally())
    client.close()


def _interview(number: int, site: Site, client: Client, bank: Bank, clock: Clock, heard: CandidateTally) -> None:
    client.predict([], 30, 3, "coach", api_name="/start")
    heard.interviews += 1
    mine = site.store.of(f"c{number}").interviews
    record = mine.unfinished(1)[0]
    said: list[str] = []
    clock.write()
    while record.phase != "finished" and clock.goes_on:
        question_id = record.state.attempts[-1].question_id
        text = "next" if record.phase == "reviewing" else message_of(number, len(said), bank, question_id)
        site.taken(number)
        start = time.monotonic()
        shown = client.submit(text, None, api_name="/say").result(timeout=ANSWER_WITHIN)
        heard.own.append(time.monotonic() - start - site.taken(number))
        said.append(text)
        heard.crossed += of_others([str(part) for part in shown], number)
        record = mine.load(record.id)
        clock.write()
    kept = [turn.text for turn in mine.transcript(record.id) if turn.role == "candidate"]
    heard.crossed += kept != said
    if record.phase != "finished":
        client.predict(api_name="/end")


@contextmanager
def _served(home: Path, bank: Bank, delay: float) -> Iterator[Site]:
    ports = _free_ports(2)
    url, endpoint = (f"http://127.0.0.1:{port}" for port in ports)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VIVA_")}
    env = {
        **with_own_path(kept),
        "VIVA_HOME": str(home / "home"),
        "VIVA_PORT": str(ports[0]),
        "VIVA_PUBLIC_URL": url,  # so that everybody signs in, as on a page with many users
        "VIVA_LLM_BASE_URL": f"{endpoint}/v1",
        "VIVA_LLM_MODEL": MODEL,
        "VIVA_EMBEDDING_BASE_URL": f"{endpoint}/v1",
        "VIVA_EMBEDDING_MODEL": MODEL,
        "VIVA_RUN_CODE": "off",
        **({"VIVA_BANK": str(bank.root.resolve())} if bank.root != Path() else {}),
    }
    store = Store(f"sqlite:///{home / 'home' / 'viva.db'}")
    store.accounts.add("c0", no_password())
    (home / "home").chmod(0o700)
    stub = _started(
        [*PYTHON, "-m", "evals.suites.stress.stub_endpoint", str(ports[1]), str(delay)], env, home / "stub.log"
    )
    page = _started([*PYTHON, "-m", "interviewer.cli.main", "serve"], env, home / "page.log")
    try:
        _wait_for(url, page, home / "page.log")
        yield Site(url, endpoint, page.pid, store)
    finally:
        for process in (page, stub):
            process.terminate()
        for process in (page, stub):
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        store.close()


def _started(command: Sequence[str], env: dict[str, str], log: Path) -> subprocess.Popen[bytes]:
    with log.open("ab") as stream:
        return subprocess.Popen(command, env=env, stdout=stream, stderr=stream)


def _wait_for(url: str, page: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the page is up and has loaded everything.

    Raises:
        UnavailableError: It was not ready in time.
    """
    end = time.monotonic() + UP_WITHIN
    parts: dict[str, str] = {}
    while time.monotonic() < end and page.poll() is None:
        try:
            parts = dict(httpx.get(f"{url}/healthz", timeout=5).json()["parts"])
        except (httpx.HTTPError, ValueError, KeyError):
            parts = {}
        if parts and not {"waiting", "loading"} & set(parts.values()):
            break
        time.sleep(0.2)
    if parts.get("language model") != "ready" or parts.get("index") != "ready":
        said = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:]
        raise UnavailableError(f"the page did not come up ({parts or 'no answer'}): {''.join(said)[:300]}")


def _free_ports(count: int) -> list[int]:
    held = [socket.socket() for _ in range(count)]
    try:
        for each in held:
            each.bind(("127.0.0.1", 0))
        return [int(each.getsockname()[1]) for each in held]
    finally:
        for each in held:
            each.close()
