"""What is in view, what asks first, and the lists of questions and interviews, in a real headless Chromium."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.interviewer.web.driving import BROWSER, Server, answer, begin, no_violation, open_page, open_tab

pytestmark = BROWSER

IN_VIEW = """() => {
  const seen = (id) => {
    const box = document.querySelector(id).getBoundingClientRect();
    return box.height > 0 && box.top >= -1 && box.bottom <= innerHeight + 1;
  };
  return ['#question-card h2', '.clock', '#question-text', '#answer textarea', '#btn-send'].filter((id) => !seen(id));
}"""
"""What of the question, the clock, the box and Send is not wholly on the screen."""


@pytest.fixture
def plain(tmp_path: Path, real_model: Path) -> Any:
    made = Server(tmp_path / "served", real_model, VIVA_LLM="off")
    made.start()
    yield made
    made.kill()
    assert "Traceback" not in made.log.read_text(), made.log.read_text()


def in_view(page: Any, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(500)
    assert page.evaluate(IN_VIEW) == [], f"{width} x {height}"
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_the_question_the_clock_the_box_and_send_are_in_view(plain: Server, browser: Any) -> None:
    page, outside = open_page(browser, plain, viewport={"width": 1366, "height": 650})
    begin(page, 2, coach=True)
    page.wait_for_selector("#btn-send:not([disabled])")
    page.wait_for_function("() => document.activeElement === document.querySelector('#answer textarea')")
    page.keyboard.type("the learning rate, I would say")  # without a click: focus is in the box
    assert page.input_value("#answer textarea") == "the learning rate, I would say"
    for width, height in ((1366, 650), (390, 844), (390, 500), (1366, 650)):
        in_view(page, width, height)
    page.keyboard.press("Shift+Enter")
    page.wait_for_selector("#verdicts .verdict", timeout=90_000)
    assert page.locator("#verdicts .not_met, #verdicts .contradicted").count() == 0  # it can still be made
    in_view(page, 1366, 650)
    in_view(page, 390, 844)
    page.set_viewport_size({"width": 1366, "height": 650})
    ends_only_when_pressed_twice(page)
    remembered(page, plain)
    assert outside == []


def ends_only_when_pressed_twice(page: Any) -> None:
    """One press of End asks; a second one ends the interview."""
    page.wait_for_selector("#btn-end:not([disabled])")
    page.click("#btn-end")
    page.wait_for_selector("#btn-end[data-sure], #btn-end [data-sure]")
    page.wait_for_timeout(800)
    assert not page.is_visible("#btn-report")
    page.click("#btn-end")
    page.wait_for_selector("#btn-report", state="visible", timeout=30_000)


def remembered(page: Any, server: Server) -> None:
    """The start begins with what was chosen last."""
    page.goto(f"{server.url}?start=")
    page.wait_for_selector("#btn-start", state="visible")
    page.wait_for_function("() => document.querySelectorAll('#view-setup input[type=number]')[1].value === '2'")
    assert page.get_by_label("Coach: your grade after each question").is_checked()


def test_questions_are_found_marked_and_asked_and_interviews_are_renamed_and_deleted(
    plain: Server, browser: Any
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
    page.wait_for_function("t => document.querySelector('#question-card h2')?.innerText.trim() === t", arg=title)
    answer(page, "I would clip the norm of the gradient.")
    page.goto(f"{plain.url}?start=")
    page.wait_for_selector("#btn-start", state="visible")
    history(page)
    assert outside == []


def history(page: Any) -> None:
    """One interview renamed, found by its new name, kept when asked, and deleted."""
    open_tab(page, "History")
    page.wait_for_selector("#history-list tbody tr")
    page.locator("[data-act=rename]").first.click()
    page.wait_for_selector("#new-name input, #new-name textarea", state="visible")
    page.fill("#new-name input, #new-name textarea", "<b>Rehearsal</b>")
    page.click("#btn-save-name")
    page.wait_for_function("() => document.querySelector('#history-list').innerText.includes('<b>Rehearsal</b>')")
    page.fill("#find-interview input, #find-interview textarea", "nothing like it")
    page.wait_for_function("() => document.querySelector('#history-list').innerText.includes('None of your')")
    page.fill("#find-interview input, #find-interview textarea", "rehearsal")
    page.wait_for_selector("#history-list tbody tr")
    no_violation(page, "history")
    for button, left in (("#btn-keep-it", 1), ("#btn-delete-it", 0)):
        page.locator("[data-act=delete]").first.click()
        page.wait_for_selector(button, state="visible")
        page.click(button)
        page.wait_for_selector(button, state="hidden")
        page.wait_for_function("n => document.querySelectorAll('#history-list tbody tr').length === n", arg=left)
