"""The report in a browser, opened right after an interview, on a laptop and a phone with light models."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.interviewer.web.driving import end, no_violation, open_tab
from tests.interviewer.web.talking import LIGHT, SIZES, LightPage, begin, ready, sized, write

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = LIGHT


@pytest.fixture(params=list(SIZES))
def page(request: pytest.FixtureRequest, browser: Browser) -> Page:
    return sized(browser, request.param)


def to_the_end(page: Page, url: str, text: str = "It is the loss.") -> None:
    """Answer the first question of an interview, and end it."""
    begin(page, url, coach=False)
    before = page.locator("#chat .message.bot").count()
    write(page, text)
    page.click("#btn-send")
    page.wait_for_function("n => document.querySelectorAll('#chat .message.bot').length > n", arg=before)
    ready(page)
    end(page)


def test_the_first_opening_shows_the_whole_report(page: Page, light_page: LightPage) -> None:
    to_the_end(page, light_page[0])
    page.click("#btn-report")
    page.wait_for_selector("#view-report .verdict", state="visible")
    page.wait_for_selector("#turns .label-wrap", state="visible")
    page.click("#turns .label-wrap")
    page.wait_for_selector("#turn-chat .message", state="visible")
    everything = page.locator("#turn-chat .message").count()
    assert everything > 3
    page.click("#btn-earlier")
    page.wait_for_function("n => document.querySelectorAll('#turn-chat .message').length < n", arg=everything)
    assert "Error" not in page.evaluate("() => document.body.textContent")


def test_your_words_are_shown_to_the_last_one(page: Page, light_page: LightPage) -> None:
    to_the_end(page, light_page[0], "It is the loss, and what it looks like on the training set.\n\n" * 12)
    page.click("#btn-report")
    page.wait_for_selector("#view-report .answer", state="visible")
    assert (
        page.evaluate(
            "() => { const b = document.querySelector('#view-report .answer'); return b.scrollHeight - b.clientHeight; }"
        )
        <= 1
    )


ROOM = """(id) => { const frame = document.querySelector(id).getBoundingClientRect(), words = document.createRange();
  words.selectNodeContents(document.querySelector(id)); const text = words.getBoundingClientRect();
  return [text.left - frame.left, frame.right - text.right]; }"""
"""Pixels between the words of a control and its frame, on the left and the right."""


def test_after_the_end_there_is_only_the_report_to_go_to(page: Page, light_page: LightPage) -> None:
    url, _ = light_page
    to_the_end(page, url)
    for gone in ("#btn-send", "#answer", "#sure", "#keyline", "#clock", "#btn-leave"):
        assert not page.is_visible(gone), gone
    page.goto(f"{url}?start=")
    page.wait_for_selector("#btn-welcome-today", state="visible")
    page.wait_for_timeout(500)
    for button in ("#btn-welcome-today", "#btn-welcome-cards"):
        assert min(page.evaluate(ROOM, button)) >= 8, button


def test_the_words_of_a_filter_have_room_in_its_frame(browser: Browser, light_page: LightPage) -> None:
    page = sized(browser, "laptop")
    page.goto(light_page[0])
    open_tab(page, "Questions")
    page.wait_for_selector("#list-bookmarked label", state="visible")
    page.wait_for_timeout(500)
    assert min(page.evaluate(ROOM, "#list-bookmarked label")) >= 4


def ask(page: Page, text: str, key: str = "Control+Enter") -> str:
    """Ask about the first question of the report; gives what was said about it since the end."""
    page.fill("#view-report .ask-box textarea >> nth=0", text)
    page.press("#view-report .ask-box textarea >> nth=0", key)
    page.wait_for_function("() => document.querySelector('#view-report .ask-box textarea').value === ''")
    return str(page.inner_text("#view-report .asked-since >> nth=0"))


def test_a_grade_is_asked_about_where_it_is_shown(page: Page, light_page: LightPage) -> None:
    url, store = light_page
    to_the_end(page, url)
    page.click("#btn-report")
    page.wait_for_selector("#view-report .verdict", state="visible")
    page.locator("#view-report .ask-send").first.click()  # nothing was written, so nothing is asked
    page.wait_for_timeout(1500)
    assert not page.is_visible("#view-report .asked-since blockquote")
    told = ask(page, "why did I lose points?")
    assert "You: why did I lose points?" in told and "not met" in told and "One moment" not in told
    screen = page.viewport_size
    assert screen and page.is_visible("#view-report .ask-keys kbd >> nth=0") == (screen["width"] > 700)
    page.locator("#view-report .ask-box textarea").first.press("Enter")  # begins a line, as in the answer box
    assert page.input_value("#view-report .ask-box textarea >> nth=0") == "\n"
    assert len(ask(page, "thanks", "Control+Enter")) > len(told)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    no_violation(page, "report")
    page.reload()
    page.wait_for_selector("#view-report .asked-since blockquote", state="visible")
    assert told.splitlines()[0] in page.inner_text("#view-report .asked-since >> nth=0")
    assert store.interviews.all()[-1].phase == "finished"


RULE = """() => { document.body.classList.add('dark'); const rule = document.querySelector('#view-report hr');
  const made = document.createElement('i'); made.style.color = 'var(--line)'; rule.parentNode.append(made);
  return [getComputedStyle(rule).borderTopColor, getComputedStyle(made).color]; }"""


def test_the_rule_above_the_reference_answer_is_faint_in_the_dark(page: Page, light_page: LightPage) -> None:
    to_the_end(page, light_page[0])
    page.click("#btn-report")
    page.wait_for_selector("#view-report hr", state="attached")
    rule, line = page.evaluate(RULE)
    assert rule == line == "rgb(43, 52, 64)"
