"""Studying in a real headless Chromium: from one answer on, through progress, quick cards, a report and an eval."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.interviewer.web.driving import (
    BROWSER,
    PlainServer,
    Scheme,
    Server,
    answer,
    begin,
    close_question,
    no_violation,
    open_page,
    open_tab,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = BROWSER


WIDE_CODE = """() => document.querySelector('#view-report .verdict').insertAdjacentHTML(
    'beforeend', '<pre style="overflow: auto; width: 200px">' + 'x'.repeat(2000) + '</pre>')"""


def draft_survives_a_reload(page: Page) -> None:
    """What is typed and not sent is there again after a reload, on a machine ten times slower too."""
    page.wait_for_function("() => location.search.startsWith('?interview=')")
    page.fill("#answer textarea", "half a thought")
    page.wait_for_function("() => Object.values(sessionStorage).includes('half a thought')")
    slower = page.context.new_cdp_session(page)
    for rate in (10, 1):
        slower.send("Emulation.setCPUThrottlingRate", {"rate": rate})
        page.reload()
        page.wait_for_function("() => document.querySelector('#answer textarea')?.value === 'half a thought'")
    slower.detach()


def comes_back(page: Page, title: str) -> None:
    """The start says how it went and what is due, and today's drill begins there."""
    open_tab(page, "Mock interview")
    page.wait_for_function("() => document.querySelector('#welcome')?.innerText.includes('Last time')")
    assert title in page.inner_text("#done-list") or page.input_value("#done-list input")
    no_violation(page, "coming back")
    page.click("#btn-welcome-today")
    page.wait_for_selector("#question-head h2", state="visible")
    # on a phone what was opened over the conversation folds when the new question comes
    page.wait_for_function(
        "t => document.querySelector('#chat').innerText.includes(t)", arg="Here's your drill: today's plan"
    )
    page.click("#btn-leave")
    page.wait_for_selector("#welcome", state="visible")
    page.wait_for_selector("#open-list", state="visible")
    open_tab(page, "Progress")
    page.wait_for_selector("#back-box", state="hidden")  # the tab itself says what today holds


def corrected(page: Page) -> None:
    """Another rating in place of the last."""
    open_tab(page, "Progress")
    page.get_by_role("button", name="Change when a point is due").last.click()
    page.click("#rating-point-all input")
    page.locator("#rating-point-all [role=option]").first.click()
    page.locator("#rating-all").get_by_label("Easy").check()
    page.click("#btn-rating-all")
    page.wait_for_selector('.toast-message-item:has-text("Saved as Easy")')
    page.locator(".toast-close").first.click()


def quick_card(page: Page, width: int) -> None:
    """One card answered, one looked up, and back by the browser's own button."""
    open_tab(page, "Drill")
    page.click("#btn-cards")
    page.wait_for_function("() => location.search.startsWith('?cards=')")
    first = page.inner_text("#card-front")
    page.click("#btn-check")
    page.wait_for_selector("text=write an answer first")
    page.locator(".toast-close").first.click()
    page.fill("#card-answer textarea", "No gradient flows back through a ReLU that is always off.")
    page.press("#card-answer textarea", "Control+Enter")
    page.wait_for_selector("#card-ratings", state="visible")
    assert page.inner_text("#card-verdict .tag") in {"met", "partly met", "not met"}
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    no_violation(page, "cards")
    page.keyboard.press("Alt+3")
    page.wait_for_function("t => document.querySelector('#card-front').innerText !== t", arg=first)
    page.click("#btn-turn")
    page.wait_for_selector("#card-ratings", state="visible")
    page.go_back()
    page.wait_for_selector("#btn-start", state="visible")
    page.wait_for_function("() => location.search === ''")


def report_by_its_address(page: Page, server: Server) -> None:
    """A report opened by its address, its conversation turn by turn, and an address that leads nowhere."""
    page.wait_for_function("() => document.querySelector('#done-list input')?.value")
    page.click("#btn-open-report")
    page.wait_for_selector("#view-report .verdict", state="visible")
    page.wait_for_function("() => location.search.startsWith('?report=')")
    page.goto(page.url)
    page.wait_for_selector("#view-report .verdict", state="visible")
    page.get_by_role("button", name="Turn by turn").click()
    page.wait_for_selector("#turn-chat .message", state="visible")
    count = page.locator("#turn-chat .message").count()
    page.click("#btn-earlier")
    page.wait_for_function("n => document.querySelectorAll('#turn-chat .message').length < n", arg=count)
    assert "Your words" in page.inner_text("#turn-grade")
    page.goto(f"{server.url}?report=gone")
    page.wait_for_selector("text=no interview 'gone'")
    page.wait_for_selector("#btn-start", state="visible")  # and one can go on from there
    page.goto(f"{server.url}?question=nlp-07")
    page.wait_for_selector("#question-head h2", state="visible")
    page.wait_for_function("() => location.search.startsWith('?interview=')")
    page.click("#btn-leave")
    page.wait_for_selector("#btn-start", state="visible")


