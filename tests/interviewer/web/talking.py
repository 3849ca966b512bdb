"""Talks to the interviewer on a page with light models, for tests that drive a browser."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from interviewer.conversation.state.state import InterviewState
from interviewer.storage.store import Store
from tests.interviewer.web.driving import CHROMIUM, PATIENCE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

LIGHT = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium on this machine"),
]
"""The marks of a test that drives a browser but loads no model."""
LightPage = tuple[str, Store]
"""The address of a page with light models, and its store."""
SIZES = {"laptop": (1366, 650), "phone": (390, 844)}


def sized(browser: Browser, size: str) -> Page:
    """A browser page in the size of a laptop or a phone."""
    width, height = SIZES[size]
    phone = size == "phone"
    return opened(browser.new_context(viewport={"width": width, "height": height}, has_touch=phone, is_mobile=phone))


def opened(context: BrowserContext) -> Page:
    made = context.new_page()
    made.set_default_timeout(PATIENCE)
    made.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
    return made


def begin(page: Page, url: str, coach: bool = True) -> None:
    page.goto(url)
    page.wait_for_selector("#btn-start", state="visible")
    page.locator("#view-setup input[type=number]").nth(1).fill("2")
    page.locator("#view-setup input[type=number]").nth(1).press("Tab")
    if coach:
        page.get_by_label("Coach: your grade after each answer").check()
    page.click("#btn-start")
    page.wait_for_function("() => location.search.startsWith('?interview=')")
    ready(page)


def ready(page: Page) -> None:
    page.wait_for_selector("#btn-send:not([disabled])")


def write(page: Page, text: str) -> None:
    page.fill("#answer textarea", text)


def send(page: Page, text: str) -> None:
    """Type a text and press Send with a mouse or a finger; waits for the reply."""
    before = page.locator("#chat .message.bot").count()
    write(page, text)
    page.click("#btn-send")
    page.wait_for_function("n => document.querySelectorAll('#chat .message.bot').length > n", arg=before)
    ready(page)


def other_tab(page: Page) -> Page:
    made = opened(page.context)
    made.goto(page.url)
    ready(made)
    return made


def skip(page: Page) -> None:
    title = page.inner_text("#question-head h2")
    page.click("#btn-skip")
    page.wait_for_function(
        "t => document.querySelector('#question-head h2').innerText !== t || document.querySelector('#btn-next')?.offsetParent",
        arg=title,
    )
    ready(page)


def state_of(store: Store) -> InterviewState:
    return store.interviews.all()[-1].state


def box(page: Page) -> str:
    return str(page.input_value("#answer textarea"))
