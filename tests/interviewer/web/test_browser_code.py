"""Code in the conversation and next to it is readable: on a light and a dark page, on a laptop and a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interviewer.storage.store import Store
from tests.interviewer.web.driving import Scheme, close_question, no_violation
from tests.interviewer.web.talking import LIGHT, SIZES, opened, ready, send

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = LIGHT


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", list(SIZES))
def test_a_reference_with_code_has_enough_contrast(
    browser: Browser, light_page: tuple[str, Store], size: str, scheme: Scheme
) -> None:
    width, height = SIZES[size]
    page = opened(browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme))
    page.goto(f"{light_page[0]}?question=rl-07")  # its reference answer is a function
    ready(page)
    send(page, "You search the tree and leave out what cannot matter.")
    close_question(page)
    if page.is_visible("#btn-below"):
        page.click("#btn-below")
    for summary in page.locator("summary:visible").all():
        summary.evaluate("it => { it.parentElement.open = true }")
    assert page.locator(".token.keyword:visible").count()
    no_violation(page, f"code on a {size}, {scheme}")
