"""Every state of the page, reached as a user would reach it. Each scene leaves the page in the state that the next one needs."""

from __future__ import annotations

from collections.abc import Callable, Collection

from playwright.sync_api import Error, Page

from evals.labelled.gold import gold_answers
from knowledge.loader import load_bank
from tests.interviewer.web.driving import open_tab

Shot = Callable[[str], None]
BANK = load_bank()
STRONG = {BANK[a.question_id].title: a.answer for a in gold_answers(BANK) if a.category == "strong"}
LISTS = {"welcome", "progress", "questions", "history", "bank", "evals"}
CODE, TREE, CANVAS = "training-03a", "rl-07", "training-04a"
LIST = "## Convolutions\n\n1. What does padding do?\n2. Why are kernels small?\n"


def tour(page: Page, url: str, shot: Shot, wanted: Collection[str] = ()) -> None:
    """Play all scenes, from the first visit on; if names are given, only the scenes that they need."""
    forms = {"code": CODE, "tree": TREE, "canvas": CANVAS}
    if not wanted or set(wanted) - set(forms) - {"cards", "error"}:
        first_visit(page, url, shot)
        graded(page, shot)
    for name, question in forms.items():
        if not wanted or name in wanted:
            ask(page, url, question)
            page.wait_for_timeout(1500)
            shot(name)
    if not wanted or LISTS & set(wanted):
        lists(page, url, shot)
    if not wanted or "cards" in wanted:
        card(page, url, shot)
    if not wanted or "error" in wanted:
        page.goto(f"{url}?report=gone")
        page.wait_for_selector(".toast-body")
        page.wait_for_selector("#btn-start", state="visible")
        shot("error")


def card(page: Page, url: str, shot: Shot) -> None:
    """A quick card after checking."""
    page.goto(f"{url}?cards=")
    page.wait_for_selector("#card-front", state="visible")
    page.wait_for_timeout(600)
    page.fill("#card-answer textarea", begun_answer(page.inner_text("#card-front h2")))
    page.click("#btn-check")
    page.wait_for_selector("#card-ratings", state="visible")
    shot("cards")


def begun_answer(title: str) -> str:
    """The first two thirds of a good answer, so that something is met and something is left to probe."""
    sentences = STRONG.get(title, "I would look at the loss first. Then at the gradient.").split(". ")
    return ". ".join(sentences[: max(1, 2 * len(sentences) // 3)]).rstrip(".") + "."


def ask(page: Page, url: str, question: str) -> None:
    page.goto(f"{url}?question={question}")
    page.wait_for_selector("#chat .bot", state="visible")
    page.wait_for_selector("#btn-send:not([disabled])")


def first_visit(page: Page, url: str, shot: Shot) -> None:
    """The start, and a first question."""
    page.goto(url)
    page.wait_for_selector("#btn-start", state="visible")
    page.wait_for_selector("#loading .strip", state="hidden")
    shot("setup")
    page.locator("#view-setup input[type=number]").nth(1).fill("2")
    page.locator("#view-setup input[type=number]").nth(1).press("Tab")
    page.get_by_label("Coach: your grade after each answer").check()
    page.click("#btn-start")
    page.wait_for_selector("#chat .bot", state="visible")
    page.wait_for_selector("#btn-send:not([disabled])")
    page.wait_for_timeout(900)
    shot("question")


def graded(page: Page, shot: Shot) -> None:
    """An answer with its follow-up, the question once it is closed, a verdict contested, and the report."""
    page.fill("#answer textarea", begun_answer(page.inner_text("#question-head h2")))
    page.click("#btn-send")
    page.wait_for_selector("#verdicts .verdict", state="attached")
    page.wait_for_selector("#btn-send:not([disabled])")
    page.wait_for_timeout(1800)  # until the last message has scrolled into view
    shot("interview")
    if not page.is_visible("#btn-next"):
        page.click("#btn-skip")
        page.wait_for_selector("#btn-next", state="visible")
    page.wait_for_timeout(1200)
    if page.is_visible("#btn-below"):
        page.click("#btn-below")
    shot("closed")
    pill = page.locator("#verdicts [data-act=appeal]").first
    pill.click()
    page.locator("#verdicts .why textarea:visible").fill("I said it in the second sentence.")
    shot("contest")
    if page.is_visible("#btn-below"):
        page.click("#btn-below")
    page.click("#btn-next")
    page.wait_for_function("() => document.querySelector('#question-head')?.innerText.includes('Question 2')")
    page.wait_for_selector("#btn-end:not([disabled])")
    page.click("#btn-end")
    page.click("#btn-end")  # the first press only asks
    page.wait_for_selector("#btn-report", state="visible")
    page.click("#btn-report")
    page.wait_for_selector("#view-report .verdict", state="visible")
    shot("report")


def lists(page: Page, url: str, shot: Shot) -> None:
    """States that a returning user sees: the start page, progress, all questions, earlier interviews, their own bank."""
    page.goto(f"{url}?start=")
    page.wait_for_selector("#welcome .today", state="visible")
    shot("welcome")
    open_tab(page, "Progress")
    page.wait_for_selector("#progress-plots .plot, #today", state="visible")
    shot("progress")
    open_tab(page, "Questions")
    page.wait_for_selector("#question-list tbody tr")
    shot("questions")
    open_tab(page, "History")
    page.wait_for_selector("#history-list tbody tr")
    shot("history")
    open_tab(page, "Your bank")
    page.wait_for_selector("#btn-list-file", state="visible")
    with page.expect_file_chooser() as chosen:
        page.click("#btn-list-file")
    chosen.value.set_files({"name": "list.md", "mimeType": "text/markdown", "buffer": LIST.encode()})
    page.wait_for_function("() => document.querySelector('#list-seen')?.innerText.includes('2 questions')")
    shot("bank")
    open_tab(page, "Accuracy")
    page.get_by_label("Labelled answers").check()
    page.click("#btn-eval-run")
    try:
        page.wait_for_selector("#eval-numbers .figure", state="visible")
    except Error:
        print("the eval did not end in time; its tab is shown without numbers")
    shot("evals")
