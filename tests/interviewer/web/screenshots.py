"""Takes the README's screenshots, each tour by a new candidate on a server of its own. Needs the embedded models (``make models``)."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from evals.labelled.gold import gold_answers
from interviewer.settings import load_settings
from knowledge.loader import load_bank
from tests.interviewer.web.driving import CHROMIUM, FLAGS, Server, begin, open_tab

SCREENS = Path(__file__).parents[3] / "docs" / "screens"
BANK = load_bank()
STRONG = {BANK[a.question_id].title: a.answer for a in gold_answers(BANK) if a.category == "strong"}


def begun_answer(title: str) -> str:
    """The first two thirds of a good answer, so that something is met and something is left to probe."""
    sentences = STRONG[title].split(". ")
    return ". ".join(sentences[: max(1, 2 * len(sentences) // 3)]).rstrip(".") + "."


def tour(page: Page, size: str, scheme: str) -> None:
    """Every screen once: set-up, interview, report, coming back, progress, evals, quick cards."""

    def shot(screen: str) -> None:
        page.wait_for_timeout(900)
        if screen != "interview":
            page.evaluate("() => window.scrollTo(0, 0)")
        page.screenshot(path=SCREENS / f"{screen}-{size}-{scheme}.png")

    page.wait_for_selector("#btn-start", state="visible")
    page.wait_for_selector("#loading .strip", state="hidden", timeout=120_000)  # the models are loaded
    shot("setup")
    begin(page, 1, coach=True)
    page.wait_for_selector("#btn-send:not([disabled])")
    page.fill("#answer textarea", begun_answer(page.inner_text("#question-card h2")))
    page.press("#answer textarea", "Shift+Enter")
    page.wait_for_selector("#verdicts .verdict", state="attached", timeout=90_000)  # a phone folds it
    page.wait_for_selector("#btn-send:not([disabled]), #btn-report:visible", timeout=90_000)
    page.wait_for_timeout(2000)  # what was said is scrolled into sight
    shot("interview")
    if not page.is_visible("#btn-report"):
        page.click("#btn-end")
        page.click("#btn-end")  # the first press only asks
    page.wait_for_selector("#btn-report", state="visible")
    page.click("#btn-report")
    page.wait_for_selector("#view-report .verdict", state="visible")
    shot("report")
    page.click("#btn-back")
    page.wait_for_selector("#welcome .today", state="visible")
    shot("welcome")
    open_tab(page, "Progress")
    page.wait_for_selector("#progress-plots .plot", state="visible")
    shot("progress")
    open_tab(page, "Accuracy")
    page.get_by_label("Labelled answers").check()
    page.click("#btn-eval-run")
    page.wait_for_selector("#eval-numbers .figure", state="visible", timeout=60_000)
    shot("evals")
    page.goto(page.url.split("?")[0] + "?cards=")
    page.wait_for_selector("#card-front", state="visible")
    page.wait_for_timeout(600)
    page.fill("#card-answer textarea", begun_answer(page.inner_text("#card-front h2")))
    page.click("#btn-check")
    page.wait_for_selector("#card-ratings", state="visible", timeout=60_000)
    shot("cards")


def main() -> None:
    """Every screen, light and dark, desktop and phone."""
    model = next((load_settings().home / "models").glob("*.gguf"))
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name, size in (("desktop", (1280, 860)), ("phone", (390, 844))):
            for scheme in ("light", "dark"):
                with tempfile.TemporaryDirectory() as home:
                    server = Server(Path(home) / "served", model)
                    server.start()
                    view = {"width": size[0], "height": size[1]}
                    page = browser.new_context(viewport=view, color_scheme=scheme).new_page()
                    page.goto(server.url)
                    tour(page, name, scheme)
                    page.context.close()
                    server.kill()
        browser.close()


if __name__ == "__main__":
    main()
