"""Takes the README's screenshots: start ``viva serve`` with an empty VIVA_HOME, then run this with its address."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from evals.gold import gold_answers
from knowledge.loader import load_bank

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
HERE = Path(__file__).parent
BANK = load_bank()
STRONG = {BANK[a.question_id].title: a.answer for a in gold_answers(BANK) if a.category == "strong"}


def begun_answer(title: str) -> str:
    """The first two thirds of a good answer, so that something is met and something is left to probe."""
    sentences = STRONG[title].split(". ")
    return ". ".join(sentences[: max(1, 2 * len(sentences) // 3)]).rstrip(".") + "."


def interview(page: Page, name: str, scheme: str) -> None:
    """From the set-up to the report."""
    page.wait_for_selector("#btn-start", state="visible")
    page.wait_for_timeout(1500)
    if name == "desktop":
        page.screenshot(path=HERE / f"setup-{scheme}.png")
    count = page.locator("#view-setup input[type=number]").nth(1)
    count.fill("1")
    count.press("Tab")
    page.get_by_label("Coach: the grade after each question").check()
    page.click("#btn-start")
    page.wait_for_selector("#chat .bot", state="visible")
    page.wait_for_selector("#btn-send:not([disabled])")
    page.fill("#answer textarea", begun_answer(page.inner_text("#question-card h2")))
    page.press("#answer textarea", "Shift+Enter")
    page.wait_for_selector("#verdicts .verdict", timeout=90_000)
    page.wait_for_selector("#btn-send:not([disabled])", timeout=90_000)
    page.wait_for_timeout(800)
    page.screenshot(path=HERE / (f"interview-{scheme}.png" if name == "desktop" else f"phone-{scheme}.png"))
    if name == "desktop":
        page.click("#btn-end")
        page.wait_for_selector("#btn-report", state="visible")
        page.click("#btn-report")
        page.wait_for_selector("#view-report .verdict", state="visible")
        page.wait_for_timeout(800)
        page.screenshot(path=HERE / f"report-{scheme}.png")
        page.click("#btn-back")
        page.wait_for_selector("#view-setup [role=tab]", state="visible")
        page.get_by_role("tab", name="Progress").click()
        page.wait_for_selector("#progress-plots .plot", state="visible")
        page.wait_for_timeout(800)
        page.screenshot(path=HERE / f"progress-{scheme}.png")


def main(url: str) -> None:
    """Every screen, light and dark, desktop and phone."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for name, size in (("desktop", (1280, 860)), ("phone", (390, 844))):
            for scheme in ("light", "dark"):
                view = {"width": size[0], "height": size[1]}
                page = browser.new_context(viewport=view, color_scheme=scheme).new_page()
                page.goto(url)
                interview(page, name, scheme)
                page.context.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
