"""Drawing, filling in and coding in a real browser, on a laptop and on a phone, with light models."""

from __future__ import annotations

import ast
import math
import os
from typing import TYPE_CHECKING

import pytest

from interviewer.bootstrap import App, conductor_of, forms_of
from interviewer.grading.forms.fences import blocks, fenced
from interviewer.grading.forms.sketches.sketches import SketchForm
from interviewer.grading.forms.trees.trees import TreeForm
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from tests.interviewer.grading.forms.walls import needs_walls
from tests.interviewer.web.driving import CHROMIUM, PATIENCE, box_of, no_violation, open_tab, write_code

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium on this machine"),
]
SIZES = {"laptop": (1366, 650), "phone": (390, 844)}


@pytest.fixture(params=list(SIZES))
def page(request: pytest.FixtureRequest, browser: Browser) -> Page:
    width, height = SIZES[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, has_touch=request.param == "phone")
    made = context.new_page()
    made.set_default_timeout(PATIENCE)
    made.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
    return made


def ask(page: Page, url: str, question: str) -> None:
    page.goto(f"{url}?question={question}")
    page.wait_for_selector("#chat .bot", state="visible")
    page.wait_for_selector("#btn-send:not([disabled])")


def draw(page: Page, curve: int, points: list[tuple[float, float]]) -> None:
    """Draw a curve with the mouse, in the units of the axes."""
    page.locator(".sketchpad .curve").nth(curve).click()
    page.evaluate("document.querySelector('.sketchpad canvas').scrollIntoView({block: 'center', behavior: 'instant'})")
    page.wait_for_timeout(150)
    box = box_of(page.locator(".sketchpad canvas"))
    axes = page.evaluate("JSON.parse(document.querySelector('.sketchpad').dataset.axes)")

    def place(x: float, y: float) -> tuple[float, float]:
        across = (x - axes["x"][0]) / (axes["x"][1] - axes["x"][0])
        up = (y - axes["y"][0]) / (axes["y"][1] - axes["y"][0])
        return box["x"] + 46 + across * (box["width"] - 60), box["y"] + 14 + (1 - up) * (box["height"] - 48)

    page.mouse.move(*place(*points[0]))
    page.mouse.down()
    for point in points[1:]:
        page.mouse.move(*place(*point), steps=2)
    page.mouse.up()


def stored_answer(page: Page, store: Store) -> str:
    page.wait_for_selector("#chat .message.user")
    page.wait_for_selector("#btn-send:not([disabled]), #btn-next:visible")
    return store.interviews.all()[-1].state.attempts[0].answer


def test_a_drawing_survives_a_reload_and_is_stored_and_judged(page: Page, light_page: tuple[str, Store]) -> None:
    url, store = light_page
    ask(page, url, "training-04a")
    page.wait_for_selector(".sketchpad[data-live]")
    xs = [-4 + 0.4 * n for n in range(21)]
    draw(page, 0, [(x, 1 / (1 + math.exp(-x))) for x in xs])
    draw(page, 1, [(x, math.tanh(x)) for x in xs])
    draw(page, 2, [(-4, 0), (0, 0), (2.5, 2.5)])
    draw(page, 2, [(-4, 1), (4, 1)])
    page.click(".sketchpad .undo")
    assert page.inner_text(".sketchpad .count") == "3 of 4 curves drawn"
    before = page.evaluate("window.vivaEntered()")
    page.wait_for_function("() => location.search.startsWith('?interview=')")
    page.reload()
    page.wait_for_selector(".sketchpad[data-live]")
    assert page.evaluate("window.vivaEntered()") == before and len(before) < 3000
    no_violation(page, "canvas")
    page.fill("#answer textarea", "Here they are.")
    page.click("#btn-send")
    answer = stored_answer(page, store)
    assert answer.startswith("Here they are.") and [b.kind for b in blocks(answer)] == ["sketch"]
    question = store.interviews.all()[-1].state.attempts[0].question_id
    from knowledge.loader import load_bank

    found = {f.criterion_id: f.verdict for f in SketchForm().findings(load_bank()[question], answer)}
    assert found["sigmoid-graph"] == found["tanh-graph"] == found["relu-graph"] == "met"
    assert page.locator("#chat .message.user img").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")


def test_a_tree_is_filled_in_and_sent_without_a_word(page: Page, light_page: tuple[str, Store]) -> None:
    url, store = light_page
    ask(page, url, "rl-07")
    page.wait_for_selector(".treeform[data-live]")
    for node, values in {"root": (5, 5, ""), "1": (5, "", 5), "2": (4, 5, 4)}.items():
        for quantity, value in zip(("value", "alpha", "beta"), values, strict=True):
            page.fill(f'#form [data-node="{node}"] [data-quantity="{quantity}"]', str(value))
    page.click('#form [data-node="2.2"] > .cut')
    no_violation(page, "tree")
    page.click("#btn-send")
    answer = stored_answer(page, store)
    from knowledge.loader import load_bank

    found = TreeForm().findings(load_bank()["rl-07"], answer)
    assert {f.verdict for f in found} == {"met"} and len(found) == 5
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")


