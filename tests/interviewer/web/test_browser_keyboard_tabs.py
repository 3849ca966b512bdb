"""The other tabs can be used with just the keyboard: a drill, game trees, accuracy and your bank."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from interviewer.loading.services import Services
from interviewer.web.evals.processes import EvalProcesses, EvalState
from tests.interviewer.web.talking import LIGHT, LightPage, ready, sized, state_of
from tests.interviewer.web.test_browser_keyboard import opened_by_keyboard, tab_to, wait_for_text

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = LIGHT
VALUE = "(of) => document.querySelector(of).value"
LIST = "1. Why does the loss jump?\n2. What does a learning rate do?"


@pytest.fixture
def page(browser: Browser) -> Page:
    return sized(browser, "laptop")


def at_tab(page: Page, url: str, name: str) -> None:
    page.goto(url)
    page.wait_for_selector("#btn-start", state="visible")
    page.wait_for_timeout(500)
    opened_by_keyboard(page, name)


def test_a_drill_is_set_up_and_started(page: Page, light_page: LightPage) -> None:
    url, store = light_page
    at_tab(page, url, "Drill")
    tab_to(page, "#drill-section input")
    before = page.evaluate(VALUE, "#drill-section input")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function(
        "([of, was]) => document.querySelector(of).value !== was", arg=["#drill-section input", before]
    )
    tab_to(page, "#drill-topic input, #drill-topic textarea")
    tab_to(page, "#view-setup [role=tabpanel] input[type=range]")
    count = page.evaluate("() => document.activeElement.value")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("() => document.activeElement.value") == str(int(count) - 1)
    tab_to(page, "#btn-cards")
    tab_to(page, "#btn-drill", key="Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#chat .bot", state="visible")
    ready(page)
    setup = state_of(store).setup
    assert setup.drill and len(setup.pool) == int(count) - 1
    assert setup.pool[0].split("-")[0] not in before.lower()


def test_game_trees_are_chosen_filled_in_and_checked(page: Page, light_page: LightPage) -> None:
    at_tab(page, light_page[0], "Game trees")
    page.wait_for_selector("#practice .treeform[data-live]")
    tab_to(page, "#practice-kind input[value=bounds]")
    page.keyboard.press("ArrowUp")
    page.wait_for_function("() => !document.querySelector('#practice .bounds')")
    tab_to(page, "#practice-shape input")
    leaves = page.locator("#practice .leaf").count()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("n => document.querySelectorAll('#practice .leaf').length !== n", arg=leaves)
    tab_to(page, "#practice-seed input")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('#practice .form').dataset.key.startsWith('practice-2-')")
    page.wait_for_selector("#practice .treeform[data-live]")
    tab_to(page, "#practice [data-node='root'] input")
    page.keyboard.type("5")
    tab_to(page, "#btn-practice-check", most=120)
    page.keyboard.press("Enter")
    page.wait_for_selector("#practice-result .verdicts")
    tab_to(page, "#btn-practice-solve")
    page.keyboard.press("Space")
    page.wait_for_selector("#practice-result img")
    tab_to(page, "#btn-practice-next")
    page.keyboard.press("Enter")
    page.wait_for_function("() => !document.querySelector('#practice .form').dataset.key.startsWith('practice-2-')")


def test_a_suite_is_run_stopped_and_read(
    page: Page, light_services: Services, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    runs: list[tuple[str, bool]] = []
    stopped: list[bool] = []
    monkeypatch.setattr(EvalProcesses, "start", lambda self, suite, with_model=False: runs.append((suite, with_model)))
    monkeypatch.setattr(EvalProcesses, "stop", lambda self: stopped.append(True))
    monkeypatch.setattr(EvalProcesses, "state", lambda self: EvalState("running" if runs and not stopped else "idle"))
    folder = light_services.settings.home / "evals"
    folder.mkdir(parents=True, exist_ok=True)
    row = {"question": "q", "claim": "c", "category": "x", "answer": "A", "label": "met", "verdict": "not_met"}
    for name in ("20260101-000000-gold", "20260102-000000-grading"):
        found = {"headlines": [{"name": name, "value": 1}], "disagreements": [{**row, "probability": 0.9}]}
        (folder / f"{name}.json").write_text(json.dumps(found))
    url, _ = request.getfixturevalue("light_page")
    at_tab(page, url, "Accuracy")
    page.wait_for_selector("#eval-differences details")
    tab_to(page, "[role=tabpanel] input[value=grading]")
    page.keyboard.press("ArrowDown")
    tab_to(page, "[role=tabpanel] input[type=checkbox]")
    page.keyboard.press("Space")
    tab_to(page, "#btn-eval-run")
    page.keyboard.press("Enter")
    page.wait_for_selector("#btn-eval-stop:not([disabled])")
    assert runs == [("robustness", True)]
    tab_to(page, "#btn-eval-stop")
    page.keyboard.press("Space")
    page.wait_for_selector("#btn-eval-run:not([disabled])")
    assert stopped
    tab_to(page, "#eval-results input")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    wait_for_text(page, "#eval-numbers", "20260101-000000-gold")
    tab_to(page, "#eval-differences summary")
    page.keyboard.press("Enter")
    page.wait_for_selector("#eval-differences details[open]")


def test_a_list_becomes_drafts_that_are_edited_and_saved(page: Page, light_page: LightPage) -> None:
    at_tab(page, light_page[0], "Your bank")
    tab_to(page, "#list-text textarea")
    page.keyboard.insert_text(LIST)
    tab_to(page, "#btn-list-read")
    page.keyboard.press("Enter")
    page.wait_for_selector("#btn-list-add", state="visible")
    tab_to(page, "#btn-list-add")
    page.keyboard.press("Enter")
    page.wait_for_selector("#draft-title", state="visible")
    tab_to(page, "#draft-list input")
    first = page.evaluate(VALUE, "#draft-list input")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("([of, was]) => document.querySelector(of).value !== was", arg=["#draft-list input", first])
    tab_to(page, "#draft-reference textarea")
    page.keyboard.type("It scales each step.")
    tab_to(page, "#draft-difficulty input[type=range]")
    page.keyboard.press("ArrowRight")
    tab_to(page, "#point-1 textarea")
    page.keyboard.type("Says that it scales the step")
    tab_to(page, "#btn-point-add")
    page.keyboard.press("Enter")
    page.wait_for_selector("#point-2", state="visible")
    tab_to(page, "#btn-draft-save")
    page.keyboard.press("Enter")
    wait_for_text(page, ".toast-wrap", "Saved.")
    tab_to(page, "#draft-file-box .label-wrap")
    page.keyboard.press("Enter")
    page.wait_for_selector("#draft-text .cm-content", state="visible")
    wait_for_text(page, "#draft-text", "scales the step")
    tab_to(page, "#draft-text .cm-content")
    page.keyboard.press("Tab")  # indents
    page.keyboard.press("Escape")
    assert page.evaluate("() => !!document.activeElement.closest('#btn-draft-file-save')"), "the editor lets one out"
    tab_to(page, "#btn-draft-approve", key="Shift+Tab")
