"""Everything on the page can be done with just the keyboard, in a real browser with light models."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from interviewer.grading.forms.fences import blocks
from interviewer.grading.local.relation import TAKEN_BACK, Relation
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from tests.interviewer.web.talking import LIGHT, LightPage, ready, sized, state_of
from tests.stand_ins import RuleReader

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = LIGHT
FOCUSED = "(wanted) => !!document.activeElement?.closest(wanted)"


class OfOnePoint(RuleReader):
    """Is not quite sure that the first point it reads is made, and hears nothing of the others: whatever question is drawn,
    there is a point to deny and one to contest."""

    def __init__(self) -> None:
        super().__init__(("", "loss", "says"), surely=0.62)
        self.point = ""

    def _relation(self, claim: str, statement: str) -> Relation:
        asked = re.split(r" (?:Right|Wrong): ", claim)[0]
        if not self.point and TAKEN_BACK not in asked:
            self.point = asked
        return super()._relation(claim, statement) if asked == self.point else "silent"


@pytest.fixture
def light_services(light_services: Services) -> Services:
    """With a reader that is never quite sure, so that there is something to deny."""
    light_services.__dict__["reader"] = OfOnePoint()
    return light_services


@pytest.fixture
def page(browser: Browser) -> Page:
    return sized(browser, "laptop")


def tab_to(page: Page, wanted: str, most: int = 90, key: str = "Tab") -> None:
    """Go on with Tab until the focus is there; fails where it never is."""
    for _ in range(most):
        if page.evaluate(FOCUSED, wanted):
            return
        page.keyboard.press(key)
    focus = page.evaluate("() => document.activeElement?.outerHTML.slice(0, 120)")
    pytest.fail(f"Tab does not lead to {wanted}; it is at {focus}")


def wait_for_text(page: Page, where: str, text: str) -> None:
    page.wait_for_function(
        "([where, text]) => document.querySelector(where)?.innerText.includes(text)", arg=[where, text]
    )


def go(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("#chat .bot", state="visible")
    ready(page)


def test_a_whole_coach_session(page: Page, light_page: LightPage) -> None:
    url, store = light_page
    page.goto(url)
    page.wait_for_selector("#btn-start", state="visible")
    tab_to(page, "#mode input[value=coach]")
    page.keyboard.press("Space")
    tab_to(page, "#btn-start")
    page.keyboard.press("Enter")
    page.wait_for_selector("#chat .bot", state="visible")
    ready(page)
    page.wait_for_function("() => document.activeElement === document.querySelector('#answer textarea')")
    page.keyboard.press("Alt+h")
    wait_for_text(page, "#chat", "Hint 1 of 3")
    commands(page)
    page.wait_for_function("() => document.activeElement?.closest('#composer')")
    tab_to(page, "#answer textarea", key="Shift+Tab")
    page.keyboard.type("It is the loss.")
    tab_to(page, "#sure input")
    page.keyboard.press("Space")
    tab_to(page, "#btn-send")
    page.keyboard.press("Enter")
    page.wait_for_selector("#verdicts .verdict")
    ready(page)
    assert state_of(store).attempts[0].confidence is not None
    page.keyboard.press("Alt+k")
    page.wait_for_selector("#btn-next", state="visible")
    objections(page)
    ready(page)
    page.keyboard.press("Alt+n")
    wait_for_text(page, "#question-head", "Question 2")
    skipped_and_undone(page, store)
    ended(page)


def commands(page: Page) -> None:
    """A command of the menu, a note, and the menu left alone."""
    page.wait_for_selector("#btn-more:not([disabled])")
    page.keyboard.press("Alt+m")
    page.wait_for_function("() => document.activeElement?.dataset.command")
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.activeElement?.id === 'btn-more'")
    page.keyboard.press("Enter")
    for _ in range(20):
        if page.evaluate("() => document.activeElement?.dataset.command") == "time":
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    wait_for_text(page, "#chat", "How much time is left?")
    page.wait_for_selector("#btn-more:not([disabled])")
    page.keyboard.press("Alt+m")
    tab_to(page, "[data-command=note-open]")
    page.keyboard.press("Enter")
    page.keyboard.type("look up the loss")
    page.keyboard.press("Control+Enter")
    wait_for_text(page, "#chat", "Note to self: look up the loss")
    page.wait_for_selector("#btn-more:not([disabled])")


def objections(page: Page) -> None:
    """A verdict is denied, and another contested."""
    page.wait_for_function("() => document.activeElement === document.querySelector('#answer textarea')")
    tab_to(page, "#verdicts [data-act=deny]")
    page.keyboard.press("Enter")
    page.wait_for_timeout(600)
    page.keyboard.press("Enter")
    page.wait_for_selector("#verdicts .outcome")
    page.wait_for_timeout(500)
    tab_to(page, "#verdicts [data-act=appeal]")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement?.matches('.why textarea')")
    page.keyboard.type("I said that it is the loss")
    tab_to(page, "#verdicts [data-act=send]")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelectorAll('#verdicts .outcome').length === 2")


def skipped_and_undone(page: Page, store: Store) -> None:
    ready(page)
    page.keyboard.press("Alt+k")
    page.wait_for_selector("#btn-next", state="visible")
    assert state_of(store).attempts[1].skipped
    page.keyboard.press("Alt+u")
    page.wait_for_selector("#btn-next", state="hidden")
    ready(page)
    assert not state_of(store).attempts[1].skipped


def ended(page: Page) -> None:
    """End, the report, its appendix, and back to the start."""
    tab_to(page, "#btn-end")
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    page.keyboard.press("Enter")
    page.wait_for_selector("#btn-report", state="visible")
    tab_to(page, "#btn-report")
    page.keyboard.press("Enter")
    page.wait_for_selector("#view-report .verdict", state="visible")
    tab_to(page, "#dl-pdf")
    tab_to(page, "#view-report .label-wrap")
    tab_to(page, "#turns .label-wrap", most=200)
    page.keyboard.press("Enter")
    page.wait_for_selector("#turn-chat .message", state="visible")
    tab_to(page, "#btn-back", most=200, key="Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#btn-start", state="visible")


def test_code_is_indented_by_tab_and_left_by_escape(page: Page, light_page: LightPage) -> None:
    url, store = light_page
    go(page, f"{url}?question=training-03a")
    page.wait_for_function("() => document.querySelector('#code .cm-content')?.innerText.includes('def backward')")
    tab_to(page, "#code .cm-content", key="Shift+Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("def forward(x):")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+End")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED, "#code .cm-content")  # Tab stays
    page.keyboard.type("return x")
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUSED, "#answer")
    tab_to(page, "#btn-run", key="Shift+Tab", most=8)
    tab_to(page, "#btn-send")
    page.keyboard.press("Enter")
    page.wait_for_selector("#chat .message.user")
    ready(page)
    (block,) = blocks(state_of(store).attempts[0].answer)
    body = block.body.splitlines()
    assert body[0] == "def forward(x):" and body[1].strip() == "return x" and body[1].startswith("  ")


def test_a_game_tree_is_filled_in(page: Page, light_page: LightPage) -> None:
    url, store = light_page
    go(page, f"{url}?question=rl-07")
    page.wait_for_selector(".treeform[data-live]")
    tab_to(page, "#form [data-node='root'] [data-quantity=value]", key="Shift+Tab")
    page.keyboard.type("5")
    tab_to(page, "#form .cut")
    page.keyboard.press("Enter")
    tab_to(page, "#answer textarea", most=120)
    page.keyboard.type("The root is five.")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#chat .message.user")
    ready(page)
    answer = state_of(store).attempts[0].answer
    assert '"root": {"value": 5}' in answer and "pruned" in answer


def test_a_table_of_values_stands_in_for_a_drawing(page: Page, light_page: LightPage) -> None:
    url, store = light_page
    go(page, f"{url}?question=training-04a")
    page.wait_for_selector(".sketchpad[data-live]")
    assert "table of values" in (page.get_attribute(".sketchpad canvas", "aria-label") or "")
    page.wait_for_function("() => document.activeElement === document.querySelector('#answer textarea')")
    page.keyboard.type("ReLU: x = -2, -1, 0, 1, 2 gives 0, 0, 0, 1, 2.")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#chat .message.user")
    ready(page)
    assert "gives 0, 0, 0, 1, 2" in state_of(store).attempts[0].answer


def test_lists_are_reached_and_used(page: Page, light_page: LightPage) -> None:
    url, store = light_page
    go(page, f"{url}?question=training-04a")
    page.keyboard.type("half a draft")
    page.goto(f"{url}?start=")
    page.wait_for_selector("#btn-start", state="visible")
    page.wait_for_timeout(500)
    opened_by_keyboard(page, "Questions")
    page.wait_for_selector("#question-list tbody tr")
    tab_to(page, "#find-question input, #find-question textarea")
    tab_to(page, "#question-list .star")
    page.keyboard.press("Enter")
    page.wait_for_selector('#question-list .star[aria-pressed="true"]')
    opened_by_keyboard(page, "History")
    page.wait_for_selector("#history-list tbody tr")
    tab_to(page, "#history-list [data-act=rename]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#new-name input, #new-name textarea", state="visible")
    tab_to(page, "#history-list [data-act=delete]", most=200)
    page.keyboard.press("Enter")
    page.wait_for_selector("#btn-delete-it", state="visible")
    tab_to(page, "#btn-delete-it", most=200)
    page.keyboard.press("Enter")
    page.wait_for_function("() => !document.querySelector('#history-list tbody tr')")
    assert store.interviews.all() == []
    opened_by_keyboard(page, "Your bank")
    tab_to(page, "#btn-list-file", most=120)


def opened_by_keyboard(page: Page, name: str) -> None:
    """A tab, or one in the menu of those that do not fit; from wherever the focus is."""
    there = "name => document.activeElement?.innerText?.trim() === name"
    if page.get_by_role("tab", name=name).first.is_visible():
        key = "Tab" if page.evaluate("() => document.activeElement === document.body") else "Shift+Tab"
        for _ in range(90):
            page.keyboard.press(key)
            if page.evaluate(there, name) and page.evaluate(FOCUSED, "[role=tab]"):
                page.keyboard.press("Enter")
                return
        pytest.fail(f"no way to the tab {name}")
    tab_to(page, ".overflow-menu > button", key="Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".overflow-dropdown button", state="visible")
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate(there, name):
            page.keyboard.press("Enter")
            return
    pytest.fail(f"no way to {name} in the menu")


def test_quick_cards(page: Page, light_page: LightPage) -> None:
    url, _ = light_page
    page.goto(f"{url}?cards=")
    page.wait_for_selector("#card-front", state="visible")
    page.wait_for_function("() => document.activeElement === document.querySelector('#card-answer textarea')")
    first = page.inner_text("#card-front")
    page.keyboard.type("It is the loss.")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#card-ratings", state="visible")
    page.keyboard.press("Alt+3")
    page.wait_for_function("t => document.querySelector('#card-front').innerText !== t", arg=first)
    tab_to(page, "#btn-cards-back", key="Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#btn-start", state="visible")
