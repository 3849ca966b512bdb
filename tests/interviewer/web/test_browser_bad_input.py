"""Things that nobody should do and everybody does once: each on the page in a real browser, on a laptop and on a phone."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from interviewer.conversation.machine.timekeeping import GRACE_SECONDS
from tests.interviewer.web.driving import box_of
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
TEXT = "An answer that takes some time to write: the loss."
HELD = 40
"""Repeats of a key that is held down for about two seconds."""
SKIP_IF_BEHIND = """() => { const skip = document.getElementById('btn-skip');
  if (!document.querySelector('#question-head').innerText.includes('Question 2') && skip.offsetParent) skip.click(); }"""
"""Looks and presses at once: the tab may catch up in between, and then a skip is meant for the new question."""


@pytest.fixture(params=list(SIZES))
def page(request: pytest.FixtureRequest, browser: Browser) -> Page:
    return sized(browser, request.param)


def said(page: Page) -> list[str]:
    """What the candidate said, as the conversation shows it."""
    return list(page.locator("#chat .message.user").all_inner_texts())


def hold(page: Page, key: str = "Enter") -> None:
    for _ in range(HELD):
        page.keyboard.down(key)
        page.wait_for_timeout(20)
    page.keyboard.up(key)


def test_start_pressed_twice_begins_one_interview(page: Page, light_page: LightPage) -> None:
    url, store = light_page
    page.goto(url)
    page.wait_for_selector("#btn-start", state="visible")
    page.dblclick("#btn-start")
    page.wait_for_selector("#chat .bot", state="visible")
    ready(page)
    page.wait_for_timeout(1000)
    assert len(store.interviews.all()) == 1


def test_each_button_pressed_twice_is_pressed_once(page: Page, light_page: LightPage) -> None:
    url, store = light_page
    begin(page, url)
    page.dblclick("#btn-hint")
    page.wait_for_function("() => document.querySelector('#chat').innerText.includes('Hint 1 of 3')")
    write(page, TEXT)
    page.dblclick("#btn-send")
    page.wait_for_selector("#chat .message.user")
    ready(page)
    page.wait_for_timeout(1000)
    assert len(said(page)) == 1 and len(state_of(store).attempts[0].hints) == 1 and box(page) == ""
    page.dblclick("#btn-end")  # it asks, as it does when it is pressed once
    page.wait_for_timeout(800)
    assert state_of(store).phase == "answering"


def test_a_second_press_of_next_does_not_skip_the_new_question(page: Page, light_page: LightPage) -> None:
    url, store = light_page
    begin(page, url)
    skip(page)
    place = box_of(page.locator("#btn-next"))
    at = (place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    page.mouse.click(*at)
    page.wait_for_function("() => document.querySelector('#question-head')?.innerText.includes('Question 2')")
    under = "([x, y]) => document.elementFromPoint(x, y)?.closest('button')?.id"
    pressed = page.evaluate(under, list(at))
    page.mouse.click(*at)  # slower than a double click, at what lies there now
    page.wait_for_timeout(1200)
    state = state_of(store)
    assert len(state.attempts) == 2 and not state.attempts[1].skipped and not state.attempts[1].hints, pressed
    page.wait_for_timeout(1000)
    page.click("#btn-skip")  # who means it can
    page.wait_for_function("() => document.querySelector('#btn-next')?.offsetParent")


@pytest.mark.parametrize("key", ["Enter", " "])
def test_a_key_that_is_held_down_is_one_press(browser: Browser, light_page: LightPage, key: str) -> None:
    page, (url, store) = sized(browser, "laptop"), light_page
    begin(page, url)
    page.focus("#btn-hint")
    hold(page, key)
    page.wait_for_function("() => document.querySelector('#chat').innerText.includes('Hint 1 of 3')")
    ready(page)
    page.focus("#btn-skip")
    hold(page, key)
    page.wait_for_selector("#btn-next", state="visible")
    page.focus("#btn-next")
    hold(page, key)
    page.wait_for_function("() => document.querySelector('#question-head')?.innerText.includes('Question 2')")
    ready(page)
    page.wait_for_timeout(500)
    state = state_of(store)
    assert len(state.attempts[0].hints) == 1 and len(state.attempts) == 2 and not state.attempts[1].skipped
    assert box(page) == ""  # the focus went into the box while the key was still down


def test_send_by_a_key_that_is_held_down_sends_once(browser: Browser, light_page: LightPage) -> None:
    page, (url, store) = sized(browser, "laptop"), light_page
    begin(page, url)
    page.focus("#answer textarea")
    page.keyboard.type(TEXT)
    page.keyboard.down("Control")
    hold(page)
    page.keyboard.up("Control")
    page.wait_for_selector("#chat .message.user")
    ready(page)
    page.wait_for_timeout(1000)
    assert said(page) == [TEXT] and box(page) == "" and state_of(store).attempts[0].answer == TEXT


def test_a_hundred_thousand_characters_are_pasted_and_sent(page: Page, light_page: LightPage) -> None:
    url, store = light_page
    begin(page, url)
    long = "The loss goes down and the gradient with it. " * 2222
    page.focus("#answer textarea")
    start = time.monotonic()
    page.keyboard.insert_text(long)
    assert box(page) == long and time.monotonic() - start < 5
    page.click("#btn-send")
    page.wait_for_selector("#chat .message.user")
    ready(page)
    assert state_of(store).attempts[0].answer.strip() == long.strip()
    assert box(page) == "" and page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    send(page, "And that is all.")  # the page still goes on


def test_time_is_up_while_an_answer_is_typed(page: Page, light_page: LightPage) -> None:
    url, store = light_page
    begin(page, url, coach=False)
    record = store.interviews.all()[-1]
    late = record.state.setup.minutes * 60 + GRACE_SECONDS - 3
    store.interviews.touch(record.id, record.version, replace(record.state, elapsed=late))
    page.focus("#answer textarea")
    page.keyboard.type(TEXT, delay=200)  # goes on for ten seconds, past the end
    page.wait_for_selector("#btn-report", state="visible")
    assert box(page) == TEXT and page.is_visible("#answer textarea")
    assert "time" in page.locator("#chat .message.bot").last.inner_text().lower()
    assert state_of(store).phase == "finished"
    assert page.locator(".toast-body").count() == 0
    page.click("#btn-report")
    page.wait_for_selector("#view-report h1", state="visible")


def test_a_phone_that_slept_wakes_up_where_it_was(page: Page, light_page: LightPage) -> None:
    url, store = light_page
    begin(page, url)
    write(page, TEXT)
    page.wait_for_timeout(600)
    asleep = page.context.new_cdp_session(page)
    asleep.send("Page.setWebLifecycleState", {"state": "frozen"})
    time.sleep(7)  # longer than the page's tick
    asleep.send("Page.setWebLifecycleState", {"state": "active"})
    page.wait_for_timeout(6000)
    minutes, seconds = page.inner_text("#clock b").split(":")
    shown = 60 * int(minutes) + int(seconds)
    assert abs(shown - state_of(store).seconds_left) <= 7
    assert box(page) == TEXT
    page.click("#btn-send")
    page.wait_for_selector("#chat .message.user")
    ready(page)
    assert state_of(store).attempts[0].answer == TEXT and page.locator(".toast-body").count() == 0


def test_without_a_network_nothing_is_lost(page: Page, light_page: LightPage) -> None:
    url, _ = light_page
    begin(page, url)
    write(page, TEXT)
    page.context.set_offline(True)
    page.wait_for_timeout(6000)
    page.click("#btn-send")
    page.wait_for_timeout(1500)
    assert box(page) == TEXT
    page.context.set_offline(False)
    page.reload()
    ready(page)
    page.wait_for_function("t => document.querySelector('#answer textarea').value === t", arg=TEXT)
    page.click("#btn-send")
    page.wait_for_selector("#chat .message.user")
    assert said(page) == [TEXT]


@pytest.mark.parametrize("how", ["back", "reload"])
def test_left_in_the_middle_of_a_turn_it_goes_on_and_nothing_stands_twice(
    page: Page, light_page: LightPage, how: str
) -> None:
    url, store = light_page
    begin(page, url)
    write(page, TEXT)
    page.wait_for_timeout(600)  # the draft is kept
    page.click("#btn-send")
    page.wait_for_timeout(50)
    if how == "back":
        page.go_back()
        page.wait_for_selector("#btn-start", state="visible")
        page.go_forward()
    else:
        page.reload()
    page.wait_for_function("t => document.querySelector('#chat')?.innerText.includes(t)", arg=TEXT)
    ready(page)
    page.wait_for_timeout(1500)
    assert said(page) == [TEXT] and box(page) == ""
    assert state_of(store).attempts[0].answer == TEXT and state_of(store).attempts[0].grade


def test_an_interview_deleted_elsewhere_says_so_once_and_keeps_the_draft(page: Page, light_page: LightPage) -> None:
    url, store = light_page
    begin(page, url)
    write(page, TEXT)
    store.interviews.remove(store.interviews.all()[-1].id)
    page.wait_for_selector(".gone", state="visible")  # the clock of this tab tells it
    page.wait_for_timeout(6000)
    assert page.locator(".toast-body").count() == 0 and page.locator(".gone").count() == 1
    assert box(page) == TEXT and page.is_disabled("#btn-send")
    page.click(".gone a")
    page.wait_for_selector("#btn-start", state="visible")


@pytest.mark.parametrize("button", ["send", "hint", "skip"])
def test_what_is_pressed_in_an_interview_deleted_elsewhere_says_so(
    browser: Browser, light_page: LightPage, button: str
) -> None:
    page, (url, store) = sized(browser, "laptop"), light_page
    begin(page, url)
    write(page, TEXT)
    store.interviews.remove(store.interviews.all()[-1].id)
    page.click(f"#btn-{button}")
    page.wait_for_selector(".gone", state="visible")
    assert box(page) == TEXT


def test_a_list_that_shows_what_was_deleted_elsewhere_catches_up(browser: Browser, light_page: LightPage) -> None:
    page, (url, store) = sized(browser, "laptop"), light_page
    begin(page, url)
    other = opened(page.context)
    other.goto(f"{url}?start=")
    other.wait_for_selector("#btn-resume", state="visible")
    store.interviews.remove(store.interviews.all()[-1].id)
    other.click("#btn-resume")
    other.wait_for_selector(".toast-body")
    assert "no interview" in other.inner_text(".toast-body")
    other.goto(f"{url}?start=")
    other.wait_for_selector("#btn-start", state="visible")
    other.wait_for_timeout(500)
    assert not other.is_visible("#btn-resume")


def test_a_stale_tab_skips_nothing(page: Page, light_page: LightPage) -> None:
    url, store = light_page
    begin(page, url)
    other = other_tab(page)
    skip(page)
    page.click("#btn-next")
    page.wait_for_function("() => document.querySelector('#question-head')?.innerText.includes('Question 2')")
    other.evaluate(SKIP_IF_BEHIND)
    other.wait_for_function("() => document.querySelector('#question-head')?.innerText.includes('Question 2')")
    assert len(state_of(store).attempts) == 2 and not state_of(store).attempts[1].skipped
