"""Every attack of ``test_hostile`` as an answer on the page as it is served: nothing runs, calls out, leads away or widens it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.interviewer.web.driving import BROWSER, PATIENCE, answer, begin, end, settle
from tests.interviewer.web.page_process import Process
from tests.interviewer.web.test_hostile import ATTACKS, MEGABYTES
from tests.servers import free_port

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

pytestmark = [BROWSER[0], BROWSER[2], pytest.mark.timeout(900)]
BOMBS = (
    "$\\frac{1}{" * 400 + "x" + "}$" * 400,
    "$x^{2}$ " * 25_000,
    "$$\\begin{matrix}" + "a & b \\\\ " * 150 + "\\end{matrix}$$",
    "$" + "\\sqrt{" * 19 + "x" + "}" * 19 + "$",
    "$" + "\\color{red}\\frac{a}{b}" * 80 + "$",
)
"""Formulas that are deep, many, large, or slow to set."""
LONGEST = 90.0
"""Seconds after which a message must be there, on a machine that runs other tests as well: a message that hangs takes minutes.
A judgement."""
WATCH = """() => {
    window.broken = [];
    window.alert = window.confirm = window.prompt = (text) => window.broken.push('a script ran: ' + text);
    document.addEventListener('securitypolicyviolation', (event) => {
        if (/evil|javascript|data:text/.test(event.blockedURI)) window.broken.push('refused: ' + event.blockedURI);
    });
}"""
FAULTS = """(base) => {
    const found = [...window.broken];
    const parts = ['#chat', '#verdicts', '#view-report', '#summary'].map((id) => document.querySelector(id)).filter(Boolean);
    for (const part of parts) {
        for (const node of part.querySelectorAll('*')) {
            const name = node.tagName.toLowerCase();
            if (['script', 'iframe', 'form', 'base', 'meta', 'link', 'object', 'embed'].includes(name)) found.push('<' + name + '>');
            for (const each of node.attributes) {
                if (each.name.startsWith('on')) found.push(name + ' ' + each.name);
                if (/evil|javascript:|data:text/i.test(each.value) && ['href', 'src', 'action', 'style', 'srcset'].includes(each.name)) {
                    found.push(name + ' ' + each.name + '=' + each.value.slice(0, 60));
                }
            }
        }
        for (const bubble of part.querySelectorAll('.message')) {
            const wide = bubble.getBoundingClientRect();
            if (wide.right > part.getBoundingClientRect().right + 2) found.push('a message is wider than the chat');
        }
    }
    const width = document.documentElement.scrollWidth;
    if (width > base) found.push('the page is ' + width + ' wide and was ' + base);
    return found;
}"""


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """An interview on the page as ``viva serve`` serves it, with stand-ins for the models; at its end nothing was broken."""
    (tmp_path / "served").mkdir()
    server = Process(tmp_path / "served", free_port(), {"VIVA_LLM": "off"})
    server.start()
    try:
        server.wait()
        made = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
        made.set_default_timeout(PATIENCE)
        outside: list[str] = []

        def dismissed(dialog: Dialog) -> None:
            outside.append(f"dialog: {dialog.message}")
            dialog.dismiss()

        made.on(
            "request", lambda r: outside.append(r.url) if not r.url.startswith((server.url, "data:", "blob:")) else None
        )
        made.on("dialog", dismissed)
        made.on("popup", lambda popup: outside.append(f"window: {popup.url}"))
        made.on("pageerror", lambda error: outside.append(f"script error: {error}"))
        made.add_init_script(f"({WATCH})()")
        made.goto(server.url)
        made.wait_for_selector("#btn-start", state="visible")
        begin(made, 0, coach=True)
        yield made
        assert outside == []
        assert made.url.startswith(server.url)
    finally:
        server.kill()
    assert "Traceback" not in server.log, server.log


def say(page: Page, text: str) -> None:
    """Answer with a text, and wait until the page has taken and shown it."""
    if settle(page) == "next":
        page.click("#btn-next")
        page.wait_for_function(
            "() => !document.getElementById('btn-send').disabled && !document.getElementById('btn-next')?.offsetParent"
        )
    began = time.monotonic()
    answer(page, text, LONGEST)
    settle(page)
    assert time.monotonic() - began < LONGEST, f"{text[:40]!r} took {time.monotonic() - began:.0f} s"


def test_no_attack_runs_calls_out_or_breaks_the_layout(page: Page) -> None:
    base = page.evaluate("() => Math.max(document.documentElement.scrollWidth, innerWidth)")
    for number, attack in enumerate((*ATTACKS, *BOMBS)):
        say(page, f"{number}. {attack} and the loss")
        assert page.evaluate(FAULTS, base) == [], attack[:80]
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(500)
    assert page.evaluate(FAULTS, 390) == [], "on a phone"
    page.set_viewport_size({"width": 1280, "height": 800})
    end(page)
    page.click("#btn-report")
    page.wait_for_selector("#report-head .report", state="visible")
    page.wait_for_timeout(1000)
    assert page.evaluate(FAULTS, base) == [], "in the report"


def test_a_megabyte_of_anything_is_taken_and_the_page_goes_on(page: Page) -> None:
    base = page.evaluate("() => Math.max(document.documentElement.scrollWidth, innerWidth)")
    for text in MEGABYTES:
        assert len(text) == 1_000_000
        say(page, text)
        assert page.evaluate(FAULTS, base) == [], text[:10]
    say(page, "and the loss goes down")
    assert "and the loss goes down" in page.inner_text("#chat")
