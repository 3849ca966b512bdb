"""Every part that asks for code, a value, a formula, a tree or a drawing: answered in its own form, its computed grade on the page.

The page runs with light models and the real forms, on a laptop and on a phone. What no form decides is none of this test's.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from tests.interviewer.grading.forms.code.test_hidden_tests import DROPOUT, NETWORK
from tests.interviewer.grading.forms.walls import needs_walls
from tests.interviewer.web.answering import no_wider_than_the_screen, send, shown_reason, shown_verdicts
from tests.interviewer.web.driving import CHROMIUM, EDITOR, write_code
from tests.interviewer.web.test_browser_forms import ask

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium on this machine"),
]
TEXTS: dict[str, tuple[tuple[str, dict[str, str]], ...]] = {
    "training-04d": (
        (r"$\sigma' = \sigma(1-\sigma)$", {"scalar-derivative": "met"}),
        (r"$\sigma' = \sigma(\sigma-1)$", {"scalar-derivative": "contradicted"}),
    ),
    "training-24": (
        (
            "h1 = relu(x1 + x2), h2 = relu(x1 + x2 - 1), y = h1 - 2*h2",
            {"weights": "met", "architecture": "met"},
        ),
        ("h1 = relu(x1 + x2), h2 = relu(x1 + x2 - 1), y = h1 - h2", {"weights": "contradicted"}),
    ),
    "nlp-10": (
        ("Four edits: d→b, c→t, o→l, r→e.", {"value": "met", "operations": "met"}),
        ("The distance is 5.", {"value": "contradicted"}),
    ),
    "nlp-05a": (
        ("1. D4 (0.83)\n2. D3 (0.74)", {"top-two": "met", "cosine": "met"}),
        ("The two best are D5 and D1.", {"top-two": "contradicted"}),
    ),
    "nlp-05b": (
        ("D5 stays fourth.", {"small-change": "met"}),
        ("D5 moves up to second.", {"small-change": "contradicted"}),
    ),
    "nlp-12": (("They break even at 3 characters per word.", {"breakeven": "met"}),),
    "vision-05": (
        (r"$p = \frac{k-1}{2}$", {"size-formula": "met"}),
        (r"$p = \frac{k+1}{2}$", {"size-formula": "contradicted"}),
    ),
    "vision-09": (
        ("3x3, 64 to 128 channels: 73,728 weights before and 8,768 after.", {"example": "met"}),
        ("3x3, 64 to 128 channels: 73,728 weights before and 9,768 after.", {"example": "contradicted"}),
    ),
    "training-02": (
        (r"$w \leftarrow w - \eta \nabla L(w)$", {"update-rule": "met"}),
        (r"$w \leftarrow w + \eta \nabla L(w)$", {"update-rule": "contradicted"}),
    ),
    "advanced-05a": (("D(x) = 1/2 for every x, and the value is -log 4.", {"d-half": "met", "js": "met"}),),
    "training-07": (
        ("w = g * v / ||v||", {"reparametrisation": "met"}),
        ("w = v / (g ||v||)", {"reparametrisation": "contradicted"}),
    ),
    "training-15": (
        ("d/dw ||w||^2 = 2w", {"simple-gradient": "met"}),
        ("The squared norm has the gradient w^2.", {"simple-gradient": "contradicted"}),
    ),
    "training-18c": (
        ("Double the batch, double the learning rate.", {"linear-or-sqrt": "met"}),
        ("Double the batch, halve the learning rate.", {"linear-or-sqrt": "contradicted"}),
    ),
    "training-23": (
        ("relu(z) - relu(-z) = z", {"mechanism": "met"}),
        ("relu(z) + relu(-z) = z", {"mechanism": "contradicted"}),
    ),
    "nlp-08": (
        ("There are $V^n$ possible n-grams.", {"exponential": "met"}),
        ("There are $n^2$ possible n-grams.", {"exponential": "contradicted"}),
    ),
    "vision-02a": (
        (
            "The weights are k^2 * C * C', so the cost grows with the square of the filter size.",
            {"cost-quadratic": "met"},
        ),
        ("From 3x3 to 6x6 the weights go up by a factor of 2.", {"cost-quadratic": "contradicted"}),
    ),
    "vision-03": (
        ("A dense unit has 224*224*3 = 150,528 weights and a conv unit has 27.", {"vs-dense": "met"}),
        ("A dense unit has 27 weights and a conv unit has 150,528.", {"vs-dense": "contradicted"}),
    ),
    "vision-04": (
        ("300 / 1 / 70", {"embedding-dim": "met", "one-2d": "met", "char-level": "met"}),
        ("1, d, V", {"embedding-dim": "contradicted", "one-2d": "contradicted", "char-level": "met"}),
    ),
    "vision-08d": (
        ("pooling: 0 weights, conv: 36,864", {"params-cost": "met"}),
        ("pooling: 36,864 weights, conv: 0", {"params-cost": "contradicted"}),
    ),
    "vision-11": (
        ("For a 7x7x512 map and 4096 units: 4096 filters of 7x7x512.", {"kernel-full": "met"}),
        ("For a 7x7x512 input use 4096 filters of 3x3, same padding.", {"kernel-full": "contradicted"}),
    ),
}
"""By question: answers, and the verdicts of the points that are computed."""


@pytest.mark.parametrize("question", TEXTS)
def test_a_value_or_a_formula_in_words_or_latex_is_computed(touched: Page, computed: str, question: str) -> None:
    for answer, wanted in TEXTS[question]:
        ask(touched, computed, question)
        touched.fill("#answer textarea", answer)
        send(touched)
        found = shown_verdicts(touched)
        assert {point: found.get(point) for point in wanted} == wanted, answer
        for point in wanted:
            assert re.search(r"\d|=|\b(?:It|Here)\b", shown_reason(touched, point)), (
                "what was computed is told, of what is right, too"
            )
        assert no_wider_than_the_screen(touched)


@needs_walls
@pytest.mark.parametrize(
    ("question", "code", "wanted"),
    [
        (
            "training-03a",
            NETWORK.replace("dh * (z1 > 0)", "dh * (z1 < 0)"),
            {"forward": "met", "output-layer-gradients": "met", "relu-mask": "contradicted"},
        ),
        (
            "training-03b",
            DROPOUT.replace("return dout * mask", "return dout"),
            {"random-mask": "met", "backward-same-mask": "contradicted", "test-time-scaling": "met"},
        ),
    ],
)
def test_code_in_the_editor_is_run_and_each_point_has_its_own_tests(
    touched: Page, computed: str, question: str, code: str, wanted: dict[str, str]
) -> None:
    ask(touched, computed, question)
    touched.wait_for_function("() => document.querySelector('#code .cm-content')?.innerText.includes('def ')")
    write_code(touched, code)
    touched.click("#btn-run")
    touched.wait_for_function("() => document.querySelector('#code-result').innerText.includes('tests passed')")
    send(touched)
    found = shown_verdicts(touched)
    assert {point: found.get(point) for point in wanted} == wanted
    wrong = next(point for point, verdict in wanted.items() if verdict == "contradicted")
    assert "expected" in shown_reason(touched, wrong) and no_wider_than_the_screen(touched)


def test_code_that_is_too_long_is_refused_in_one_line_and_stays_in_the_editor(touched: Page, computed: str) -> None:
    ask(touched, computed, "training-03a")
    touched.wait_for_function("() => document.querySelector('#code .cm-content')?.innerText.includes('def ')")
    code = "def forward(x):\n" + "".join(f"    a{n} = x + {n}  # a remark\n" for n in range(400)) + "    return x"
    write_code(touched, code)
    touched.click("#btn-run")
    touched.wait_for_function("() => document.querySelector('#code-result').innerText.includes('at most 10,000')")
    said = touched.locator("#chat .message.user").count()
    touched.fill("#answer textarea", "Here it is.")
    touched.click("#btn-send")
    touched.wait_for_selector(".toast-body")
    assert f"Your code has {len(code):,} characters" in touched.inner_text(".toast-body")
    assert touched.locator("#chat .message.user").count() == said
    assert touched.input_value("#answer textarea") == "Here it is." and touched.evaluate(EDITOR) == code
    touched.reload()
    touched.wait_for_function(f"() => document.querySelector('#code .cm-content') && {EDITOR}.includes('a399')")


def test_tab_indents_in_the_editor_and_leaves_it_no_trap(touched: Page, computed: str) -> None:
    ask(touched, computed, "training-03b")
    touched.wait_for_function("() => document.querySelector('#code .cm-content')?.innerText.includes('def ')")
    touched.click("#code .cm-content")
    touched.keyboard.press("Control+a")
    touched.keyboard.insert_text("a = 1")
    touched.keyboard.press("Home")
    touched.keyboard.press("Tab")
    assert re.fullmatch(r"(?: {2,4}|\t)a = 1", touched.evaluate(EDITOR))
    assert touched.evaluate("document.activeElement.classList.contains('cm-content')")
    touched.keyboard.press("Shift+Tab")
    assert touched.evaluate(EDITOR) == "a = 1"
    touched.keyboard.press("Escape")  # from here on the next Tab goes on to what comes behind the editor
    touched.keyboard.press("Tab")
    assert touched.evaluate(EDITOR) == "a = 1" and not touched.evaluate(
        "document.activeElement.classList.contains('cm-content')"
    )


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({"root": 3, "1": 3, "2": 2}, {"root": "met", "left-min": "met", "right-min": "met"}),
        ({"root": 6, "1": 3, "2": 6}, {"root": "contradicted", "left-min": "met", "right-min": "contradicted"}),
    ],
)
def test_a_small_tree_is_filled_in_and_checked_node_by_node(
    touched: Page, computed: str, values: dict[str, int], wanted: dict[str, str]
) -> None:
    ask(touched, computed, "rl-04")
    touched.wait_for_selector(".treeform[data-live]")
    for node, value in values.items():
        touched.fill(f'#form [data-node="{node}"] [data-quantity="value"]', str(value))
    send(touched)
    found = shown_verdicts(touched)
    assert {point: found.get(point) for point in wanted} == wanted
    assert touched.locator("#form figure.reveal img").count() == 1 and no_wider_than_the_screen(touched)


def test_alpha_and_beta_are_filled_in_and_checked(touched: Page, computed: str) -> None:
    ask(touched, computed, "rl-07")
    touched.wait_for_selector(".treeform[data-live]")
    for node, values in {"root": (5, 5, ""), "1": (5, "", 5), "2": (4, 5, 9)}.items():
        for quantity, value in zip(("value", "alpha", "beta"), values, strict=True):
            touched.fill(f'#form [data-node="{node}"] [data-quantity="{quantity}"]', str(value))
    touched.click('#form [data-node="2.2"] > .cut')
    send(touched)
    found = shown_verdicts(touched)
    assert found["left-value"] == found["alpha-root"] == found["prune"] == found["root-value"] == "met"
    assert found["right-beta"] != "met" and "9" in shown_reason(touched, "right-beta")
    assert touched.locator("#form figure.reveal img").count() == 1
