"""Presses on the cards of a grade, in a browser without server or model: several grades are on one page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib import resources
from typing import TYPE_CHECKING

import pytest

from interviewer.web.appeals import PressedGrade
from interviewer.web.objections import Contest
from interviewer.web.verdicts import verdicts_html
from knowledge.schema import Bank
from tests.interviewer.web.driving import BROWSER
from tests.interviewer.web.test_objections import MISSING, PARTLY, UNGRADED, WRONG, attempted

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = [BROWSER[0], BROWSER[2]]
SCRIPT = "".join(
    (resources.files("interviewer.web") / name).read_text(encoding="utf-8") for name in ("retry.js", "verdicts.js")
)
BUILD = """([key, html, script]) => {
    const made = document.createElement('div');
    made.id = key;
    made.innerHTML = html;
    document.body.append(made);
    new Function('element', 'trigger', script)(made, (event) => (window.sent ??= []).push([key, event]));
}"""
DOUBTFUL = replace(MISSING, id="doubtful", unsure=True)
READING = "Reading it again …"


class GradedPage:
    """Grades on an empty page, and what the server would do with them."""

    def __init__(self, page: Page, bank: Bank) -> None:
        self.page, self._bank, self._grades = page, bank, dict[str, PressedGrade]()

    def build(self, key: str, told: dict[str, str] | None = None) -> None:
        """A grade as a view builds it."""
        grade = PressedGrade(self._html(key, told or {}), key=key)
        self._grades[key] = grade
        self.page.evaluate(BUILD, [key, grade.html.value, grade.html.js_on_load])

    def draw(self, key: str, told: dict[str, str]) -> None:
        """The same grade anew, with what second looks came to."""
        html = self._html(key, told)
        self.page.evaluate("([key, html]) => { document.getElementById(key).innerHTML = html; }", [key, html])

    def appeal(self, key: str, point: str, words: str) -> None:
        """Open the form of a point, write in it and press "Look again"."""
        if not self.verdict(key, point, "textarea").is_visible():
            self.verdict(key, point, "[data-act=appeal] >> nth=0").click()
        self.verdict(key, point, "textarea").fill(words)
        self.verdict(key, point, "[data-act=send]").click()

    def taken(self, key: str) -> list[str]:
        """What the server is sent once Gradio takes what was pressed."""
        return list(self.page.evaluate(f"({self._grades[key].appealed})('', '')"))

    def heard(self, key: str) -> None:
        self.page.evaluate(self._grades[key].heard)

    def failed(self, key: str) -> None:
        self.page.evaluate(self._grades[key].failed)

    def verdict(self, key: str, point: str, part: str) -> Locator:
        return self.page.locator(f'#{key} [data-point="{point}"] {part}')

    def line(self, key: str, point: str) -> str:
        return str(self.verdict(key, point, ".wait").inner_text())

    def pressed(self) -> int:
        """How often anything was sent to Gradio."""
        return int(self.page.evaluate("() => (window.sent ?? []).length"))

    def _html(self, key: str, told: dict[str, str]) -> str:
        attempt = attempted(PARTLY, MISSING, WRONG, UNGRADED, DOUBTFUL)
        return verdicts_html(attempt, self._bank["nlp-10"], Contest(key, told))


@pytest.fixture
def page(browser: Browser, bank: Bank) -> Iterator[GradedPage]:
    raw = browser.new_page()
    raw.clock.install()
    raw.add_script_tag(content=SCRIPT)
    made = GradedPage(raw, bank)
    made.build("one")
    made.build("two")
    yield made
    raw.close()


def test_each_grade_sends_its_own_point_and_words(page: GradedPage) -> None:
    page.appeal("one", "value", "I said four")
    page.appeal("two", "partly", "all six steps")  # pressed before the first was taken
    assert page.taken("one") == ["value", "I said four"]
    assert page.taken("two") == ["partly", "all six steps"]


def test_the_answer_to_one_grade_settles_no_other(page: GradedPage) -> None:
    page.appeal("one", "value", "I said four")
    page.appeal("two", "value", "so I did")
    assert page.taken("one") and page.taken("two")
    page.draw("one", {"value": "You are right."})
    page.heard("one")
    page.page.clock.run_for(200)
    assert page.verdict("one", "value", ".outcome").evaluate("o => o === document.activeElement")
    assert page.line("two", "value") == READING
    page.failed("two")
    assert page.line("two", "value") == "That did not work. What you wrote is still here."
    page.draw("two", {})  # as the clock of an interview does
    assert page.verdict("two", "value", "textarea").input_value() == "so I did"


def test_what_nothing_takes_can_be_pressed_again(page: GradedPage) -> None:
    page.appeal("one", "value", "I said four")
    page.page.clock.run_for(21_000)
    assert page.line("one", "value") == "That did not work. What you wrote is still here."
    before = page.pressed()
    page.page.clock.run_for(5000)
    assert page.pressed() == before and page.taken("one") == ["", ""], "and nothing is sent later, unasked"
    page.appeal("one", "value", "I said 4")
    assert page.pressed() == before + 1 and page.taken("one") == ["value", "I said 4"]


def test_while_one_point_is_read_another_has_to_wait_and_keeps_its_words(page: GradedPage) -> None:
    page.appeal("one", "value", "I said four")
    assert page.taken("one")
    page.appeal("one", "partly", "all six steps")
    assert page.line("one", "partly") == "One at a time: the other point is still being read."
    assert page.line("one", "value") == READING
    page.draw("one", {"value": "You are right."})
    page.heard("one")
    page.page.clock.run_for(200)
    assert page.verdict("one", "partly", "textarea").input_value() == "all six steps"
    assert page.verdict("one", "partly", "textarea").evaluate("box => box === document.activeElement")
    page.appeal("one", "partly", "all six steps")
    assert page.taken("one") == ["partly", "all six steps"]


@pytest.mark.parametrize(
    ("point", "told"),
    [
        ("value", "Say which of your words make the point. Quoting them helps most."),
        ("wrong", "Say what you meant. Quoting the words around it helps most."),
        ("fault", READING),
    ],
)
def test_an_empty_box_is_told_what_this_point_needs(point: str, told: str, page: GradedPage) -> None:
    page.appeal("one", point, " ")
    assert page.line("one", point) == told
    assert (page.pressed() > 0) == (point == "fault")


def test_a_grade_that_is_drawn_no_more_is_forgotten(page: GradedPage) -> None:
    page.appeal("one", "value", "I said four")
    page.page.evaluate("() => document.getElementById('one').remove()")
    page.build("three")
    assert page.taken("one") == ["", ""]
    page.heard("one")  # an answer that comes too late finds nothing to settle
    page.appeal("three", "value", "I said four")
    assert page.taken("three") == ["value", "I said four"]


def test_what_counts_against_somebody_may_be_the_point_itself(page: GradedPage) -> None:
    """The words they are charged with are sent as they stand if nothing is written."""
    page.page.locator('#one [data-point="wrong"] button', has_text="That is the point").click()
    assert "Leave this empty" in page.verdict("one", "wrong", ".why label").inner_text()
    page.verdict("one", "wrong", "[data-act=send]").click()
    assert page.taken("one") == ["wrong", "That is the point: “edits”"]


def test_one_form_serves_both_ways_to_contest(page: GradedPage) -> None:
    """What was typed stays when the other button is pressed, and the form asks for what that one needs."""
    not_said = page.page.locator('#one [data-point="wrong"] button', has_text="That’s not what I said")
    is_point = page.page.locator('#one [data-point="wrong"] button', has_text="That is the point")
    is_point.click()
    page.verdict("one", "wrong", "textarea").fill("edits")
    not_said.click()
    assert page.verdict("one", "wrong", "textarea").input_value() == "edits"
    assert "What did you mean?" in page.verdict("one", "wrong", ".why label").inner_text()
    assert (not_said.get_attribute("aria-expanded"), is_point.get_attribute("aria-expanded")) == ("true", "false")
    page.verdict("one", "wrong", "textarea").fill("")
    page.verdict("one", "wrong", "[data-act=send]").click()
    assert page.pressed() == 0 and page.line("one", "wrong").startswith("Say what you meant.")
    is_point.click()
    assert page.line("one", "wrong") == ""
    page.draw("one", {})
    page.page.wait_for_selector('#one [data-point="wrong"] .why:not([hidden])')
    assert "Leave this empty" in page.verdict("one", "wrong", ".why label").inner_text(), (
        "as it was before it was redrawn"
    )
    is_point.click()
    assert not page.verdict("one", "wrong", "textarea").is_visible()
    assert page.page.evaluate("() => document.activeElement.textContent") == "That is the point"


def test_a_denial_that_asks_again_asks_for_its_whole_time(page: GradedPage) -> None:
    """The server could not take the first one, and the time of that one has no say any more."""
    deny = page.verdict("one", "doubtful", "[data-act=deny]")
    deny.click()
    page.page.clock.run_for(2500)
    deny.click()
    assert page.taken("one") == ["doubtful", ""]
    page.failed("one")
    deny.click()
    page.page.clock.run_for(3500)
    assert deny.get_attribute("data-sure") is not None
    page.page.clock.run_for(5000)
    assert deny.get_attribute("data-sure") is None
