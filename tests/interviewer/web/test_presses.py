"""Presses on buttons that ask back, in a browser with neither server nor model."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from typing import TYPE_CHECKING

import pytest

from tests.interviewer.web.driving import BROWSER

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [BROWSER[0], BROWSER[2]]
SCRIPT = (resources.files("interviewer.web") / "presses.js").read_text(encoding="utf-8")
PAGE = """<div id="controls"><button id="btn-end" onclick="window.sent = (window.sent ?? 0) + 1">End</button></div>
<div><button id="btn-delete">Delete</button></div>"""
ASKS = 6000
"""Milliseconds for which a button asks back."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    made = browser.new_page()
    made.clock.install()
    made.set_content(PAGE)
    made.add_script_tag(content=SCRIPT)
    yield made
    made.close()


def press(page: Page, button: str = "btn-end") -> None:
    """A single press, as a keyboard sends it: two clicks of a mouse so close together would count as one."""
    page.focus(f"#{button}")
    page.keyboard.press("Enter")


def asks(page: Page, button: str = "btn-end") -> bool:
    return page.get_attribute(f"#{button}", "data-sure") is not None


def test_a_button_asks_for_some_seconds_and_a_second_press_is_sent(page: Page) -> None:
    press(page)
    assert asks(page) and page.evaluate("() => window.sent") is None
    page.clock.run_for(ASKS)
    assert not asks(page) and page.get_attribute("#btn-end", "aria-label") is None
    press(page)
    press(page)
    assert not asks(page) and page.evaluate("() => window.sent") == 1


def test_a_button_that_asks_again_asks_for_its_whole_time(page: Page) -> None:
    press(page)
    page.clock.run_for(ASKS // 2)
    press(page)  # sent, and the server refused it
    press(page)
    page.clock.run_for(ASKS * 2 // 3)
    assert asks(page), "the time of the first press has no say"
    page.clock.run_for(ASKS)
    assert not asks(page)


def test_two_buttons_ask_at_the_same_time(page: Page) -> None:
    press(page)
    page.clock.run_for(ASKS // 2)
    press(page, "btn-delete")
    page.clock.run_for(ASKS // 2)
    assert not asks(page) and asks(page, "btn-delete")
