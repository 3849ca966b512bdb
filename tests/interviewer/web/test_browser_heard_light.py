"""What a screen reader, a keyboard and a touch screen each get, in a real browser with light models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.interviewer.web.driving import open_tab
from tests.interviewer.web.talking import LIGHT, LightPage, begin, opened, send, sized

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = LIGHT
SPEAKERS = """id => [...document.querySelectorAll('#' + id + ' .message')].map((message) => [
    message.classList.contains('user'), getComputedStyle(message, '::before').content])"""
HAS_FOCUS = "selector => document.activeElement === document.querySelector(selector)"


def named(page: Page, chat: str) -> set[tuple[bool, str]]:
    """Who speaks in a conversation, as it is read out: whether it is the candidate, and the name."""
    return {(mine, name) for mine, name in page.evaluate(SPEAKERS, chat)}


def test_speakers_are_named_in_the_conversation_and_in_the_reports(browser: Browser, light_page: LightPage) -> None:
    page = sized(browser, "laptop")
    both = {(True, '"You: "'), (False, '"Interviewer: "')}
    begin(page, light_page[0])
    send(page, "I would look at the loss.")
    assert named(page, "chat") == both
    page.click("#btn-end")
    page.click("#btn-end")
    page.wait_for_selector("#btn-report", state="visible")
    page.click("#btn-report")
    page.get_by_role("button", name="Turn by turn").click()
    page.wait_for_selector("#turn-chat .message.user", state="visible")
    assert named(page, "turn-chat") == both


def test_the_focus_is_in_a_cards_box_and_after_its_rating_in_the_next_ones(
    browser: Browser, light_page: LightPage
) -> None:
    page = sized(browser, "laptop")
    page.goto(light_page[0])
    page.wait_for_selector("#btn-start", state="visible")
    open_tab(page, "Drill")
    page.click("#btn-cards")
    page.wait_for_function(HAS_FOCUS, arg="#card-answer textarea")
    page.keyboard.type("The weather is nice today.")
    first = page.inner_text("#card-front")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#card-ratings", state="visible")
    page.keyboard.press("Alt+1")
    page.wait_for_function("t => document.querySelector('#card-front').innerText !== t", arg=first)
    page.wait_for_function(HAS_FOCUS, arg="#card-answer textarea")


def test_shortcuts_are_shown_only_where_there_is_a_keyboard(browser: Browser, light_page: LightPage) -> None:
    shown = {}
    for phone in (False, True):  # a tablet with a touch screen alone is as wide as a laptop
        screen = browser.new_context(viewport={"width": 1366, "height": 900}, has_touch=phone, is_mobile=phone)
        page = opened(screen)
        begin(page, light_page[0])
        shown[phone] = [page.locator(each).first.is_visible() for each in ("#keys", "#keyline")]
    assert shown == {False: [True, True], True: [False, False]}


def test_an_interview_is_not_deleted_by_one_press(browser: Browser, light_page: LightPage) -> None:
    url, store = light_page
    page = sized(browser, "laptop")
    begin(page, url)
    page.click("#btn-leave")
    page.wait_for_selector("#open-list", state="visible")
    page.click("#btn-delete")
    page.wait_for_selector("#btn-delete[data-sure]")
    assert page.locator("#btn-delete").get_attribute("aria-label") == "Really delete?"
    page.wait_for_selector("#btn-delete:not([data-sure])")  # some seconds later it is forgotten
    page.click("#btn-delete")
    page.wait_for_selector("#btn-delete[data-sure]")
    assert len(store.interviews.all()) == 1
    page.click("#btn-delete")
    page.wait_for_selector("#open-list", state="hidden")
    assert store.interviews.all() == []
