"""The page in a real headless Chromium, on the real embedded models."""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.interviewer.web.driving import CHROMIUM, FLAGS, Server, answer, begin, open_page, open_tab, settle

pytestmark = [
    pytest.mark.browser,
    pytest.mark.embedded,
    pytest.mark.skipif(
        CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium on this machine; CI installs it"
    ),
]


@pytest.fixture
def server(tmp_path: Path, real_model: Path) -> Iterator[Server]:
    made = Server(tmp_path / "served", real_model)
    made.start()
    yield made
    made.kill()
    assert "Traceback" not in made.log.read_text(), made.log.read_text()


@pytest.fixture
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        made = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield made
        made.close()


def test_a_whole_interview_of_two_questions(server: Server, browser: Any, tmp_path: Path) -> None:
    page, outside = open_page(browser, server)
    begin(page, 2, coach=True)
    assert "We have 30 minutes" in page.inner_text("#chat")
    assert re.match(r"\d+:\d\d", page.inner_text("#clock"))
    evil = (
        "It keeps gradients from getting too large <script>window.hacked = 1</script> and **helps** $w = w - \\eta g$."
    )
    asked = []
    for number in (1, 2):
        asked.append(page.inner_text("#question-card h2"))
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
            assert "Your answer" in page.inner_text("#chat") or "None of the points" in page.inner_text("#chat")
            assert page.locator("#reference").is_visible()
            page.click("#btn-next")
            page.wait_for_function(
                "t => ![t, ''].includes(document.querySelector('#question-card h2')?.innerText.trim() ?? '')",
                arg=asked[0],
            )
    assert asked[0] != asked[1]
    assert settle(page) == "report"
    page.click("#btn-report")
    page.wait_for_selector("#report-head .big", state="visible")
    page.wait_for_selector("#view-report .verdict", state="visible")
    text = page.inner_text("#view-report")
    assert re.search(r"\d+%|–", page.inner_text("#report-head .big"))
    assert "2 of 2 questions graded" in text and "Reference answer" in text and "What to study" in text
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


def test_killed_in_the_middle_of_a_turn_and_resumed(server: Server, browser: Any) -> None:
    page, _ = open_page(browser, server)
    begin(page, 1, coach=True)
    question = page.inner_text("#question-card h2")
    answer(page, "My answer before the crash, about gradients and weights.")
    server.kill()  # the answer is stored, the grade is not: the models were still loading
    server.start()
    page, outside = open_page(browser, server)
    assert question == _resumed_question(page)
    assert "My answer before the crash" in page.inner_text("#chat")
    assert settle(page) in {"send", "next", "report"}
    assert page.locator("#verdicts .verdict").count() >= 3  # graded after all, at the very turn it stopped
    assert outside == []


def _resumed_question(page: Any) -> str:
    page.wait_for_function(
        "() => document.querySelector('#open-list input')?.value.includes('question 1')", timeout=20_000
    )
    page.click("#btn-resume")
    page.wait_for_selector("#question-card h2", state="visible", timeout=20_000)
    return str(page.inner_text("#question-card h2"))


def test_a_reload_comes_back_to_the_open_interview(server: Server, browser: Any) -> None:
    page, _ = open_page(browser, server)
    begin(page, 1, coach=False)
    page.click("#btn-hint")
    page.wait_for_function("() => document.querySelector('#chat').innerText.includes('Hint 1 of 3')")
    page.reload()
    page.wait_for_selector("#question-card h2", state="visible", timeout=20_000)
    assert "Hint 1 of 3" in page.inner_text("#chat")


def test_an_answer_sent_the_moment_it_can_be_is_sent_once(server: Server, browser: Any) -> None:
    page, _ = open_page(browser, server)
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
        "() => document.querySelector('#chat').innerText.includes('typed while the interviewer spoke')", timeout=60_000
    )
    page.wait_for_timeout(1500)
    assert settle(page) in {"send", "next", "report"}
    assert page.inner_text("#chat").count("typed while the interviewer spoke") == 1
    assert page.input_value("#answer textarea") == ""


