"""Drawings by mouse, touch and pen, in a real browser on a laptop and on a phone; their computed grade is on the page."""

from __future__ import annotations

import itertools
import math
import os
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pytest

from tests.interviewer.web.answering import no_wider_than_the_screen, send, shown_reason, shown_verdicts
from tests.interviewer.web.driving import CHROMIUM, PATIENCE, box_of
from tests.interviewer.web.test_browser_forms import ask

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium on this machine"),
]
Point = tuple[float, float]
Pointer = Callable[["Page", Sequence[Point]], None]


def places(page: Page, curve: int, points: Sequence[Point]) -> list[Point]:
    """Where points in the units of the axes lie on the screen, once their curve is chosen."""
    page.locator(".sketchpad .curve").nth(curve).click()
    page.evaluate("document.querySelector('.sketchpad canvas').scrollIntoView({block: 'center', behavior: 'instant'})")
    page.wait_for_timeout(150)
    box = box_of(page.locator(".sketchpad canvas"))
    axes = page.evaluate("JSON.parse(document.querySelector('.sketchpad').dataset.axes)")

    def place(x: float, y: float) -> Point:
        across = (x - axes["x"][0]) / (axes["x"][1] - axes["x"][0])
        up = (y - axes["y"][0]) / (axes["y"][1] - axes["y"][0])
        return box["x"] + 46 + across * (box["width"] - 60), box["y"] + 14 + (1 - up) * (box["height"] - 48)

    return [place(*point) for point in points]


def by_mouse(page: Page, line: Sequence[Point]) -> None:
    page.mouse.move(*line[0])
    page.mouse.down()
    for point in line[1:]:
        page.mouse.move(*point, steps=2)
    page.mouse.up()


def by_touch(page: Page, line: Sequence[Point]) -> None:
    client = page.context.new_cdp_session(page)

    def touch(kind: str, *points: Point) -> None:
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})

    touch("touchStart", line[0])
    for (x, y), (u, v) in itertools.pairwise(line):
        touch("touchMove", ((x + u) / 2, (y + v) / 2))
        touch("touchMove", (u, v))
    touch("touchEnd")


def by_pen(page: Page, line: Sequence[Point]) -> None:
    client = page.context.new_cdp_session(page)

    def pen(kind: str, place: Point, pressed: bool) -> None:
        data = {"type": kind, "x": place[0], "y": place[1], "pointerType": "pen", "force": 0.5 if pressed else 0}
        client.send("Input.dispatchMouseEvent", {**data, "button": "left", "buttons": int(pressed), "clickCount": 1})

    pen("mousePressed", line[0], True)
    for (x, y), (u, v) in itertools.pairwise(line):
        pen("mouseMoved", ((x + u) / 2, (y + v) / 2), True)
        pen("mouseMoved", (u, v), True)
    pen("mouseReleased", line[-1], False)


POINTERS: dict[str, Pointer] = {"mouse": by_mouse, "touch": by_touch, "pen": by_pen}


@pytest.mark.parametrize("pointer", POINTERS)
def test_activations_are_drawn_by_any_pointer_and_the_right_ones_are_laid_over(
    touched: Page, computed: str, pointer: str
) -> None:
    ask(touched, computed, "training-04a")
    touched.wait_for_selector(".sketchpad[data-live]")
    seen = "window.pointers = new Set(); document.querySelector('.sketchpad canvas').addEventListener('pointerdown', e => pointers.add(e.pointerType))"
    touched.evaluate(seen)
    xs = [-4 + 0.4 * n for n in range(21)]
    lines = [[(x, 1 / (1 + math.exp(-x))) for x in xs], [(x, math.tanh(x)) for x in xs], [(-4, 0), (0, 0), (2.4, 2.4)]]
    lines.append([(-4, 0.4), (0, 0), (2.4, 2.4)])  # the leak has the wrong sign
    for curve, line in enumerate(lines):
        POINTERS[pointer](touched, places(touched, curve, line))
    assert touched.evaluate("[...pointers]") == [pointer]
    assert touched.inner_text(".sketchpad .count") == "4 of 4 curves drawn"
    assert touched.locator("#form figure.reveal").count() == 0, "the right curves give the answer away"
    send(touched)
    found = shown_verdicts(touched)
    assert found["sigmoid-graph"] == found["tanh-graph"] == found["relu-graph"] == "met"
    assert found["leaky-relu-graph"] == "contradicted" and "left" in shown_reason(touched, "leaky-relu-graph")
    overlay = touched.locator("#form figure.reveal img")
    overlay.wait_for(state="attached")
    assert overlay.evaluate("image => image.complete && image.naturalWidth > 100")
    assert "Dashed: a correct one" in (touched.text_content("#form figure.reveal") or "") and no_wider_than_the_screen(
        touched
    )


