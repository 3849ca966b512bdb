"""What is in view, what asks first, and the lists of questions and interviews, in a real headless Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.interviewer.web.driving import BROWSER, Address, Server, answer, begin, no_violation, open_page, open_tab

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = BROWSER

IN_VIEW = """() => {
  const seen = (id) => {
    const box = document.querySelector(id).getBoundingClientRect();
    return box.height > 0 && box.top >= -1 && box.bottom <= innerHeight + 1;
  };
  return ['#question-head h2', '.clock', '#question-text', '#answer textarea', '#btn-send'].filter((id) => !seen(id));
}"""
"""What of the question, the clock, the box and Send is not wholly on the screen."""


def in_view(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(500)
    assert page.evaluate(IN_VIEW) == [], f"{width} x {height}"
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_the_question_the_clock_the_box_and_send_are_in_view(plain: Server, browser: Browser) -> None:
    page, outside = open_page(browser, plain, viewport={"width": 1366, "height": 650})
    begin(page, 2, coach=True)
    page.wait_for_selector("#btn-send:not([disabled])")
    page.wait_for_function("() => document.activeElement === document.querySelector('#answer textarea')")
    page.keyboard.type("the learning rate, I would say")  # without a click: focus is in the box
    assert page.input_value("#answer textarea") == "the learning rate, I would say"
    for width, height in ((1366, 650), (390, 844), (390, 500), (1366, 650)):
        in_view(page, width, height)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#verdicts .verdict")
    assert page.locator("#verdicts .not_met, #verdicts .contradicted").count() == 0  # it can still be made
    in_view(page, 1366, 650)
    in_view(page, 390, 844)
    page.set_viewport_size({"width": 1366, "height": 650})
    ends_only_when_pressed_twice(page)
    remembered(page, plain)
    assert outside == []


def test_shift_and_enter_begin_a_line_and_control_and_enter_send(light: Address, browser: Browser) -> None:
    page, outside = open_page(browser, light, viewport={"width": 1366, "height": 650})
    begin(page, 2, coach=True)
    page.wait_for_selector("#btn-send:not([disabled])")
    page.wait_for_function("() => document.activeElement === document.querySelector('#answer textarea')")
    for key in ("Enter", "Shift+Enter"):
        page.keyboard.type("a line")
        page.keyboard.press(key)
    page.keyboard.type("the last")
    page.wait_for_timeout(1000)
    assert page.input_value("#answer textarea") == "a line\na line\nthe last"
    assert page.locator("#chat .message.user").count() == 0, "neither sends"
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#chat .message.user")
    assert page.inner_text("#chat .message.user").split() == ["a", "line", "a", "line", "the", "last"]
    assert outside == []


def test_what_else_can_be_said_is_found_and_leaves_the_box_alone(light: Address, browser: Browser) -> None:
    page, outside = open_page(browser, light, viewport={"width": 1366, "height": 650})
    begin(page, 2, coach=True)
    page.wait_for_selector("#btn-more:not([disabled])")
    page.fill("#answer textarea", "half a thought")
    for width, height in ((390, 844), (390, 500), (683, 325), (1366, 650)):
        in_view(page, width, height)
        page.focus("#btn-more")
        page.keyboard.press("Enter")
        assert page.evaluate(MENU) == [], f"{width} x {height}"
        page.keyboard.press("Escape")
        assert page.evaluate("() => document.activeElement.id") == "btn-more" and not page.is_visible("#more-list")
    page.keyboard.press("Alt+m")
    no_violation(page, "the menu")
    page.wait_for_timeout(6000)  # longer than the page waits before it asks the server how things stand
    assert page.is_visible("#more-list")
    page.click("[data-command=note-open]")
    page.keyboard.press("Control+Enter")
    assert page.inner_text("#more-list .wait") == "Write the note first."
    page.keyboard.type("look up Adam")
    page.keyboard.press("Control+Enter")
    page.wait_for_function("() => document.querySelector('#chat').innerText.includes('Note to self: look up Adam')")
    page.wait_for_selector("#btn-more:not([disabled])")
    assert page.input_value("#answer textarea") == "half a thought"
    title = page.inner_text("#question-head h2")
    page.click("#btn-more")
    page.click("[data-command=later]")
    page.wait_for_function("t => document.querySelector('#question-head h2').innerText !== t", arg=title)
    page.wait_for_selector("#kept-text", state="visible")  # it was a thought on that question
    assert f"for “{title}”: “half a thought”" in page.inner_text("#kept-text")
    assert page.input_value("#answer textarea") == ""
    in_view(page, 1366, 650)
    in_view(page, 390, 844)
    in_view(page, 390, 500)
    assert outside == []


MENU = """() => {
  const list = document.querySelector('#more-list').getBoundingClientRect();
  const small = [...document.querySelectorAll('#more-list ul button')].filter((b) => b.getBoundingClientRect().height < 44);
  const out = list.top < 0 || list.left < 0 || list.right > innerWidth || list.bottom > innerHeight;
  return [...(out ? ['out of sight'] : []), ...small.map((b) => b.innerText)];
}"""
"""What of the open menu is out of sight or too small to press."""


def test_text_twice_as_large_is_neither_cut_nor_wider_than_the_page(light: Address, browser: Browser) -> None:
    for width, height in ((1366, 650), (390, 844)):
        page, outside = open_page(browser, light, viewport={"width": width, "height": height})
        begin(page, 2, coach=True)
        page.wait_for_selector("#btn-more:not([disabled])")
        page.add_style_tag(content="html { font-size: 200% !important; }")
        page.wait_for_timeout(500)
        assert page.evaluate(CUT) == [], f"{width} x {height}"
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
        page.fill("#answer textarea", "the learning rate, I would say")
        page.click("#btn-send")  # scrolled to where need be, and nothing lies over it
        page.wait_for_function("() => document.querySelector('#chat').innerText.includes('the learning rate')")
        assert outside == []
        page.context.close()


CUT = """() => {
  const buttons = [...document.querySelectorAll('#controls button')].filter((b) => b.offsetParent);
  const boxes = buttons.map((b) => b.getBoundingClientRect());
  const cut = buttons.filter((b) => b.scrollWidth > b.clientWidth + 1).map((b) => b.innerText);
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const over = boxes.some((a, i) => boxes.some((b, k) => k > i && meet(a, b)));
  return over ? [...cut, 'one button lies over another'] : cut;
}"""
"""The controls whose words do not fit, or that lie over each other."""


def test_two_tabs_with_two_interviews_never_mix(plain: Server, browser: Browser) -> None:
    first, outside = open_page(browser, plain)
    begin(first, 1, coach=False)
    second = first.context.new_page()
    second.goto(f"{plain.url}?start=")
    second.wait_for_selector("#btn-start", state="visible")
    begin(second, 1, coach=False)
    assert first.evaluate("() => location.search") != second.evaluate("() => location.search")
    said = {first: "said in the first tab", second: "said in the second tab"}
    for page in (first, second):
        page.fill("#answer textarea", f"half of what is {said[page]}")
    page.wait_for_timeout(1000)  # drafts are kept twice a second
    for page in (first, second):  # the other tab was used last, in the same browser
        page.reload()
        page.wait_for_selector("#chat .bot", state="visible")
        page.wait_for_function(
            "t => document.querySelector('#answer textarea')?.value === t", arg=f"half of what is {said[page]}"
        )
        answer(page, said[page])
        page.wait_for_function("t => document.querySelector('#chat').innerText.includes(t)", arg=said[page])
    for page, other in ((first, second), (second, first)):
        assert said[other] not in page.inner_text("#chat")
    assert outside == []


def test_the_same_interview_in_two_tabs_tells_the_one_that_is_behind(light: Address, browser: Browser) -> None:
    first, _ = open_page(browser, light)
    begin(first, 1, coach=False)
    second = first.context.new_page()
    second.goto(first.url)
    second.wait_for_selector("#btn-hint:not([disabled])")
    second.click("#btn-hint")
    second.wait_for_function("() => document.querySelector('#chat').innerText.includes('Hint 1 of 3')")
    first.wait_for_function("() => document.querySelector('#btn-hint:not([disabled])')")
    first.click("#btn-hint")
    first.wait_for_function("() => document.querySelector('#chat').innerText.includes('Hint 2 of 3')")
    assert first.inner_text("#chat").count("Hint 1 of 3") == 1  # what happened in the other tab is there as well


def ends_only_when_pressed_twice(page: Page) -> None:
    """One press of End asks; a second one ends the interview."""
    page.wait_for_selector("#btn-end:not([disabled])")
    page.click("#btn-end")
    page.wait_for_selector("#btn-end[data-sure], #btn-end [data-sure]")
    page.wait_for_timeout(800)
    assert not page.is_visible("#btn-report")
    page.click("#btn-end")
    page.wait_for_selector("#btn-report", state="visible")


def remembered(page: Page, server: Server) -> None:
    """The start begins with what was chosen last."""
    page.goto(f"{server.url}?start=")
    page.wait_for_selector("#btn-start", state="visible")
    page.wait_for_function("() => document.querySelectorAll('#view-setup input[type=number]')[1].value === '2'")
    assert page.get_by_label("Coach: your grade after each answer").is_checked()


def test_questions_are_found_marked_and_asked_and_interviews_are_renamed_and_deleted(
    plain: Server, browser: Browser
) -> None:
    page, outside = open_page(browser, plain, viewport={"width": 1366, "height": 650})
    open_tab(page, "Questions")
    page.wait_for_selector("#question-list tbody tr")
    every = page.locator("#question-list tbody tr").count()
    page.fill("#find-question input, #find-question textarea", "exploding gradients")
    page.wait_for_function("n => document.querySelectorAll('#question-list tbody tr').length < n", arg=every)
    assert "exploding" in page.inner_text("#question-list tbody tr >> nth=0").lower()
    page.locator("#question-list .star").first.click()
    page.wait_for_selector('#question-list .star[aria-pressed="true"]')
    no_violation(page, "questions")
    page.get_by_label("Bookmarked only").check()
    page.wait_for_function("() => document.querySelectorAll('#question-list tbody tr').length === 1")
    title = page.inner_text("#question-list tbody tr td b")
    page.locator("#question-list .ask").click()
    page.wait_for_function("t => document.querySelector('#question-head h2')?.innerText.trim() === t", arg=title)
    answer(page, "I would clip the norm of the gradient.")
    page.goto(f"{plain.url}?start=")
    page.wait_for_selector("#btn-start", state="visible")
    history(page)
    assert outside == []


def history(page: Page) -> None:
    """One interview renamed, found by its new name, kept when asked, and deleted."""
    open_tab(page, "History")
    page.wait_for_selector("#history-list tbody tr")
    page.locator("[data-act=rename]").first.click()
    page.wait_for_selector("#new-name input, #new-name textarea", state="visible")
    page.fill("#new-name input, #new-name textarea", "<b>Rehearsal</b>")
    page.click("#btn-save-name")
    page.wait_for_function("() => document.querySelector('#history-list').innerText.includes('<b>Rehearsal</b>')")
    page.fill("#find-interview input, #find-interview textarea", "nothing like it")
    page.wait_for_function("() => document.querySelector('#history-list').innerText.includes('No interview matches')")
    page.fill("#find-interview input, #find-interview textarea", "rehearsal")
    page.wait_for_selector("#history-list tbody tr")
    no_violation(page, "history")
    for button, left in (("#btn-keep-it", 1), ("#btn-delete-it", 0)):
        page.locator("[data-act=delete]").first.click()
        page.wait_for_selector(button, state="visible")
        page.click(button)
        page.wait_for_selector(button, state="hidden")
        page.wait_for_function("n => document.querySelectorAll('#history-list tbody tr').length === n", arg=left)