def test_what_was_sent_and_comes_back_into_the_box_is_taken_out(server: Server, browser: Any) -> None:
    page, _ = open_page(browser, server)
    begin(page, 1, coach=False)
    answer(page, "It depends on the data, I would say.")
    page.wait_for_selector("#chat .message.user")
    for text in ("It depends on the data, I would say.", "another thought"):
        page.fill("#answer textarea", text)  # as Gradio does where it is still drawing, and as a candidate does
        page.wait_for_timeout(1000)
        assert page.input_value("#answer textarea") == ("" if "depends" in text else text)


def test_the_phone_fits_and_the_keyboard_suffices(server: Server, browser: Any) -> None:
    page, _ = open_page(browser, server, viewport={"width": 390, "height": 844}, color_scheme="dark")
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


def test_a_verdict_is_contested_beside_the_interview_and_in_the_report(server: Server, browser: Any) -> None:
    page, outside = open_page(browser, server)
    begin(page, 1, coach=True)
    assert not page.locator(".appeal").first.is_visible()  # nothing to contest while the question is open
    answer(page, "I would rather talk about the weather than about networks today.")
    close_question(page)
    page.wait_for_selector(".appeal:visible")
    page.locator(".appeal:visible").first.get_by_text("Contest a verdict").click()
    page.fill("#appeal-reason textarea", "<b>unfair</b>")
    page.click("#btn-appeal")
    page.wait_for_selector("text=choose the point")  # one clear line, and what was typed is still there
    assert page.input_value("#appeal-reason textarea") == "<b>unfair</b>"
    page.locator(".toast-close").first.click()
    page.click("#appeal-point input")
    page.locator("#appeal-point [role=option]").first.click()
    page.click("#btn-appeal")
    page.wait_for_function("() => document.querySelector('#chat').innerText.includes('stays not met')", timeout=30_000)
    assert "<b>unfair</b>" in page.inner_text("#chat")
    page.wait_for_function("() => document.querySelector('#appeal-reason textarea').value === ''")
    page.click("#btn-report")
    page.wait_for_selector("#view-report .appeal", state="visible")
    page.locator("#view-report .appeal").first.get_by_text("Contest a verdict").click()
    page.click("#appeal-point-1 input")
    page.locator("#appeal-point-1 [role=option]").first.click()
    page.fill("#appeal-reason-1 textarea", "look again")
    page.click("#btn-appeal-1")
    page.wait_for_selector('.toast-message-item:has-text("I read")', timeout=30_000)
    assert outside == []


