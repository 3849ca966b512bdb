"""Quick cards in a real browser, with light models: a verdict is contested before it is rated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interviewer.storage.store import Store
from tests.interviewer.web.driving import no_violation, open_tab
from tests.interviewer.web.talking import LIGHT, SIZES, sized

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = LIGHT


@pytest.mark.parametrize("size", list(SIZES))
def test_a_cards_verdict_is_contested_and_then_rated(
    browser: Browser, light_page: tuple[str, Store], size: str
) -> None:
    url, store = light_page
    page = sized(browser, size)
    page.goto(url)
    page.wait_for_selector("#btn-start", state="visible")
    open_tab(page, "Drill")
    page.click("#btn-cards")
    page.fill("#card-answer textarea", "The weather is nice today.")
    first = page.inner_text("#card-front")
    page.click("#btn-check")
    page.click("#card-verdict [data-act=appeal]")
    page.fill("#card-verdict textarea", "I said that it is nice")
    page.click("#card-verdict [data-act=send]")
    page.wait_for_selector("#card-verdict .outcome", state="visible")
    page.wait_for_function("() => document.activeElement.classList.contains('outcome')")
    assert "Second look." in page.inner_text("#card-verdict") and page.locator("#card-verdict [data-act]").count() == 0
    no_violation(page, "a contested card")
    assert len(store.interviews.appeals()) == 1 and store.reviews.log() == []
    page.click("#btn-rate-1:not([disabled])")
    page.wait_for_function("t => document.querySelector('#card-front').innerText !== t", arg=first)
    page.wait_for_selector("#card-verdict .outcome", state="detached")
    assert len(store.reviews.log()) == 1