def test_code_is_written_in_the_editor(page: Page, light_page: tuple[str, Store]) -> None:
    url, store = light_page
    ask(page, url, "training-03a")
    page.wait_for_function("() => document.querySelector('#code .cm-content')?.innerText.includes('def backward')")
    page.click("#code .cm-content")
    page.keyboard.press("Control+a")
    page.keyboard.type("def forward(x):\nreturn x")
    page.click("#btn-send")
    (block,) = blocks(stored_answer(page, store))
    assert block.kind == "python" and ast.dump(ast.parse(block.body)) == ast.dump(
        ast.parse("def forward(x):\n  return x")
    )


def test_a_practice_tree_is_checked(page: Page, light_page: tuple[str, Store]) -> None:
    url, _ = light_page
    page.goto(url)
    page.wait_for_selector("#btn-start", state="visible")
    open_tab(page, "Game trees")
    page.wait_for_selector("#practice .treeform[data-live]")
    page.fill('#practice [data-node="root"] .value input', "77")
    page.click("#btn-practice-check")
    page.wait_for_selector("#practice-result .contradicted")
    assert "You give the root the value 77" in page.inner_text("#practice-result")
    page.click("#btn-practice-solve")
    page.wait_for_selector("#practice-result img")
    page.click("#btn-practice-next")
    page.wait_for_function("() => !document.querySelector('#practice [data-node=root] .value input').value")


def test_a_tree_that_is_filled_in_and_not_sent_survives_a_reload(page: Page, light_page: tuple[str, Store]) -> None:
    url, _ = light_page
    ask(page, url, "rl-07")
    page.wait_for_selector(".treeform[data-live]")
    page.fill('#form [data-node="1"] [data-quantity="beta"]', "5")
    page.click('#form [data-node="2.2"] > .cut')
    before = page.evaluate("window.vivaEntered()")
    page.wait_for_function("() => location.search.startsWith('?interview=')")
    page.reload()
    page.wait_for_selector(".treeform[data-live]")
    assert page.evaluate("window.vivaEntered()") == before and '"beta": 5' in before and '"2.2"' in before
    page.click("#form .clear")
    page.reload()
    page.wait_for_selector(".treeform[data-live]")
    assert page.evaluate("window.vivaEntered()") == ""


@needs_walls
def test_a_run_is_stopped_by_its_button_and_the_page_answers_meanwhile(
    page: Page, light_services: Services, light_page: tuple[str, Store]
) -> None:
    url, _ = light_page
    light_services.forms = forms_of(light_services.settings)
    ask(page, url, "training-03a")
    page.wait_for_function("() => document.querySelector('#code .cm-content')?.innerText.includes('def backward')")
    write_code(page, "def forward(x, W1, b1, W2, b2):\n    while True:\n        pass")
    page.click("#btn-run")
    page.wait_for_function("() => document.querySelector('#code-result')?.innerText.includes('Running')")
    said = page.locator("#chat .bot").count()
    page.click("#btn-hint")
    page.wait_for_function(f"() => document.querySelectorAll('#chat .bot').length > {said}")
    assert "Running" in page.inner_text("#code-result")
    # timed in the page: where it is scrolled to the button first, that is not the run's time
    took = page.evaluate("""() => new Promise((done) => {
        const start = performance.now(), result = document.querySelector('#code-result');
        document.querySelector('#btn-stop').click();
        setInterval(() => { if (result.innerText.includes('the run was stopped')) done(performance.now() - start); }, 20);
    })""")
    assert took < 1000
    write_code(page, "def forward(x, W1, b1, W2, b2):\n    return x @ W1")
    page.click("#btn-run")  # and the next run is one of its own
    page.wait_for_function("() => document.querySelector('#code-result').innerText.includes('tests passed')")


@needs_walls
def test_an_answer_in_code_that_was_being_graded_is_graded_when_the_page_is_opened_again(
    page: Page, light_services: Services, light_page: tuple[str, Store]
) -> None:
    from interviewer.web.desk import Desk

    url, store = light_page
    light_services.forms = forms_of(light_services.settings)
    desk = Desk(App(light_services.settings, light_services, store, conductor_of(light_services, store)))
    interview_id = desk.retry("training-03a").interview_id
    steps = desk.say(interview_id, fenced("python", "def forward(x, W1, b1, W2, b2):\n    return x @ W1"))
    next(steps)  # it is stored, and then nothing goes on
    steps.close()
    assert desk.view(interview_id).state.phase == "working"
    page.goto(f"{url}?interview={interview_id}")
    page.wait_for_selector("#btn-send:not([disabled]), #btn-next:visible")
    page.wait_for_function("() => document.querySelectorAll('#chat .bot').length > 1")
    grade = store.interviews.all()[-1].state.attempts[0].grade
    assert grade is not None and {c.verdict for c in grade.criteria if c.id == "forward"} == {"not_met"}
