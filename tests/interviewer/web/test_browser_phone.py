"""What a phone gives the conversation, upright, on its side and above its keyboard, in a real headless Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.interviewer.web.driving import (
    BROWSER,
    Address,
    Scheme,
    Server,
    answer,
    begin,
    box_of,
    no_violation,
    open_page,
    open_tab,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = BROWSER

CHAT_SHARE = 0.45
"""Of a phone's screen, at the least."""
SHARE = "() => document.querySelector('#chat').getBoundingClientRect().height / innerHeight"
SIZES = """() => Object.fromEntries(['send', 'hint', 'repeat', 'skip', 'more', 'end', 'leave'].map((name) => {
  const box = document.getElementById('btn-' + name).getBoundingClientRect();
  return [name, { width: box.width, area: box.width * box.height, top: box.top, bottom: box.bottom }];
}))"""
LONG = """() => {
  const page = document.querySelector('#question-text .prose');
  page.innerHTML = '<table><tr><th>a</th><th>off-policy</th><th>on-policy</th></tr><tr><td>sample efficiency</td>'
    + '<td>behaviour policy that acts</td><td>importance sampling weights</td></tr><tr><td>x</td><td>x</td><td>x</td></tr></table>';
  const table = page.querySelector('table');
  return { cells: [...table.querySelectorAll('th, td')].map((cell) => cell.getBoundingClientRect().width),
    right: table.getBoundingClientRect().right, scrolls: getComputedStyle(table).overflowX };
}"""
"""A table as a reference answer may hold it, put where Markdown is shown."""


def resize(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(900)  # what is left above a keyboard is measured some times a second


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_coach_leaves_the_conversation_its_room(plain: Server, browser: Browser, scheme: Scheme) -> None:
    page, outside = open_page(
        browser, plain, viewport={"width": 390, "height": 844}, has_touch=True, color_scheme=scheme
    )
    page.goto(f"{plain.url}?question=rl-01")  # nothing is drawn or coded there; a form would share the room
    page.wait_for_selector("#btn-send:not([disabled])")
    answer(page, "I would look at the learning rate first, and lower it when the loss goes up.")
    page.wait_for_selector("#btn-below", state="visible")
    page.wait_for_selector("#btn-send:not([disabled]), #btn-next")
    resize(page, 390, 844)
    assert page.evaluate(SHARE) >= CHAT_SHARE
    assert not page.is_visible("#verdicts .verdict")
    no_violation(page, "folded")
    page.click("#btn-below")
    assert page.is_visible("#verdicts .verdict") and page.get_attribute("#btn-below", "aria-expanded") == "true"
    no_violation(page, "the grade, opened")
    page.click("#btn-below")
    resize(page, 390, 500)
    assert page.evaluate(SHARE) >= CHAT_SHARE
    assert box_of(page.locator("#question-text"))["height"] <= 45
    page.locator("#question-text").tap()
    assert page.get_attribute("#btn-whole", "aria-expanded") == "true"
    page.focus("#answer textarea")  # whoever goes on talking has the conversation back
    assert page.evaluate(SHARE) >= CHAT_SHARE
    assert outside == []


def test_send_is_the_largest_button_and_end_never_fills_a_row(light: Address, browser: Browser) -> None:
    page, outside = open_page(browser, light, viewport={"width": 390, "height": 844}, has_touch=True)
    begin(page, 2, coach=False)
    page.wait_for_selector("#btn-more:not([disabled])")
    for width, height in ((390, 844), (390, 500), (844, 390)):
        resize(page, width, height)
        sizes = page.evaluate(SIZES)
        assert max(sizes, key=lambda name: sizes[name]["area"]) == "send", f"{width} x {height}: {sizes}"
        assert sizes["end"]["width"] < sizes["send"]["width"]
        assert abs(sizes["more"]["top"] - sizes["hint"]["top"]) <= 1, "More is in the row of the others"
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
        if width > height:
            page.locator("#question-text").scroll_into_view_if_needed()
            assert (
                page.evaluate(
                    "() => { const q = document.querySelector('#question-text'); return q.scrollHeight - q.clientHeight; }"
                )
                <= 1
            )
    assert outside == []


def test_no_table_breaks_its_words_and_none_runs_off(light: Address, browser: Browser) -> None:
    page, _ = open_page(browser, light, viewport={"width": 390, "height": 844})
    begin(page, 1, coach=False)
    page.click("#btn-whole")
    found = page.evaluate(LONG)
    assert min(found["cells"]) >= 80 and found["right"] <= 390 and found["scrolls"] == "auto"


def test_a_tree_of_eight_leaves_fits_a_phone(light: Address, browser: Browser) -> None:
    page, _ = open_page(browser, light, viewport={"width": 390, "height": 844})
    open_tab(page, "Game trees")
    page.wait_for_selector("#practice .treeform[data-live]")
    scroller = (
        "() => { const s = document.querySelector('#practice .scroller'); return s.scrollWidth - s.clientWidth; }"
    )
    assert page.evaluate(scroller) <= 0
    boxes = [box_of(node) for node in page.locator("#practice .node input, #practice .node b").all()]
    for number, one in enumerate(boxes):
        assert one["x"] >= 0 and one["x"] + one["width"] <= 390
        for other in boxes[number + 1 :]:
            apart = one["x"] + one["width"] <= other["x"] + 1 or other["x"] + other["width"] <= one["x"] + 1
            below = one["y"] + one["height"] <= other["y"] + 1 or other["y"] + other["height"] <= one["y"] + 1
            assert apart or below, f"{one} lies over {other}"
