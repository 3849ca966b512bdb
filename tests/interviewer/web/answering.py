"""Answers a question on the page with its form, and reads the grade that the page shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.interviewer.web.driving import close_question, settle

if TYPE_CHECKING:
    from playwright.sync_api import Page


def send(page: Page) -> None:
    """Send what was entered, and skip the follow-up questions, so that the whole grade is shown."""
    said = page.locator("#chat .message.user").count()
    page.click("#btn-send")
    page.wait_for_function(f"() => document.querySelectorAll('#chat .message.user').length > {said}")
    settle(page)
    close_question(page)
    page.wait_for_selector("#verdicts [data-point]", state="attached")  # a phone folds them away


def shown_verdicts(page: Page) -> dict[str, str]:
    """The verdict that the page shows for each point."""
    cards = page.eval_on_selector_all(
        "#verdicts [data-point]", "cards => cards.map(c => [c.dataset.point, c.className])"
    )
    return {point: re.sub(r"\bverdict\b", "", name).strip() for point, name in cards}


def shown_reason(page: Page, point: str) -> str:
    return str(page.text_content(f'#verdicts [data-point="{point}"] .vmeta'))


def no_wider_than_the_screen(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"))