def test_a_line_that_is_drawn_on_past_the_top_stays_straight(touched: Page, computed: str) -> None:
    ask(touched, computed, "training-04a")
    touched.wait_for_selector(".sketchpad[data-live]")
    by_mouse(touched, places(touched, 2, [(-4, 0), (0, 0), (3.2, 3.2), (4, 3.3)]))
    by_mouse(touched, places(touched, 3, [(-4, -0.4), (0, 0), (3.2, 3.2), (3.4, 2.9), (3.2, 3.2)]))
    curves = touched.evaluate("JSON.parse(window.vivaEntered()).curves")
    ends = [curve["strokes"][-1][-1] for curve in curves]
    assert [curve["label"] for curve in curves] == ["ReLU", "leaky ReLU"] and len(curves[0]["strokes"]) == 1
    assert all(abs(x - 2.5) < 0.1 and abs(y - 2.5) < 0.05 for x, y in ends), "it ends where it leaves the axes"
    send(touched)
    found = shown_verdicts(touched)
    assert found["relu-graph"] == found["leaky-relu-graph"] == "met"


def test_a_stroke_that_leaves_the_axes_and_comes_back_is_undone_as_one(touched: Page, computed: str) -> None:
    ask(touched, computed, "training-04a")
    touched.wait_for_selector(".sketchpad[data-live]")
    by_mouse(touched, places(touched, 2, [(-3, 0), (-1, 3.4), (0, 3.4), (2, 0)]))
    strokes = "JSON.parse(window.vivaEntered() || '{\"curves\": []}').curves.flatMap((curve) => curve.strokes).length"
    assert touched.evaluate(strokes) == 2
    touched.click(".sketchpad .undo")
    assert touched.evaluate(strokes) == 0


def test_learning_rates_are_drawn_and_a_swap_is_found(touched: Page, computed: str) -> None:
    ask(touched, computed, "training-13a")
    touched.wait_for_selector(".sketchpad[data-live]")
    axes = touched.evaluate("JSON.parse(document.querySelector('.sketchpad').dataset.axes)")
    (x0, x1), (y0, y1) = axes["x"], axes["y"]

    def line(heights: Sequence[float]) -> list[Point]:
        steps = len(heights) - 1
        return [(x0 + (x1 - x0) * n / steps, y0 + (y1 - y0) * h) for n, h in enumerate(heights)]

    slow = line([0.8 - 0.02 * n for n in range(11)])
    good = line([0.05 + 0.75 * math.exp(-0.6 * n) for n in range(21)])
    wild = line([0.5 + 0.3 * (-1) ** n for n in range(11)])
    named = {name: at for at, name in enumerate(axes["curves"])}
    order = sorted(named, key=lambda name: (not re.search("high|large", name), not re.search("low|small", name)))
    for name, drawn in zip(order, (slow, wild, good), strict=True):  # the first two are swapped
        by_mouse(touched, places(touched, named[name], drawn))
    send(touched)
    found = shown_verdicts(touched)
    assert (found["too-high"], found["too-low"], found["acceptable"]) == ("contradicted", "contradicted", "met")
    touched.locator("#form figure.reveal img").wait_for(state="attached")


WHOLE = """() => { const within = (box) => { const form = document.querySelector('#form').getBoundingClientRect();
    return box.top >= Math.max(0, form.top) - 1 && box.bottom <= Math.min(innerHeight, form.bottom) + 1
      && box.left >= 0 && box.right <= innerWidth; };
  const cut = [...document.querySelectorAll('#form canvas, #form .tools .undo, #form .tools .clear, #form .curve')]
    .filter((part) => !within(part.getBoundingClientRect())).map((part) => part.className || part.tagName);
  const send = document.querySelector('#btn-send').getBoundingClientRect();
  return [...cut, ...(send.bottom <= innerHeight ? [] : ['send'])]; }"""
"""The parts of a drawing's form that are not wholly in view."""


@pytest.mark.parametrize("question", ["training-04a", "training-13a"])
@pytest.mark.parametrize("size", [(390, 844), (360, 740)])
def test_on_a_phone_the_canvas_opens_wholly_in_view(
    browser: Browser, computed: str, question: str, size: tuple[int, int]
) -> None:
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    ask(page, computed, question)
    page.wait_for_selector(".sketchpad[data-live]")
    page.wait_for_timeout(800)
    assert page.evaluate(WHOLE) == []
    assert box_of(page.locator("#form canvas"))["height"] >= 180
    context.close()
