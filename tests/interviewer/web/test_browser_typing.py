"""A candidate keeps typing while an answer is being graded, in a real browser, with light models."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ParamSpec

import pytest

from interviewer.web.desk import Desk
from interviewer.web.snapshot import View
from tests.interviewer.web.talking import LIGHT, SIZES, LightPage, begin, box, ready, send, sized

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = LIGHT
TEXT = "An answer that takes some time to write: the loss."
SAID = "() => [...document.querySelectorAll('#chat .message.user')].map((one) => one.innerText.trim())"

P = ParamSpec("P")


class Gates:
    """Holds an answer back before it is stored, and then before the interviewer replies."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.stored, self.answered = threading.Event(), threading.Event()
        monkeypatch.setattr(Desk, "say", self._holding(Desk.say))

    def _holding(self, say: Callable[P, Iterator[View]]) -> Callable[P, Iterator[View]]:
        def held(*given: P.args, **named: P.kwargs) -> Iterator[View]:
            self.stored.wait(30)
            steps = say(*given, **named)
            yield next(steps)
            self.answered.wait(30)
            yield from steps

        return held


@pytest.mark.parametrize("size", list(SIZES))
def test_what_is_typed_after_send_stays_and_is_sent_only_when_it_is_sent(
    browser: Browser, light_page: LightPage, size: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, _ = light_page
    page, gates = sized(browser, size), Gates(monkeypatch)
    begin(page, url)
    page.fill("#answer textarea", TEXT)
    page.click("#btn-send")
    if size == "phone":  # with a mouse the box has the focus again
        page.focus("#answer textarea")
    page.keyboard.type("\nAnd what", delay=10)
    page.keyboard.press("Control+Enter")  # again, as the impatient do
    page.wait_for_timeout(600)
    gates.stored.set()
    page.wait_for_selector("#chat .message.user")
    page.wait_for_function("() => document.querySelector('#answer textarea').value === 'And what'")
    page.keyboard.type(" I forgot", delay=10)
    page.keyboard.press("Control+Enter")
    page.wait_for_timeout(800)
    assert page.evaluate(SAID) == [TEXT] and box(page) == "And what I forgot"
    gates.answered.set()
    ready(page)
    page.wait_for_timeout(2000)
    assert page.evaluate(SAID) == [TEXT] and box(page) == "And what I forgot"
    page.keyboard.press("Control+Enter")
    page.wait_for_function("() => document.querySelectorAll('#chat .message.user').length > 1")
    ready(page)
    page.wait_for_timeout(500)
    assert page.evaluate(SAID) == [TEXT, "And what I forgot"] and box(page) == ""


def test_a_new_text_in_place_of_what_was_sent_is_left_alone(
    browser: Browser, light_page: LightPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, _ = light_page
    page, gates = sized(browser, "laptop"), Gates(monkeypatch)
    begin(page, url)
    page.fill("#answer textarea", TEXT)
    page.keyboard.press("Control+Enter")
    page.fill("#answer textarea", "Something else.")
    gates.stored.set()
    gates.answered.set()
    page.wait_for_selector("#chat .message.user")
    ready(page)
    page.wait_for_timeout(1500)
    assert page.evaluate(SAID) == [TEXT] and box(page) == "Something else."
    send(page, TEXT)  # the same words again are an answer again
    assert page.evaluate(SAID) == [TEXT, TEXT] and box(page) == ""


def test_money_and_code_with_dollars_are_no_formulas_beside_one(browser: Browser, light_page: LightPage) -> None:
    page = sized(browser, "laptop")
    begin(page, light_page[0])
    said = (
        "It costs $5 an hour or $10 a day, \\$3 at night. Run `$x` or `$y`:\n\n```\necho $HOME\n```\n\nThe loss is $L$."
    )
    send(page, said)
    mine = page.locator("#chat .message.user").last
    mine.locator(".katex").first.wait_for()
    assert mine.locator(".katex").count() == 1
    assert "It costs $5 an hour or $10 a day, $3 at night. Run $x or $y:" in mine.inner_text()
    assert [each.strip() for each in mine.locator("code").all_inner_texts()] == ["$x", "$y", "echo $HOME"]
