"""What is pressed again until the server takes it, and what is said where it never does."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from interviewer.web.interview.commands import MORE, more_html
from interviewer.web.theme import own_scripts
from tests.interviewer.web.driving import BROWSER
from tests.interviewer.web.states import attempt, state

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [BROWSER[0], BROWSER[2]]
SCRIPTS = [(resources.files("interviewer.web") / name).read_text(encoding="utf-8") for name in ("retry.js", "more.js")]
BUILD = """([html, script]) => {
    const made = document.createElement('div');
    made.innerHTML = html;
    document.body.append(made);
    window.sent = 0;
    new Function('element', 'trigger', script)(made, () => { window.sent++; });
}"""
GIVEN_UP = 21_000
"""Milliseconds after which nothing is pressed again."""


def menu(browser: Browser) -> Page:
    page = browser.new_page()
    page.clock.install()
    for script in SCRIPTS:
        page.add_script_tag(content=script)
    page.evaluate(BUILD, [more_html(state(attempt("training-01"))), MORE])
    page.click("#btn-more")
    page.click("[data-command=later]")
    return page


def test_a_command_that_never_gets_through_is_said_and_can_be_pressed_again(browser: Browser) -> None:
    page = menu(browser)
    assert page.evaluate("() => window.sent") == 1 and not page.is_visible("#more-list")
    page.clock.run_for(GIVEN_UP)
    assert page.evaluate("() => window.sent") > 30
    assert page.inner_text("#more-list .wait") == "That did not get through. Please press it again."
    assert page.is_visible("#more-list") and page.evaluate("() => window.vivaAsked()") == ["", ""]
    page.click("[data-command=later]")
    assert page.evaluate("() => window.vivaAsked()") == ["later", ""]
    page.clock.run_for(GIVEN_UP)
    assert not page.is_visible("#more-list") and page.inner_text("#more-list .wait") == ""


def test_the_scripts_share_one_way_to_press_again() -> None:
    assert sum(script.count("window.vivaUntilTaken(") for script in own_scripts()) == 2
    assert sum("TRIES" in script for script in own_scripts()) == 1
