"""What a phone shows around the conversation, and what stays in its place, with light models."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.interviewer.web.driving import no_violation
from tests.interviewer.web.talking import LIGHT, LightPage, begin, ready, send, sized, write

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = LIGHT
BOX = "(at) => { const b = document.querySelector(at).getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom].map(Math.round); }"
CUT = """() => [...document.querySelectorAll('#more-list button')].filter((one) => {
  const list = document.getElementById('more-list').getBoundingClientRect();
  return one.getBoundingClientRect().right > list.right || one.scrollWidth > one.clientWidth; }).map((one) => one.innerText)"""
PART_OF_A_LINE = """() => { const box = document.querySelector('#answer textarea');
  const line = parseFloat(getComputedStyle(box).lineHeight); return [box.clientHeight / line, box.scrollHeight / line]; }"""


def clock(page: Page) -> int:
    minutes, seconds = page.inner_text("#clock b").split(":")
    return int(minutes) * 60 + int(seconds)


def test_a_pause_says_so_and_is_not_counted(browser: Browser, light_page: LightPage) -> None:
    url, _ = light_page
    page = sized(browser, "phone")
    begin(page, url)
    page.wait_for_timeout(1200)
    left = clock(page)
    page.click("#btn-leave")
    page.wait_for_selector("#btn-go-on", state="visible")
    told = page.inner_text("#paused")
    stopped = re.search(r"Paused · .+ question 1\. (\d+):(\d\d) left on the clock\.", told)
    assert stopped and left - 2 <= int(stopped[1]) * 60 + int(stopped[2]) <= left
    left = int(stopped[1]) * 60 + int(stopped[2])
    assert page.evaluate(BOX, "#btn-go-on")[3] <= 844
    page.wait_for_timeout(6000)
    page.click("#btn-go-on")
    page.wait_for_selector("#clock b", state="visible")
    page.wait_for_timeout(600)  # the script has counted at least once
    assert clock(page) >= left - 2
    ready(page)


QUESTION = """() => { const at = (what) => document.querySelector(what).getBoundingClientRect();
  const asked = document.querySelector('#asked'), last = [...document.querySelectorAll('#question-text .md > *')].at(-1).getBoundingClientRect();
  return { scrolls: asked.scrollHeight - asked.clientHeight, whole: last.height > 0 && last.bottom <= at('#asked').bottom + 1,
    apart: at('#question-head h2').bottom <= at('#question-text').top + 1, above: at('#asked').bottom <= at('#composer').top + 1 }; }"""


@pytest.mark.parametrize("size", ["phone", "laptop"])
def test_documents_wrap_instead_of_being_cut_off(browser: Browser, light_page: LightPage, size: str) -> None:
    url, _ = light_page
    page = sized(browser, size)
    page.goto(f"{url}?question=nlp-05b")
    ready(page)
    page.wait_for_selector("#question-text pre", state="attached")  # drawn a moment later
    hidden = "() => [...document.querySelectorAll('#question-text pre, #chat pre')].map((pre) => pre.scrollWidth - pre.clientWidth)"
    cut = page.evaluate(hidden)
    assert len(cut) >= 1 and set(cut) == {0}


@pytest.mark.parametrize("question", ["nlp-05b", "rl-07"])
def test_a_long_question_opens_whole_by_tap_and_by_key(browser: Browser, light_page: LightPage, question: str) -> None:
    url, _ = light_page
    page = sized(browser, "phone")
    page.goto(f"{url}?question={question}")
    ready(page)
    button = page.get_by_role("button", name="All of the question")
    assert button.inner_text() == "All", "it says that there is more"
    assert page.evaluate(QUESTION)["whole"] is False

    def opened() -> None:
        page.wait_for_selector("#btn-whole[aria-expanded='true']")
        page.wait_for_function(f"() => ({QUESTION})().whole")  # a busy machine draws the rest a moment later
        assert page.evaluate(QUESTION) == {"scrolls": 0, "whole": True, "apart": True, "above": True}

    page.touchscreen.tap(60, 70)  # on its first words
    opened()
    button.tap()
    page.wait_for_selector("#btn-whole[aria-expanded='false']")
    button.focus()
    page.keyboard.press("Enter")
    opened()
    page.keyboard.press("Escape")
    page.wait_for_selector("#btn-whole[aria-expanded='false']")
    assert page.evaluate("() => document.activeElement.id") == "btn-whole"
    no_violation(page, "a folded question")


LINES = """() => { const box = document.getElementById('question-text');
  return [Math.round(box.clientHeight / parseFloat(getComputedStyle(box.querySelector('p')).lineHeight)),
    box.scrollHeight > box.clientHeight + 2, box.hasAttribute('data-more')]; }"""


@pytest.mark.parametrize(("question", "lines"), [("nlp-04c", 6), ("training-03a", 3)])
def test_a_folded_question_shows_what_fits_and_the_rest_is_scrolled_to(
    browser: Browser, light_page: LightPage, question: str, lines: int
) -> None:
    url, _ = light_page
    page = sized(browser, "phone")
    page.goto(f"{url}?question={question}")
    ready(page)
    page.wait_for_selector("#question-text[data-more]")
    assert page.evaluate(LINES) == [lines, True, True]
    page.evaluate("() => { const box = document.getElementById('question-text'); box.scrollTop = box.scrollHeight; }")
    page.wait_for_selector("#question-text:not([data-more])")
    page.set_viewport_size({"width": 390, "height": 500})  # the keyboard is up
    page.wait_for_selector("#view-interview[data-short]")
    assert page.evaluate(LINES)[:2] == [2, True]


def test_what_is_opened_the_moment_a_question_is_drawn_stays_open(browser: Browser, light_page: LightPage) -> None:
    url, _ = light_page
    page = sized(browser, "phone")
    page.goto(f"{url}?question=rl-07")
    ready(page)
    # as where the page's look at the title, every 400 ms, has not seen this question yet
    page.evaluate(
        "() => { document.querySelector('#question-head h2').append('.'); document.getElementById('btn-whole').click(); }"
    )
    page.wait_for_timeout(900)
    assert page.get_attribute("#btn-whole", "aria-expanded") == "true"
    page.evaluate("() => document.querySelector('#question-head h2').append('.')")
    page.wait_for_selector("#btn-whole[aria-expanded='false']")


def test_what_is_pressed_twice_stays_where_it_was(browser: Browser, light_page: LightPage) -> None:
    url, _ = light_page
    page = sized(browser, "phone")
    begin(page, url)
    before = page.evaluate(BOX, "#btn-whole"), page.evaluate(BOX, "#btn-leave")
    page.click("#btn-whole")
    page.wait_for_selector("#btn-whole[aria-expanded='true']")
    assert before == (page.evaluate(BOX, "#btn-whole"), page.evaluate(BOX, "#btn-leave"))
    page.click("#btn-whole")
    page.click("#btn-more")
    assert page.locator("#more-list button").count() > 5 and page.evaluate(CUT) == []
    page.keyboard.press("Escape")
    before = page.evaluate(BOX, "#composer"), page.evaluate(BOX, "#btn-end")
    page.click("#btn-end")
    page.wait_for_selector("#btn-end[data-sure]")
    assert before == (page.evaluate(BOX, "#composer"), page.evaluate(BOX, "#btn-end"))
    for lines in (1, 3, 9):
        write(page, "\n".join(f"line {n}" for n in range(lines)))
        page.wait_for_timeout(200)
        shown, whole = page.evaluate(PART_OF_A_LINE)
        assert abs(shown - round(shown)) < 0.1, f"{lines} lines: {shown} of {whole} are shown"


def test_the_box_shrinks_with_the_press_and_not_once_more_when_it_is_emptied(
    browser: Browser, light_page: LightPage
) -> None:
    page = sized(browser, "phone")
    begin(page, light_page[0])
    page.wait_for_selector("#btn-send:not([disabled])")
    empty = page.evaluate(BOX, "#composer")
    write(page, "\n".join(f"line {n}" for n in range(5)))
    page.wait_for_timeout(300)
    assert page.evaluate(BOX, "#composer")[1] < empty[1] - 20
    page.evaluate("() => document.getElementById('composer').setAttribute('data-sent', '')")  # as a press on Send does
    assert page.evaluate(BOX, "#composer") == empty


MOVED = """() => new Promise((done) => { let moved = 0;
  new PerformanceObserver((all) => all.getEntries().forEach((one) => { moved += one.value; })).observe({ type: 'layout-shift' });
  document.querySelector('#btn-send').click(); setTimeout(() => done(moved), 600); })"""


def test_the_box_slides_down_with_the_press_and_the_buttons_below_it_stand_still(
    browser: Browser, light_page: LightPage
) -> None:
    page = sized(browser, "phone")
    begin(page, light_page[0])
    write(page, "\n".join(f"line {n}" for n in range(5)))
    page.wait_for_selector("#sure", state="visible")
    page.wait_for_timeout(700)  # until then the browser counts what moves as caused by typing
    row = [page.evaluate(BOX, one) for one in ("#btn-hint", "#more", "#btn-more", "#btn-end")]
    assert page.evaluate(MOVED) < 0.02
    assert row == [page.evaluate(BOX, one) for one in ("#btn-hint", "#more", "#btn-more", "#btn-end")]


def test_end_asks_in_its_own_place_and_a_second_tap_there_ends(browser: Browser, light_page: LightPage) -> None:
    url, _ = light_page
    page = sized(browser, "phone")
    begin(page, url)
    write(page, "not sent")
    page.click("#btn-end")
    page.wait_for_selector("#btn-end[data-sure]")
    content = "() => getComputedStyle(document.querySelector('#btn-end'), '::after').content"
    assert page.evaluate(content) == '"Sure?"'
    left, top, right, bottom = page.evaluate(BOX, "#btn-end")
    assert right - left >= 78, "narrower than its question"
    page.wait_for_timeout(4500)  # a double click is one press, and a slow reader has some seconds
    page.touchscreen.tap((left + right) / 2, (top + bottom) / 2)
    page.wait_for_selector("#btn-report", state="visible")


def test_a_closed_question_offers_why_and_cuts_nothing(browser: Browser, light_page: LightPage) -> None:
    url, _ = light_page
    page = sized(browser, "phone")
    begin(page, url)
    send(page, "It is the loss.")
    page.click("#btn-skip")
    page.wait_for_selector("#btn-next", state="visible")
    page.wait_for_function(
        "() => /^\\d+%: see why, and a strong answer$/.test(document.querySelector('#btn-below').innerText)"
    )
    page.click("#btn-more")
    assert page.evaluate(CUT) == []
    page.keyboard.press("Escape")
    box = page.evaluate(
        "() => { const b = document.querySelector('#answer textarea'); return b.scrollHeight - b.clientHeight; }"
    )
    assert box <= 1, "the placeholder is cut"
