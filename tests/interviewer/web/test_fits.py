"""What is pasted and does not fit into a box."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from interviewer.web.theme import own_scripts
from tests.interviewer.web.driving import BROWSER

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [BROWSER[0], BROWSER[2]]
SCRIPT = (resources.files("interviewer.web") / "fits.js").read_text(encoding="utf-8")
NOTE = "Only the first 1,000 characters fit. The rest was left out."
PASTE = """text => {
    const from = document.querySelector('#from');
    from.value = text; from.select(); document.execCommand('copy');
}"""


def page_with_a_box(browser: Browser) -> Page:
    page = browser.new_page()
    page.set_content("<textarea id=from></textarea><label><textarea id=box maxlength=1000></textarea></label>")
    page.add_script_tag(content=SCRIPT)
    return page


def paste(page: Page, text: str) -> None:
    page.evaluate(PASTE, text)
    page.focus("#box")
    page.keyboard.press("Control+v")


def test_what_is_cut_off_is_said_until_there_is_room(browser: Browser) -> None:
    page = page_with_a_box(browser)
    page.fill("#box", "My own words. ")
    paste(page, "x" * 2_000)
    assert len(page.input_value("#box")) == 1_000 and page.input_value("#box").startswith("My own words. x")
    assert page.inner_text(".left-out") == NOTE and page.get_attribute(".left-out", "role") == "status"
    page.keyboard.press("Backspace")
    assert page.locator(".left-out").count() == 0


def test_what_fits_is_not_remarked_on(browser: Browser) -> None:
    page = page_with_a_box(browser)
    paste(page, "x" * 1_000)
    assert len(page.input_value("#box")) == 1_000 and page.locator(".left-out").count() == 0
    page.keyboard.press("Control+a")
    paste(page, "y" * 1_000)  # in place of what was selected
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+v")
    assert page.input_value("#box") == "y" * 1_000


def test_the_page_has_the_script() -> None:
    assert SCRIPT in own_scripts()
