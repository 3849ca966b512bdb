"""A closed question is asked about, a skip is undone, and two tabs never mix, in a real browser with light models."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.interviewer.web.driving import no_violation
from tests.interviewer.web.talking import (
    LIGHT,
    SIZES,
    LightPage,
    begin,
    box,
    opened,
    other_tab,
    ready,
    send,
    sized,
    skip,
    state_of,
    write,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = LIGHT
TEXT = "An answer to the first question: the loss."
IN_VIEW = """(id) => { const b = document.getElementById(id).getBoundingClientRect();
  return b.width > 0 && b.left >= 0 && b.right <= innerWidth && b.top >= 0 && b.bottom <= innerHeight; }"""


@pytest.fixture(params=list(SIZES))
def page(request: pytest.FixtureRequest, browser: Browser) -> Page:
    return sized(browser, request.param)


def test_a_closed_question_is_asked_about_the_last_one_too(page: Page, light_page: LightPage) -> None:
    url, store = light_page
    begin(page, url)
    for number in (1, 2):
        send(page, "I would look at the loss.")
        skip(page)  # the follow-up, and with it the question
        assert "disagree" in (page.get_attribute("#answer textarea", "placeholder") or "")
        assert page.evaluate(IN_VIEW, "btn-send") and page.evaluate(IN_VIEW, "btn-next")
        assert not page.is_visible("#sure")
        send(page, "why?")
        assert "not met" in page.locator("#chat .message.bot").last.inner_text()
        assert box(page) == ""
        send(page, "I disagree about the second point")
        assert store.interviews.transcript(store.interviews.all()[-1].id)[-1].kind == "appeal"
        assert "I disagree" not in state_of(store).attempts[-1].answer
        if number == 1:
            no_violation(page, "a closed question")
        assert page.inner_text("#btn-next").strip() == ("Next" if number == 1 else "See my report")
        page.click("#btn-next")
        if number == 1:
            page.wait_for_function("() => document.querySelector('#question-head')?.innerText.includes('Question 2')")
            ready(page)
            assert "out loud" in (page.get_attribute("#answer textarea", "placeholder") or "")
    page.wait_for_selector("#report-head .big", state="visible")
    assert state_of(store).phase == "finished"


def test_asked_by_the_keyboard_alone(browser: Browser, light_page: LightPage) -> None:
    page = opened(browser.new_context(viewport={"width": 1366, "height": 650}))
    begin(page, light_page[0])
    send(page, "I would look at the loss.")
    skip(page)
    page.wait_for_function("() => document.activeElement === document.querySelector('#answer textarea')")
    page.keyboard.type("why?")
    page.keyboard.press("Control+Enter")
    page.wait_for_function(
        "() => [...document.querySelectorAll('#chat .message.bot')].at(-1).innerText.includes('not met')"
    )
    ready(page)
    page.keyboard.press("Alt+n")
    page.wait_for_function("() => document.querySelector('#question-head')?.innerText.includes('Question 2')")


SEND_IF_BEHIND = """title => {
  const behind = document.querySelector('#question-head h2').innerText === title && document.querySelector('#answer textarea').value;
  if (behind) document.getElementById('btn-send').click();
  return Boolean(behind);
}"""
SEND_IF_BEHIND_IN_CHAT = """text => {
  const behind = !document.querySelector('#chat').innerText.includes(text);
  if (behind) document.getElementById('btn-send').click();
  return behind;
}"""
"""Both look and press at once: on a busy machine the tab may catch up in between, and then nothing is behind any more."""


def sent_from_behind(
    browser: Browser,
    size: str,
    url: str,
    elsewhere: Callable[[Page], None],
    press: str,
    seen: str = "",
    coach: bool = True,
) -> tuple[Page, Page, str]:
    """A tab in which a text is sent before it shows what was done in another one; the other one, and the question's title.

    Args:
        elsewhere: What is done in the other tab.
        press: Looks whether this tab is behind, and if so presses Send.
        seen: What ``press`` looks for; by default the title.
    """
    for _ in range(3):  # on a busy machine the tab may catch up before Send is pressed
        page = sized(browser, size)
        begin(page, url, coach=coach)
        title = page.inner_text("#question-head h2")
        other = other_tab(page)
        write(page, TEXT)
        elsewhere(other)
        if page.evaluate(press, seen or title):
            return page, other, title
        page.context.close()
    pytest.fail("the tab caught up each time before Send was pressed")


@pytest.mark.parametrize("size", SIZES)
def test_an_answer_for_another_question_is_not_sent_and_not_lost(
    size: str, browser: Browser, light_page: LightPage
) -> None:
    url, store = light_page
    page, other, title = sent_from_behind(browser, size, url, skip, SEND_IF_BEHIND, coach=False)
    page.wait_for_selector("#kept-text", state="visible")
    assert "moved on in another tab" in page.inner_text(".toast-wrap")
    assert page.inner_text("#question-head h2") != title and box(page) == ""
    assert page.locator("#chat .message").count() == other.locator("#chat .message").count()
    assert f"for “{title}”: “{TEXT}”" in page.inner_text("#kept-text")
    assert not any(attempt.answer for attempt in state_of(store).attempts)
    page.click("[data-kept=use]")
    assert box(page) == TEXT and not page.is_visible("#kept-text")
    page.mouse.move(5, 300)  # the message goes by itself at the next press
    page.click("#btn-send")
    page.wait_for_selector("#chat .message.user")
    ready(page)
    assert state_of(store).attempts[1].answer == TEXT


def test_a_draft_stays_with_its_question(page: Page, light_page: LightPage) -> None:
    url, _ = light_page
    begin(page, url, coach=False)
    other = other_tab(page)
    write(page, TEXT)
    skip(other)
    page.wait_for_selector("#kept-text", state="visible")  # the clock of this tab tells it
    assert box(page) == ""
    no_violation(page, "what was written for another question")
    write(page, "a word on the second")
    other.click("#btn-unskip")
    page.wait_for_function("t => document.querySelector('#answer textarea').value === t", arg=TEXT)
    assert "a word on the second" in page.inner_text("#kept-text")
    page.reload()
    ready(page)
    page.wait_for_function("t => document.querySelector('#answer textarea').value === t", arg=TEXT)


@pytest.mark.parametrize("size", SIZES)
def test_an_answer_to_what_was_replied_to_elsewhere_stays_in_the_box(
    size: str, browser: Browser, light_page: LightPage
) -> None:
    url, store = light_page
    said = "I would look at the loss."
    page, _, _ = sent_from_behind(browser, size, url, lambda tab: send(tab, said), SEND_IF_BEHIND_IN_CHAT, said)
    page.wait_for_selector(".toast-wrap .toast-close")
    assert "moved on in another tab" in page.inner_text(".toast-wrap")
    page.wait_for_function("t => document.querySelector('#chat').innerText.includes(t)", arg=said)
    assert box(page) == TEXT and TEXT not in state_of(store).attempts[0].answer
    page.mouse.move(5, 300)  # the message goes by itself at the next press
    page.click("#btn-send")  # now that they have seen it
    page.wait_for_function("t => document.querySelector('#chat').innerText.includes(t)", arg=TEXT)
    ready(page)
    assert TEXT in state_of(store).attempts[0].answer and box(page) == ""


def test_a_skip_is_one_press_and_can_be_undone(
    page: Page, light_page: LightPage, request: pytest.FixtureRequest
) -> None:
    url, store = light_page
    begin(page, url)
    title = page.inner_text("#question-head h2")
    write(page, "half a thou")
    page.dblclick("#btn-skip")
    page.wait_for_selector("#btn-next", state="visible")
    # a phone has the reference answer behind a bar
    bar = {"laptop": False, "phone": True}[request.node.callspec.params["page"]]
    assert (page.is_visible("#btn-below"), page.is_visible("#reference")) == (bar, not bar)
    assert len(state_of(store).attempts) == 1 and state_of(store).attempts[0].skipped
    assert box(page) == "half a thou"
    assert page.evaluate(IN_VIEW, "btn-unskip")
    page.click("#btn-unskip")
    page.wait_for_selector("#btn-next", state="hidden")
    ready(page)
    assert page.inner_text("#question-head h2") == title and box(page) == "half a thou"
    assert not page.is_visible("#reference") and not page.is_visible("#btn-unskip")
    assert not state_of(store).attempts[0].skipped


def test_nothing_is_sent_where_nothing_is_written_and_how_sure_stays(page: Page, light_page: LightPage) -> None:
    url, store = light_page
    begin(page, url, coach=False)
    page.click("#btn-send")
    page.wait_for_function("() => document.querySelector('#doing').innerText.includes('nothing to send')")
    assert page.locator("#chat .message.user").count() == 0
    write(page, "What do you mean?")
    page.get_by_label("fairly sure").check(force=True)
    send(page, "What do you mean?")
    assert page.get_by_label("fairly sure").is_checked()
    send(page, TEXT)
    assert not page.get_by_label("fairly sure").is_checked()
    assert state_of(store).attempts[0].confidence == 0.75


def test_a_skip_that_ends_the_interview_is_asked_about(page: Page, light_page: LightPage) -> None:
    url, store = light_page
    begin(page, url, coach=False)
    skip(page)
    assert page.is_visible("#btn-unskip") and "Question 2 of 2" in page.inner_text("#question-head")
    page.click("#btn-skip")
    page.wait_for_selector("#btn-skip[data-sure], #btn-skip [data-sure]")
    page.wait_for_timeout(800)
    assert state_of(store).phase == "answering"
    page.click("#btn-skip")
    page.wait_for_selector("#btn-report", state="visible")


def test_what_was_being_written_when_the_interview_ended_can_still_be_read(page: Page, light_page: LightPage) -> None:
    begin(page, light_page[0], coach=False)
    other = other_tab(page)
    write(page, TEXT)
    other.click("#btn-end")
    other.wait_for_selector("#btn-end[data-sure], #btn-end [data-sure]")
    other.click("#btn-end")
    page.wait_for_selector("#btn-report", state="visible")  # the clock of this tab tells it
    page.evaluate("() => document.activeElement.blur()")
    assert box(page) == TEXT and page.is_visible("#answer textarea")
    assert page.locator("#chat .message").count() == other.locator("#chat .message").count()