def no_violation(page: Any, where: str) -> None:
    """axe-core finds nothing serious on what is shown now."""
    from axe_playwright_python.sync_playwright import Axe

    page.wait_for_function(  # a panel that is being filled, or faded in, has no colours of its own yet
        "() => !document.querySelector('.pending') && document.getAnimations().every("
        "a => a.playState !== 'running' || a.effect.getComputedTiming().iterations === Infinity)"
    )
    page.wait_for_timeout(400)  # the page looks three times a second for what scrolls and lets the keyboard reach it
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    bad = [
        (v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found if v["impact"] in {"serious", "critical"}
    ]
    assert bad == [], f"{where}: {bad}"


def close_question(page: Any) -> None:
    """Skip what is probed until the question is closed."""
    from playwright.sync_api import Error

    while settle(page) == "send":
        with contextlib.suppress(Error):  # it was closed in between
            page.click("#btn-skip", timeout=2000)
        page.wait_for_timeout(400)


def draft_survives_a_reload(page: Any) -> None:
    """What is typed and not sent is there again after a reload, on a machine ten times slower too."""
    page.wait_for_function("() => location.search.startsWith('?interview=')")
    page.fill("#answer textarea", "half a thought")
    page.wait_for_function("() => Object.values(sessionStorage).includes('half a thought')")
    slower = page.context.new_cdp_session(page)
    for rate in (10, 1):
        slower.send("Emulation.setCPUThrottlingRate", {"rate": rate})
        page.reload()
        page.wait_for_function(
            "() => document.querySelector('#answer textarea')?.value === 'half a thought'", timeout=60_000
        )
    slower.detach()


def comes_back(page: Any, title: str) -> None:
    """The start says how it went and what is due, and today's drill begins there."""
    open_tab(page, "Mock interview")
    page.wait_for_function("() => document.querySelector('#welcome')?.innerText.includes('Last time')")
    assert title in page.inner_text("#done-list") or page.input_value("#done-list input")
    no_violation(page, "coming back")
    page.click("#btn-welcome-today")
    page.wait_for_selector("#question-card h2", state="visible")
    assert "Let us drill: today's plan" in page.inner_text("#chat")
    page.click("#btn-leave")
    page.wait_for_selector("#welcome", state="visible")
    page.wait_for_selector("#open-list", state="visible")
    open_tab(page, "Progress")
    page.wait_for_selector("#back-box", state="hidden")  # the tab itself says what today holds


def corrected(page: Any) -> None:
    """Another rating in place of the last."""
    open_tab(page, "Progress")
    page.get_by_role("button", name="Change when a point comes back").last.click()
    page.click("#rating-point-all input")
    page.locator("#rating-point-all [role=option]").first.click()
    page.locator("#rating-all").get_by_label("Easy").check()
    page.click("#btn-rating-all")
    page.wait_for_selector('.toast-message-item:has-text("Saved as Easy")')
    page.locator(".toast-close").first.click()


def quick_card(page: Any, width: int) -> None:
    """One card answered, one looked up, and back by the browser's own button."""
    open_tab(page, "Drill")
    page.click("#btn-cards")
    page.wait_for_function("() => location.search.startsWith('?cards=')")
    first = page.inner_text("#card-front")
    page.click("#btn-check")
    page.wait_for_selector("text=write an answer first")
    page.locator(".toast-close").first.click()
    page.fill("#card-answer textarea", "No gradient flows back through a ReLU that is always off.")
    page.press("#card-answer textarea", "Shift+Enter")
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


def report_by_its_address(page: Any, server: Server) -> None:
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
    page.wait_for_selector("#question-card h2", state="visible")
    page.wait_for_function("() => location.search.startsWith('?interview=')")
    page.click("#btn-leave")
    page.wait_for_selector("#btn-start", state="visible")


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1280), ("dark", 390)], ids=["desktop in light", "phone in dark"]
)
def test_progress_drill_and_evals_from_one_answer_on(
    tmp_path: Path, real_model: Path, browser: Any, scheme: str, width: int
) -> None:
    server = Server(tmp_path / "served", real_model, VIVA_LLM="off")
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
        assert "push where an answer is thin" in page.inner_text("#chat")
        no_violation(page, "interview")
        draft_survives_a_reload(page)
        title = page.inner_text("#question-card h2")
        page.get_by_label("fairly sure").check()
        answer(page, "I would look at the validation loss and stop when it gets worse.")
        close_question(page)
        no_violation(page, "verdicts")
        page.click("#btn-report")
        page.wait_for_selector("#view-report .verdict", state="visible")
        no_violation(page, "report")
        with page.expect_download() as download:
            page.click("#dl-pdf")
        download.value.save_as(tmp_path / "r.pdf")
        assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF-")
        page.click("#btn-back")
        open_tab(page, "Progress")
        page.wait_for_selector("#progress-plots .plot", state="visible")
        shown = page.inner_text("#view-setup")
        assert "Where you stand" in shown and "What you have covered" in shown and "How well you know" in shown
        assert "1 of " in page.inner_html("#progress-plots") and title in page.inner_text("#weak-points")
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
        no_violation(page, "progress")
        page.fill("#interview-date textarea, #interview-date input", "yesterday")
        page.click("#btn-date")
        page.wait_for_selector("text=is no date")
        page.locator(".toast-close").first.click()
        page.fill("#interview-date textarea, #interview-date input", "2099-01-01")
        page.click("#btn-date")
        page.wait_for_function("() => document.querySelector('#today').innerText.includes('days to your interview')")
        page.click("#btn-retry")
        page.wait_for_function("t => document.querySelector('#question-card h2')?.innerText.trim() === t", arg=title)
        answer(page, "A different answer this time, about the training loss.")
        close_question(page)
        page.wait_for_selector("#earlier", state="visible")
        page.click("#btn-leave")
        comes_back(page, title)
        corrected(page)
        quick_card(page, width)
        report_by_its_address(page, server)
        open_tab(page, "Accuracy")
        page.get_by_label("Gold: what it holds").check()
        page.click("#btn-eval-run")
        page.wait_for_selector("#eval-numbers .figure", state="visible", timeout=60_000)
        assert "kappa of the two readers" in page.inner_text("#eval-numbers")
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
        no_violation(page, "evals")
        assert outside == []
    finally:
        server.kill()
    assert "Traceback" not in server.log.read_text(), server.log.read_text()
