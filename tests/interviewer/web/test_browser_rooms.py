"""Space on a small screen: what is visible together, what is cut off, and where wide content shows that it continues."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.interviewer.web.driving import end, no_violation, open_tab
from tests.interviewer.web.talking import LIGHT, LightPage, begin, ready, send, sized

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = LIGHT
BOX = """(what) => { const b = document.querySelector(what).getBoundingClientRect();
  return { left: b.left, top: b.top, right: b.right, bottom: b.bottom, width: b.width, height: b.height }; }"""
LINES = """() => { const log = document.querySelector('#chat [role=log]');
  const style = getComputedStyle(log), line = parseFloat(getComputedStyle(log.querySelector('.message p')).lineHeight);
  return (log.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom)) / line; }"""
SEEN = """(what) => { const at = document.querySelector(what).getBoundingClientRect();
  const hit = document.elementFromPoint((at.left + at.right) / 2, (at.top + at.bottom) / 2);
  return at.bottom <= innerHeight && !!hit && (hit.matches(what) || !!hit.closest(what)); }"""


@pytest.mark.parametrize(
    ("question", "buttons"),
    [("rl-07", (".nothing", ".clear", ".foot p")), ("rl-04", (".clear",)), ("training-04a", (".undo", ".clear"))],
)
def test_a_form_its_buttons_and_the_conversation_are_in_view_together(
    browser: Browser, light_page: LightPage, question: str, buttons: tuple[str, ...]
) -> None:
    page = sized(browser, "laptop")
    page.goto(f"{light_page[0]}?question={question}")
    ready(page)
    page.wait_for_selector("#form .form[data-live]")
    page.wait_for_timeout(500)
    assert page.evaluate(LINES) >= 3
    for what in (*(f"#form {button}" for button in buttons), "#question-text p", "#btn-send"):
        assert page.evaluate(SEEN, what), f"{what} is not in view"
    assert page.locator("#chat .bot img").count() == 0 and not page.locator("#question-text img").is_visible()
    assert (
        page.evaluate("() => { const f = document.querySelector('#form'); return f.scrollHeight - f.clientHeight; }")
        <= 2
    )


@pytest.mark.parametrize("size", ["laptop", "phone"])
def test_a_list_ends_before_its_arrow_and_what_was_not_sent_stays(
    browser: Browser, light_page: LightPage, size: str
) -> None:
    page = sized(browser, size)
    begin(page, light_page[0], coach=False)
    assert "hint" in page.locator("#keys").inner_text() if size == "laptop" else True
    assert page.locator("#keys [data-while=closed]").is_hidden(), "there is no Next to press"
    page.fill("#answer textarea", "not sent")
    end(page)
    assert page.input_value("#answer textarea") == "not sent", "it can still be copied"
    assert "didn’t send it" in page.inner_text("#answer")
    assert page.locator("#btn-send").is_hidden()
    page.goto(f"{light_page[0]}?start=")
    page.wait_for_selector("#done-list input", state="visible")
    text, arrow = page.evaluate(BOX, "#done-list input"), page.evaluate(BOX, "#done-list .icon-wrap")
    assert text["right"] <= arrow["left"] + 1


def test_an_empty_box_is_gone_once_it_is_over(browser: Browser, light_page: LightPage) -> None:
    page = sized(browser, "laptop")
    begin(page, light_page[0], coach=False)
    page.focus("#answer textarea")
    page.keyboard.press("Escape")
    end(page)
    page.wait_for_selector("#answer", state="hidden")
    no_violation(page, "an interview that is over")


def test_a_phone_shows_every_point_in_full_with_its_number(browser: Browser, light_page: LightPage) -> None:
    page = sized(browser, "phone")
    begin(page, light_page[0])
    send(page, "It is the loss.")
    if not page.is_visible("#btn-next"):
        page.click("#btn-skip")
    page.wait_for_selector("#btn-next", state="visible")
    page.wait_for_function("() => document.querySelector('#btn-below')?.offsetParent")
    page.click("#btn-below")
    page.wait_for_selector(".summary li", state="visible")
    lines = page.locator(".summary li").all()
    assert [line.inner_text().split(".")[0].strip() for line in lines] == [str(n) for n in range(1, len(lines) + 1)]
    cut = (
        "() => [...document.querySelectorAll('.summary li')].filter((li) => li.scrollWidth > li.clientWidth + 1).length"
    )
    assert page.evaluate(cut) == 0
    assert page.locator("#chat .icon-button-wrapper").is_hidden(), "no icon lies on the words"


def test_a_phones_two_ways_into_a_section_are_as_wide(browser: Browser, light_page: LightPage) -> None:
    page = sized(browser, "phone")
    page.goto(light_page[0])
    page.wait_for_selector("#btn-start", state="visible")
    open_tab(page, "Drill")
    page.wait_for_selector("#btn-cards", state="visible")
    drill, cards = page.evaluate(BOX, "#btn-drill"), page.evaluate(BOX, "#btn-cards")
    assert abs(drill["width"] - cards["width"]) <= 1 and abs(drill["height"] - cards["height"]) <= 1


def test_a_wide_formula_fades_where_it_goes_on(browser: Browser, light_page: LightPage) -> None:
    page = sized(browser, "phone")
    begin(page, light_page[0])
    page.click("#btn-whole")
    page.evaluate(
        "() => { document.querySelector('#question-text .prose').innerHTML = "
        '\'<div class="katex-display"><div class="katex" style="width:900px">x</div></div>\'; }'
    )
    wide = page.locator("#question-text .katex-display")
    page.wait_for_selector('#question-text [data-goes-on="right"]')
    assert "gradient" in wide.evaluate("(box) => getComputedStyle(box).maskImage")
    wide.evaluate("(box) => { box.scrollLeft = 50; }")
    page.wait_for_selector('#question-text [data-goes-on="left right"]')
    wide.evaluate("(box) => { box.scrollLeft = 9999; }")
    page.wait_for_selector('#question-text [data-goes-on="left"]')


def test_no_key_of_gradios_is_read_out(browser: Browser, light_page: LightPage) -> None:
    page = sized(browser, "laptop")
    page.add_init_script(
        "window.told = []; setInterval(() => document.querySelectorAll('.sr-only[role=status]').forEach((one) => {"
        " if (one.textContent.trim()) window.told.push(one.textContent.trim()); }), 5)"
    )
    page.goto(light_page[0])
    page.wait_for_selector("#btn-start", state="visible")
    open_tab(page, "Progress")
    open_tab(page, "History")
    page.wait_for_timeout(3000)
    assert [told for told in page.evaluate("() => window.told") if told.startswith("common.")] == []


def test_a_deck_that_is_done_names_no_keys(browser: Browser, light_page: LightPage) -> None:
    page = sized(browser, "laptop")
    page.goto(light_page[0])
    page.wait_for_selector("#btn-start", state="visible")
    open_tab(page, "Drill")
    page.locator("#view-setup input[type=number]:visible").first.fill("1")
    page.keyboard.press("Tab")
    page.click("#btn-cards")
    page.wait_for_selector("#card-front blockquote", state="visible")
    assert "to check" in page.inner_text("#card-keys")
    page.click("#btn-turn")
    page.wait_for_selector("#card-ratings", state="visible")
    assert page.locator("#card-ratings button:visible").count() == 4
    page.click("#btn-rate-1")
    page.wait_for_selector("#btn-turn", state="visible")
    page.click("#btn-turn")
    page.wait_for_function("() => document.querySelector('#card-ratings')?.innerText.includes('asked first')")
    assert page.locator("#card-ratings button:visible").all_inner_texts() == [
        "Again · 1 day, asked first",
        "Good · 1 day",
    ]
    page.keyboard.press("Alt+3")
    page.wait_for_function("() => document.querySelector('#card-head').innerText.includes('All done')")
    page.wait_for_selector("#card-keys .keys", state="detached")
