"""Drives the page in a headless Chromium, for the tests and for the screenshots."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, TypedDict, Unpack

import pytest

from interviewer.llm.embedded.reader_base import ReaderBase
from tests.real_models import REAL_HOME, REAL_READER

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FloatRect, Locator, Page, ViewportSize

CHROMIUM = next((p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 240_000
"""Milliseconds to wait for what the page will show: an answer is graded in two seconds on one machine and in a minute on a busy
one without bfloat16. What must be quick says so itself."""
BROWSER = [
    pytest.mark.browser,
    pytest.mark.embedded,
    pytest.mark.skipif(
        CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium on this machine; CI installs it"
    ),
]
"""The marks of a test that drives a browser."""


Scheme = Literal["light", "dark"]


class Screen(TypedDict, total=False):
    """What a page is shown on."""

    viewport: ViewportSize
    has_touch: bool
    color_scheme: Scheme


class Address(NamedTuple):
    """Where a page is served that a test does not start or kill itself."""

    url: str


class Server:
    """``viva serve`` in its own process, which can be killed."""

    def __init__(self, home: Path, model: Path, **env: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}/"
        models = {"VIVA_MODEL_PATH": str(model), "VIVA_READER_PATH": str(ReaderBase(REAL_HOME, REAL_READER).folder)}
        self.env = {**os.environ, "VIVA_HOME": str(home), **models, "VIVA_LLM": "embedded", **env}
        # Gradio gives out any file below the system's temporary folder, where nobody's home is
        self.env["TMPDIR"] = str(home.parent / "temporary")
        self.log = home.parent / "server.log"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def program(self) -> list[str]:
        """What is run, and its arguments."""
        return ["interviewer.cli.main", "serve", "--port", str(self.port)]

    def start(self) -> None:
        Path(self.env["TMPDIR"]).mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            command = [sys.executable, "-m", *self.program]
            self.process = subprocess.Popen(command, env=self.env, stdout=log, stderr=log)
        for _ in range(600):
            try:
                urllib.request.urlopen(self.url, timeout=2).read()
                return
            except OSError:
                assert self.process.poll() is None, self.log.read_text()
                time.sleep(0.1)
        pytest.fail("the page did not come up")

    def kill(self) -> None:
        if self.process:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None


class PlainServer(Server):
    """The same page with stand-ins for all models: it is up sooner, and reads an answer at once."""

    def __init__(self, home: Path) -> None:
        super().__init__(home, home / "none.gguf", VIVA_LLM="off", VIVA_TEST_HOLD=str(home / "hold"))
        self.env["VIVA_PORT"] = str(self.port)

    @property
    def program(self) -> list[str]:
        return ["tests.interviewer.web.light_page"]


def open_page(browser: Browser, server: Server | Address, **screen: Unpack[Screen]) -> tuple[Page, list[str]]:
    context = browser.new_context(**screen)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    outside: list[str] = []
    page.on("request", lambda r: outside.append(r.url) if re.match(r"https?://(?!127\.0\.0\.1)", r.url) else None)
    page.on("pageerror", lambda error: outside.append(f"script error: {error}"))
    page.goto(server.url)
    page.wait_for_selector("#btn-start", state="visible")
    return page, outside


def box_of(shown: Locator) -> FloatRect:
    """Where something is shown; it has to be."""
    box = shown.bounding_box()
    assert box
    return box


def end(page: Page) -> None:
    """End the interview, whose report can be opened then: the first press asks, and a double click is one press."""
    page.click("#btn-end")
    page.wait_for_timeout(600)
    page.click("#btn-end")
    page.wait_for_selector("#btn-report", state="visible")


def begin(page: Page, questions: int, coach: bool) -> None:
    page.locator("#view-setup input[type=number]").nth(1).fill(str(questions))
    page.locator("#view-setup input[type=number]").nth(1).press("Tab")
    if coach:
        page.get_by_label("Coach: your grade after each answer").check()
    page.click("#btn-start")
    page.wait_for_selector("#chat .bot", state="visible")
    page.wait_for_function("() => location.search.startsWith('?interview=')")


def answer(page: Page, text: str, seconds: float = PATIENCE / 1000) -> None:
    page.wait_for_selector("#btn-send:not([disabled])")
    page.fill("#answer textarea", text)
    page.press("#answer textarea", "Control+Enter")
    page.wait_for_function("() => document.querySelector('#answer textarea').value === ''", timeout=seconds * 1000)


def settle(page: Page) -> str:
    """Wait until the interviewer has replied and is waiting for the candidate; returns the button that can be pressed.

    Looking at Send alone is not enough: for a few milliseconds after the box is emptied it can still be pressed.
    """
    page.wait_for_function(
        """() => {
            const last = [...document.querySelectorAll('#chat .message')].at(-1);
            const seen = (id) => !!document.getElementById(id)?.offsetParent;
            const ready = !document.getElementById('btn-send').disabled || seen('btn-next') || seen('btn-report');
            return ready && last && !last.classList.contains('user');
        }""",
    )
    for name in ("report", "next"):
        if page.locator(f"#btn-{name}").is_visible():
            return name
    return "send"


EDITOR = "document.querySelector('#code .cm-content').cmTile.root.view.state.doc.toString()"


def write_code(page: Page, code: str) -> None:
    """Replace what is in the editor; put in as one text, so that it indents nothing by itself."""
    for _ in range(10):  # an editor that is drawn anew loses the focus, and with it what is typed
        page.click("#code .cm-content")
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(code)
        page.wait_for_timeout(300)
        if page.evaluate(EDITOR) == code:
            break
    page.wait_for_function("code => Object.values(sessionStorage).includes(code)", arg=code)


def open_tab(page: Page, name: str) -> None:
    page.wait_for_selector("#view-setup [role=tab]", state="visible")
    page.wait_for_timeout(300)  # tabs that do not fit are moved into the menu after layout
    tab = page.get_by_role("tab", name=name)
    if tab.count() and tab.first.is_visible():
        tab.first.click()
    else:
        page.locator(".overflow-menu button").first.click()
        page.locator(".overflow-dropdown button", has_text=name).click()


def close_question(page: Page) -> None:
    """Skip follow-up questions until the question is closed."""
    from playwright.sync_api import Error

    while settle(page) == "send":
        with contextlib.suppress(Error):  # it was closed in the meantime
            page.click("#btn-skip", timeout=2000)
        page.wait_for_timeout(400)


def no_violation(page: Page, where: str) -> None:
    """Assert that axe-core finds no violation in what is currently shown."""
    from axe_playwright_python.sync_playwright import Axe

    page.wait_for_function(  # a panel that is still being filled or faded in does not have its final colours
        "() => !document.querySelector('.pending') && document.getAnimations().every("
        "a => a.playState !== 'running' || a.effect.getComputedTiming().iterations === Infinity)"
    )
    # three times a second, the page makes scrolling areas reachable by keyboard; where a busy machine takes longer for that,
    # this timer of the page's own is as late
    page.evaluate("() => new Promise((done) => setTimeout(done, 800))")
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    bad = [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found]
    assert bad == [], f"{where}: {bad}"
