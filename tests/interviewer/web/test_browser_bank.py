"""A bank of one's own in a real headless Chromium: a list is uploaded, a draft filled in, approved and asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.interviewer.web.driving import BROWSER, Server, answer, no_violation, open_page, open_tab

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = BROWSER
LIST = "## Dough\n\n1. Why does dough rise?\n2. What is gluten?\n"


def choose_draft(page: Page, at: int, question: str) -> None:
    page.click("#draft-list input")
    page.locator("ul[role=listbox] li").nth(at).click()
    page.wait_for_function("q => document.querySelector('#draft-question textarea').value === q", arg=question)


def test_a_list_is_uploaded_filled_in_approved_and_asked(plain: Server, browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "list.md").write_text(LIST)
    page, outside = open_page(browser, plain, viewport={"width": 1366, "height": 650})
    open_tab(page, "Your bank")
    with page.expect_file_chooser() as chosen:
        page.click("#btn-list-file")
    chosen.value.set_files(str(tmp_path / "list.md"))
    page.wait_for_function("() => document.querySelector('#list-seen')?.innerText.includes('2 questions')")
    no_violation(page, "a list that was looked at")
    page.click("#btn-list-add")
    page.wait_for_selector("#draft-question textarea", state="visible")
    assert page.input_value("#draft-question textarea") == "Why does dough rise?"
    page.fill("#draft-reference textarea", "Yeast")
    choose_draft(page, 1, "What is gluten?")
    choose_draft(page, 0, "Why does dough rise?")
    assert page.input_value("#draft-reference textarea") == "Yeast"  # half an answer was saved on the way
    page.fill("#draft-question textarea", "")
    choose_draft(page, 1, "")
    page.wait_for_selector("#btn-draft-drop", state="visible")
    assert "still in the fields" in page.inner_text("#draft-note")
    no_violation(page, "a draft whose typing is held back")
    page.fill("#draft-question textarea", "Why does dough rise?")
    page.fill("#draft-reference textarea", "Yeast makes gas, and the dough holds it.")
    page.get_by_label("Point 1: a good answer …").fill("Says that yeast makes gas")
    page.get_by_label("What counts as saying point 1").fill("it ferments\nthe yeast gives off bubbles")
    page.click("#btn-draft-save")
    page.wait_for_function("() => document.querySelector('#draft-faults')?.innerText.includes('Nothing is missing')")
    no_violation(page, "the form of a draft")
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(500)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1366, "height": 650})
    page.click("#btn-draft-approve")
    page.wait_for_selector("#btn-draft-ask", state="visible")
    open_tab(page, "Mock interview")
    page.wait_for_function("() => document.querySelector('#sections').innerText.includes('Dough (1)')")
    open_tab(page, "Your bank")
    page.wait_for_selector("#draft-question textarea", state="visible")
    assert page.input_value("#draft-question textarea") == "What is gluten?"
    open_tab(page, "Questions")
    page.wait_for_selector("#question-list tbody tr")
    page.fill("#find-question input, #find-question textarea", "why does dough rise")
    page.wait_for_function("() => document.querySelector('#question-list tbody tr').innerText.includes('dough')")
    page.locator("#question-list .ask").first.click()
    page.wait_for_function("() => document.querySelector('#question-text')?.innerText.includes('Why does dough rise?')")
    answer(page, "The yeast gives off bubbles of gas.")
    page.wait_for_selector("#verdicts .verdict")
    assert outside == []
