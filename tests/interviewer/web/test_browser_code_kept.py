"""Code that was typed and not sent survives what Gradio and the browser do to the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.grading.forms.fences import blocks
from interviewer.storage.store import Store
from tests.interviewer.web.driving import BROWSER, EDITOR, write_code
from tests.interviewer.web.test_browser_forms import ask, page, stored_answer

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = BROWSER
__all__ = ["page"]  # the fixture of the other tests of forms


def test_code_that_is_typed_and_not_sent_survives_a_reload(page: Page, light_page: tuple[str, Store]) -> None:
    url, store = light_page
    ask(page, url, "training-03a")
    page.wait_for_function("() => document.querySelector('#code .cm-content')?.innerText.includes('def backward')")
    code = "def forward(x):\n" + "".join(f"    a{n} = x + {n}\n" for n in range(120)) + "    return x"
    write_code(page, code)
    page.wait_for_function("() => location.search.startsWith('?interview=')")
    for _ in range(2):  # what came back is kept as well
        page.reload()
        page.wait_for_function(f"() => document.querySelector('#code .cm-content') && {EDITOR}.includes('a119')")
        page.wait_for_timeout(1500)
        assert page.evaluate(EDITOR) == code
    page.fill("#answer textarea", "Here it is.")
    page.click("#btn-send")
    (block,) = blocks(stored_answer(page, store))
    assert block.body.strip() == code
    page.evaluate("sessionStorage.clear()")
    page.reload()  # in another tab what was sent is gone on from, though more has been said since
    page.wait_for_function(f"() => document.querySelector('#code .cm-content') && {EDITOR}.includes('a119')")


def test_code_typed_before_the_page_says_of_which_question_it_is_is_kept(
    page: Page, light_page: tuple[str, Store]
) -> None:
    url, _ = light_page
    ask(page, url, "training-03a")
    page.wait_for_function("() => document.querySelector('#code .cm-content')?.innerText.includes('def backward')")
    keys = "[...document.querySelectorAll('[data-code-key]')]"
    key = page.evaluate(f"() => {{ window.keyed = {keys}; return window.keyed[0].dataset.codeKey; }}")
    page.evaluate("() => window.keyed.forEach((place) => place.removeAttribute('data-code-key'))")
    page.wait_for_timeout(900)
    assert page.evaluate(f"() => {keys}.length") == 0
    page.click("#code .cm-content")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("def early(x): return x")
    page.wait_for_timeout(300)
    page.evaluate("key => window.keyed.forEach((place) => { place.dataset.codeKey = key; })", key)
    page.wait_for_function("() => Object.values(sessionStorage).includes('def early(x): return x')", timeout=10_000)


def test_code_survives_an_editor_that_is_filled_late(page: Page, light_page: tuple[str, Store]) -> None:
    url, _ = light_page
    ask(page, url, "training-03a")
    page.wait_for_function("() => document.querySelector('#code .cm-content')?.innerText.includes('def backward')")
    code = "def forward(x):\n    return x + 1"
    write_code(page, code)
    page.wait_for_timeout(700)
    view = EDITOR.removesuffix(".state.doc.toString()")
    page.evaluate(
        f"() => {view}.dispatch({{changes: {{from: 0, to: {view}.state.doc.length, insert: 'def late(): ...'}}}})"
    )
    page.wait_for_function(f"code => {EDITOR} === code", arg=code)
    page.keyboard.press("End")
    page.keyboard.type("  # mine")
    page.wait_for_timeout(1500)
    assert "# mine" in page.evaluate(EDITOR)


def test_code_survives_a_skip_that_is_undone(page: Page, light_page: tuple[str, Store]) -> None:
    url, _ = light_page
    ask(page, url, "training-03a")
    page.wait_for_function("() => document.querySelector('#code .cm-content')?.innerText.includes('def backward')")
    code = "def forward(x):\n    return x"
    write_code(page, code)
    page.wait_for_timeout(900)
    page.click("#btn-skip")
    page.wait_for_selector("#btn-next", state="visible")
    page.click("#btn-unskip")
    page.wait_for_selector("#btn-next", state="hidden")
    page.wait_for_function(f"() => document.querySelector('#code .cm-content') && {EDITOR}.includes('return x')")
    page.wait_for_timeout(1500)
    assert page.evaluate(EDITOR) == code
