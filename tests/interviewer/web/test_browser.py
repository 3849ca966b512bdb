"""The page in a real headless Chromium, on the real embedded models."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.web.objections import ELSEWHERE
from tests.interviewer.web.driving import (
    BROWSER,
    Server,
    answer,
    begin,
    close_question,
    no_violation,
    open_page,
    settle,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = BROWSER


def test_a_whole_interview_of_two_questions(server: Server, browser: Browser, tmp_path: Path) -> None:
    page, outside = open_page(browser, server)
    begin(page, 2, coach=True)
    assert "We have 30 minutes" in page.inner_text("#chat")
    assert re.match(r"\d+:\d\d", page.inner_text("#clock"))
    evil = (
        "It keeps gradients from getting too large <script>window.hacked = 1</script> and **helps** $w = w - \\eta g$."
    )
    asked = []
    for number in (1, 2):
        asked.append(page.inner_text("#question-head h2"))
        answer(page, evil if number == 1 else "I would look at the validation loss and stop when it gets worse.")
        for _ in range(5):
            state = settle(page)
            if state != "send":
                break
            assert page.locator("#verdicts .verdict").count() >= 3  # coach mode shows the grade while probing
            answer(page, "I don't know")
        if number == 1:
            assert settle(page) == "next"
            # what the candidate wrote is shown as written, rendered but never run
            assert "<script>window.hacked = 1</script>" in page.inner_text("#chat")
            assert page.evaluate("() => window.hacked") is None
            assert page.locator("#chat .katex").count() >= 1
            assert re.search(
                "The main thing|Start with this one|couldn.t tell for sure|You came close|Nothing that",
                page.inner_text("#chat"),
            )
            assert page.locator("#reference").is_visible()
            page.click("#btn-next")
            page.wait_for_function(
                "t => ![t, ''].includes(document.querySelector('#question-head h2')?.innerText.trim() ?? '')",
                arg=asked[0],
            )
    assert asked[0] != asked[1]
    assert settle(page) == "next"  # the last one can be talked about, too
    page.click("#btn-next")
    page.wait_for_selector("#report-head .big", state="visible")
    page.wait_for_selector("#view-report .verdict", state="visible")
    text = page.inner_text("#view-report")
    assert re.search(r"\d+%|–", page.inner_text("#report-head .big"))
    assert (
        "· coach session ·" in text
        and "2 questions" in text
        and "Work on these first" in text
        and "Reference answer" in text
        and "What to study" in text
    )
    for button, suffix in (("#dl-md", ".md"), ("#dl-json", ".json")):
        with page.expect_download() as download:
            page.click(button)
        target = tmp_path / f"report{suffix}"
        download.value.save_as(target)
        content = target.read_text()
        assert asked[0] in content and asked[1] in content
        if suffix == ".json":
            assert len(json.loads(content)["questions"]) == 2
    assert outside == []


def test_killed_in_the_middle_of_a_turn_and_resumed(server: Server, browser: Browser) -> None:
    page, _ = open_page(browser, server)
    begin(page, 1, coach=True)
    question = page.inner_text("#question-head h2")
    answer(page, "My answer before the crash, about gradients and weights.")
    server.kill()  # the answer is stored, the grade is not: the models were still loading
    server.start()
    page, outside = open_page(browser, server)
    assert question == _resumed_question(page)
    assert "My answer before the crash" in page.inner_text("#chat")
    assert settle(page) in {"send", "next", "report"}
    assert page.locator("#verdicts .verdict").count() >= 3  # graded after all, at the very turn it stopped
    assert outside == []


def _resumed_question(page: Page) -> str:
    page.wait_for_function("() => document.querySelector('#open-list input')?.value.includes('question 1')")
    page.click("#btn-resume")
    page.wait_for_selector("#question-head h2", state="visible")
    return str(page.inner_text("#question-head h2"))


def test_a_reload_comes_back_to_the_open_interview(plain: Server, browser: Browser) -> None:
    page, _ = open_page(browser, plain)
    begin(page, 1, coach=False)
    page.click("#btn-hint")
    page.wait_for_function("() => document.querySelector('#chat').innerText.includes('Hint 1 of 3')")
    page.reload()
    page.wait_for_selector("#question-head h2", state="visible")
    assert "Hint 1 of 3" in page.inner_text("#chat")


def test_an_answer_sent_the_moment_it_can_be_is_sent_once(plain: Server, browser: Browser) -> None:
    page, _ = open_page(browser, plain)
    begin(page, 1, coach=False)
    page.wait_for_selector("#btn-send:not([disabled])")
    page.evaluate(
        """() => {
            const box = document.querySelector('#answer textarea'), button = document.querySelector('#btn-send');
            let wasOff = false, done = false;
            new MutationObserver(() => {
                wasOff ||= button.disabled;
                if (done || !wasOff || button.disabled || box.value) return;
                done = true;
                box.value = 'typed while the interviewer spoke';
                box.dispatchEvent(new Event('input', { bubbles: true }));
                setTimeout(() => button.click());
            }).observe(document.body, { subtree: true, childList: true, attributes: true });
        }"""
    )
    answer(page, "It depends on the data, I would say.")
    page.wait_for_function(
        "() => document.querySelector('#chat').innerText.includes('typed while the interviewer spoke')"
    )
    page.wait_for_timeout(1500)
    assert settle(page) in {"send", "next", "report"}
    assert page.inner_text("#chat").count("typed while the interviewer spoke") == 1
    assert page.input_value("#answer textarea") == ""


PUT_BACK = """(text) => {
    const box = document.querySelector('#answer textarea');
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(box, text);
    box.dispatchEvent(new Event('input', { bubbles: true }));
}"""


def test_what_was_sent_and_comes_back_into_the_box_is_taken_out(plain: Server, browser: Browser) -> None:
    page, _ = open_page(browser, plain)
    begin(page, 1, coach=False)
    answer(page, "It depends on the data, I would say.")
    page.wait_for_selector("#chat .message.user")
    said = "It depends on the data, I would say."
    page.evaluate(PUT_BACK, said)  # as Gradio does where it is still drawing
    page.wait_for_timeout(1000)
    assert page.input_value("#answer textarea") == ""
    for text in ("another thought", said):  # as a candidate types, who may say the same again
        page.fill("#answer textarea", text)
        page.wait_for_timeout(1000)
        assert page.input_value("#answer textarea") == text


def test_the_phone_fits_and_the_keyboard_suffices(plain: Server, browser: Browser) -> None:
    page, _ = open_page(browser, plain, viewport={"width": 390, "height": 844}, color_scheme="dark")
    begin(page, 1, coach=False)
    width = page.evaluate("() => document.documentElement.scrollWidth")
    assert width <= 390
    page.focus("#answer textarea")
    page.keyboard.press("Alt+h")
    page.wait_for_function("() => document.querySelector('#chat').innerText.includes('Hint 1 of 3')")
    page.wait_for_selector("#btn-repeat:not([disabled])")
    page.keyboard.press("Alt+r")
    page.wait_for_function("() => document.querySelector('#chat').innerText.includes('Sure.')")
    page.wait_for_selector("#btn-send:not([disabled])")
    page.keyboard.type("overfit first")
    page.keyboard.press("Control+Enter")
    page.wait_for_function("() => document.querySelector('#chat').innerText.includes('overfit first')")


def test_a_verdict_is_contested_on_its_card_and_in_the_report(server: Server, browser: Browser) -> None:
    page, outside = open_page(browser, server)
    begin(page, 1, coach=True)
    assert page.locator(".objections").count() == 0  # nothing to contest while the question is open
    answer(page, "I would rather talk about the weather than about networks today.")
    close_question(page)
    contested_by_keyboard(page, "#verdicts", "<b>unfair</b>")
    assert "<b>unfair</b>" in page.inner_text("#chat")
    no_violation(page, "a contested verdict")
    page.click("#btn-next")  # after the last question it leads to the report
    page.wait_for_selector("#view-report .verdict .outcome", state="visible")  # what was decided is there too
    contested_by_keyboard(page, "#view-report .verdicts", "look again")
    assert page.locator("#view-report .verdict .outcome").count() == 2
    assert outside == []


def contested_by_keyboard(page: Page, place: str, reason: str) -> None:
    """The first verdict that was not contested yet: its button, the form under it, and the outcome in the form's place, with the
    focus."""
    button = page.locator(f"{place} [data-act=appeal]", has_not_text=ELSEWHERE).first
    button.wait_for()
    point = button.evaluate("b => b.closest('[data-point]').dataset.point")
    verdict = page.locator(f'{place} [data-point="{point}"]')
    button.focus()
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Control+Enter")
    assert "Say which of your words" in verdict.locator("[role=status]").last.inner_text()  # and nothing was sent
    page.keyboard.type(reason)
    page.keyboard.press("Escape")
    assert button.evaluate("b => b === document.activeElement")  # folded, and the focus is back on its button
    page.keyboard.press("Enter")
    page.keyboard.type(reason)
    page.keyboard.press("Control+Enter")
    outcome = verdict.locator(".outcome")
    outcome.wait_for()
    assert "is still not met" in outcome.inner_text()
    page.wait_for_function("() => document.activeElement.classList.contains('outcome')")
    assert verdict.locator("[data-act]:visible").all_inner_texts() == [ELSEWHERE]  # only with other words
