"""What overlaps, what is in view and what a screen reader announces, on a laptop and a phone with light models."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.interviewer.web.driving import box_of, end, no_violation
from tests.interviewer.web.talking import LIGHT, SIZES, LightPage, begin, ready, send, sized, skip, write

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = LIGHT
COVERED = """() => {
  const boxes = [...document.querySelectorAll('.toast-body')].map((toast) => toast.getBoundingClientRect());
  const under = (r) => boxes.some((b) => b.left < r.right && r.left < b.right && b.top < r.bottom && r.top < b.bottom);
  return [...document.querySelectorAll('button, a, textarea, input')].filter((one) => one.offsetParent && !one.closest('.toast-wrap'))
    .filter((one) => one.getBoundingClientRect().height && under(one.getBoundingClientRect())).map((one) => one.id || one.innerText);
}"""
"""What can be pressed and lies under a message."""
IN_VIEW = """(id) => { const b = document.getElementById(id).getBoundingClientRect();
  return b.height > 0 && b.top >= 0 && b.bottom <= innerHeight; }"""


@pytest.fixture(params=list(SIZES))
def page(request: pytest.FixtureRequest, browser: Browser) -> Page:
    return sized(browser, request.param)


def conflict(page: Page, button: str) -> None:
    """A message that stays until it is closed: what is pressed was meant for another place."""
    page.evaluate("() => { window.vivaSeen = () => JSON.stringify({ place: 'elsewhere', question: 'x', turns: 0 }); }")
    page.click(f"#btn-{button}")
    page.wait_for_selector(".toast-body")
    page.wait_for_timeout(600)  # until it has come to rest


def test_a_message_covers_nothing_that_can_be_pressed(page: Page, light_page: LightPage) -> None:
    url, _ = light_page
    begin(page, url)
    send(page, "It is the loss.")
    skip(page)
    page.wait_for_timeout(1600)  # a press right after another in the same place is taken for a double click
    conflict(page, "next")
    assert page.evaluate(COVERED) == []
    for button in ("btn-send", "btn-more", "btn-next"):
        assert page.evaluate(IN_VIEW, button), button
    if page.is_visible("#btn-below"):
        page.evaluate("() => document.getElementById('btn-below').click()")
        page.wait_for_timeout(300)
    assert page.locator("#verdicts [data-act]").count()
    assert page.evaluate(COVERED) == []  # a pill neither
    page.wait_for_timeout(1000)
    page.click("#btn-more")  # whoever goes on has read it
    page.wait_for_selector(".toast-body", state="detached")
    page.wait_for_function(
        "() => getComputedStyle(document.documentElement).getPropertyValue('--toast').trim() === '0px'"
    )


def test_a_message_above_the_keyboard_of_a_phone_leaves_the_box_in_view(
    browser: Browser, light_page: LightPage
) -> None:
    page = sized(browser, "phone")
    begin(page, light_page[0])
    conflict(page, "hint")
    page.set_viewport_size({"width": 390, "height": 500})
    page.wait_for_timeout(700)
    assert page.evaluate(COVERED) == [] and page.evaluate(IN_VIEW, "btn-send")


def test_good_news_goes_by_itself_wherever_the_mouse_is(browser: Browser, light_page: LightPage) -> None:
    page = sized(browser, "laptop")
    begin(page, light_page[0])
    page.goto(f"{light_page[0]}?start=")
    page.wait_for_selector("#btn-delete", state="visible")
    page.click("#btn-delete")
    page.wait_for_timeout(500)
    page.click("#btn-delete")
    page.wait_for_selector(".toast-body")
    where = box_of(page.locator(".toast-body"))
    page.mouse.move(where["x"] + 40, where["y"] + 10)
    page.wait_for_selector(".toast-body", state="detached", timeout=9000)


def test_start_is_in_view_from_the_first_visit_on(page: Page, light_page: LightPage) -> None:
    page.goto(light_page[0])
    page.wait_for_selector("#btn-start", state="visible")
    page.wait_for_timeout(500)
    assert page.evaluate(IN_VIEW, "btn-start")
    begin(page, light_page[0])
    send(page, "It is the loss.")
    end(page)
    page.goto(f"{light_page[0]}?start=")
    page.wait_for_selector("#welcome .today", state="visible")
    page.wait_for_timeout(500)
    assert page.evaluate(IN_VIEW, "btn-start")


def test_the_mode_is_chosen_without_scrolling(page: Page, light_page: LightPage) -> None:
    page.goto(light_page[0])
    page.wait_for_selector("#btn-start", state="visible")
    page.wait_for_timeout(500)
    over = page.evaluate(
        """() => document.getElementById('mode').getBoundingClientRect().bottom
          <= document.getElementById('btn-start').getBoundingClientRect().top"""
    )
    assert page.evaluate(IN_VIEW, "mode") and over


def test_no_tab_moves_when_another_opens(browser: Browser, light_page: LightPage) -> None:
    page = sized(browser, "laptop")
    page.goto(light_page[0])
    page.wait_for_selector("#btn-start", state="visible")
    places = """() => [...document.querySelectorAll('[role=tab]')].filter((tab) => tab.offsetParent)
      .map((tab) => [tab.innerText, Math.round(tab.getBoundingClientRect().x), Math.round(tab.getBoundingClientRect().y)])"""
    page.wait_for_function(f"() => ({places})().length === 8")  # none of them is behind the three dots
    first = page.evaluate(places)
    for name, *_ in first:
        page.get_by_role("tab", name=name).click()
        page.wait_for_timeout(700)
        assert page.evaluate(places) == first, name


def test_the_menu_lies_over_the_arrow_of_the_conversation(page: Page, light_page: LightPage) -> None:
    begin(page, light_page[0])
    for number in range(6):
        send(page, f"Number {number}: what do you mean?")
    page.evaluate("() => { document.querySelector('#chat [role=log]').scrollTop = 0; }")
    page.wait_for_timeout(600)
    page.click("#btn-more")
    hidden = page.evaluate(
        """() => [...document.querySelectorAll('#more-list ul button')].filter((button) => {
          button.scrollIntoView({ block: 'nearest' });  // a long list scrolls in itself
          const b = button.getBoundingClientRect();
          return [[.1, .5], [.5, .5], [.9, .5]].some(([x, y]) =>
            !button.contains(document.elementFromPoint(b.left + x * b.width, b.top + y * b.height)));
        }).map((button) => button.innerText)"""
    )
    assert hidden == []


def test_what_unfolds_at_the_bottom_is_scrolled_into_sight(page: Page, light_page: LightPage) -> None:
    begin(page, light_page[0])
    send(page, "It is the loss.")
    skip(page)
    if page.is_visible("#btn-below"):
        page.click("#btn-below")
    page.get_by_role("button", name="Change when a point is due").first.click()
    page.wait_for_timeout(1200)
    seen = page.evaluate(
        """() => { const b = document.querySelector('#rating-point').getBoundingClientRect();
          return b.height > 0 && b.top >= 0 && b.bottom <= innerHeight; }"""
    )
    assert seen


def test_how_sure_one_is_is_asked_on_a_phone_too_above_its_keyboard(browser: Browser, light_page: LightPage) -> None:
    page = sized(browser, "phone")
    begin(page, light_page[0])
    assert not page.is_visible("#sure")
    write(page, "It is the loss.")
    assert page.is_visible("#sure")
    page.set_viewport_size({"width": 390, "height": 500})
    page.wait_for_timeout(700)
    heights = page.locator("#sure label").evaluate_all("all => all.map((one) => one.getBoundingClientRect())")
    assert len(heights) == 4 and len({round(box["top"]) for box in heights}) == 1
    assert all(box["height"] >= 44 and box["right"] <= 390 for box in heights)
    assert page.evaluate(IN_VIEW, "btn-send") and page.evaluate(IN_VIEW, "btn-hint")


@pytest.mark.parametrize("question", ["rl-07", "training-03a", "training-04a"])
def test_axe_finds_nothing_with_more_and_a_note_open_over_a_form(
    page: Page, light_page: LightPage, question: str
) -> None:
    page.goto(f"{light_page[0]}?question={question}")
    page.wait_for_selector("#chat .bot", state="visible")
    ready(page)
    page.wait_for_selector("#btn-more:not([disabled])")
    page.click("#btn-more")
    page.click("[data-command=note-open]")
    no_violation(page, f"{question} with More and a note")


def test_axe_finds_nothing_on_a_card_that_was_checked_and_on_the_next(page: Page, light_page: LightPage) -> None:
    page.goto(f"{light_page[0]}?cards=")
    page.wait_for_selector("#card-front", state="visible")
    page.fill("#card-answer textarea", "It is the loss.")
    page.click("#btn-check")
    page.wait_for_selector("#card-ratings", state="visible")
    no_violation(page, "a card with its verdict")
    first = page.inner_text("#card-front")
    page.click("#btn-rate-3")
    page.wait_for_function("t => document.querySelector('#card-front').innerText !== t", arg=first)
    no_violation(page, "the card after a rating")


def test_axe_finds_nothing_where_an_interview_was_deleted(page: Page, light_page: LightPage) -> None:
    url, store = light_page
    begin(page, url)
    store.interviews.remove(store.interviews.all()[-1].id)
    page.wait_for_selector(".gone", state="visible")
    no_violation(page, "deleted elsewhere")


def test_the_first_start_has_an_example_below_all_that_is_chosen(page: Page, light_page: LightPage) -> None:
    page.goto(light_page[0])
    page.wait_for_selector("#example .verdict", state="visible")
    no_violation(page, "the first start")
    side, start = box_of(page.locator("#example")), box_of(page.locator("#how-long"))
    beside = side["x"] >= start["x"] + start["width"]
    assert beside or side["y"] >= start["y"] + start["height"]