def interview_date(page: Page) -> None:
    """A date that is none is refused, another one is counted down to."""
    page.fill("#interview-date textarea, #interview-date input", "yesterday")
    page.click("#btn-date")
    page.wait_for_selector("text=is not a date")
    page.locator(".toast-close").first.click()
    page.fill("#interview-date textarea, #interview-date input", "2099-01-01")
    page.click("#btn-date")
    # under a mouse that rests on it a message stays; on a phone it lies over the buttons of the question
    saved = page.locator('.toast-body:has-text("comes back before that day")')
    saved.locator(".toast-close").click()
    saved.wait_for(state="detached")
    page.wait_for_function("() => document.querySelector('#today').innerText.includes('days to your interview')")
    # so far away one question a day is enough, and it was asked: nothing offers to begin what there isn't
    page.wait_for_selector("#btn-today", state="hidden")
    assert "Done for today." in page.inner_text("#today") and not page.is_visible("#today-count")


def no_date(page: Page) -> None:
    """Without a date there are new questions left, and both places offer them again."""
    open_tab(page, "Mock interview")
    page.wait_for_function("() => document.querySelector('#welcome')?.innerText.includes('Done for today.')")
    assert not page.is_visible("#btn-welcome-today") and not page.is_visible("#btn-welcome-cards")
    open_tab(page, "Progress")
    page.fill("#interview-date textarea, #interview-date input", "")
    page.click("#btn-date")
    page.wait_for_selector("#btn-today", state="visible")
    page.locator('.toast-body:has-text("Date removed") .toast-close').click()
    assert "3 new questions" in page.inner_text("#today")


def measured(page: Page, width: int) -> None:
    """An eval run from the page, and its numbers."""
    open_tab(page, "Accuracy")
    page.get_by_label("Labelled answers").check()
    page.click("#btn-eval-run")
    page.wait_for_selector("#eval-numbers .figure", state="visible")
    assert "kappa of the two readers" in page.inner_text("#eval-numbers")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    no_violation(page, "evals")


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1280), ("dark", 390)], ids=["desktop in light", "phone in dark"]
)
def test_progress_drill_and_evals_from_one_answer_on(
    tmp_path: Path, real_model: Path, browser: Browser, scheme: Scheme, width: int
) -> None:
    # the phone's does without models: on the desktop all is done with them
    real = scheme == "light"
    server = Server(tmp_path / "served", real_model, VIVA_LLM="off") if real else PlainServer(tmp_path / "served")
    server.start()
    try:
        page, outside = open_page(browser, server, viewport={"width": width, "height": 860}, color_scheme=scheme)
        no_violation(page, "set-up")
        assert not any(page.is_visible(box) for box in ("#back-box", "#open-list", "#done-list"))  # nothing was yet
        open_tab(page, "Progress")
        page.wait_for_function("() => document.querySelector('#progress-plots').innerText.includes('Nothing here yet')")
        assert "4 new questions" in page.inner_text("#today")
        open_tab(page, "Mock interview")
        page.get_by_label("Tough").check()
        begin(page, 1, coach=True)
        assert "Where an answer is thin, I'll push" in page.inner_text("#chat")
        no_violation(page, "interview")
        draft_survives_a_reload(page)
        title = page.inner_text("#question-head h2")
        page.get_by_label("fairly sure").check()
        answer(page, "I would look at the validation loss and stop when it gets worse.")
        close_question(page)
        no_violation(page, "verdicts")
        page.click("#btn-next")  # after the last question it leads to the report
        page.wait_for_selector("#view-report .verdict", state="visible")
        page.evaluate(WIDE_CODE)  # as a reference answer may hold it
        no_violation(page, "report")
        with page.expect_download() as download:
            page.click("#dl-pdf")
        download.value.save_as(tmp_path / "r.pdf")
        assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF-")
        page.click("#btn-back")
        open_tab(page, "Progress")
        page.wait_for_selector("#progress-plots .plot", state="visible")
        shown = page.inner_text("#view-setup")
        assert "Where you stand" in shown and "What you have covered" in shown and "How well you judge" in shown
        assert "1 of " in page.inner_html("#progress-plots") and title in page.inner_text("#weak-points")
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
        no_violation(page, "progress")
        interview_date(page)
        page.click("#btn-retry")
        page.wait_for_function("t => document.querySelector('#question-head h2')?.innerText.trim() === t", arg=title)
        answer(page, "A different answer this time, about the training loss.")
        close_question(page)
        if page.is_visible("#btn-below"):
            page.click("#btn-below")  # on a phone the grade and what goes with it are opened with a tap
        page.wait_for_selector("#earlier", state="visible")
        page.click("#btn-leave")
        no_date(page)
        comes_back(page, title)
        corrected(page)
        quick_card(page, width)
        report_by_its_address(page, server)
        measured(page, width)
        assert outside == []
    finally:
        server.kill()
    assert "Traceback" not in server.log.read_text(), server.log.read_text()
