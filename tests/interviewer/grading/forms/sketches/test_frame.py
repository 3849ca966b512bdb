"""Pictures of plots with margins: the ends of the axes are those of the lines that are drawn for them."""

from __future__ import annotations

import io
import math
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageDraw

from interviewer.grading.forms.fences import fenced
from interviewer.grading.forms.sketches.drawing import drawing_json
from interviewer.grading.forms.sketches.frame import frame_of
from interviewer.grading.forms.sketches.image import curves_in
from interviewer.grading.forms.sketches.sketches import NO_AXES, SketchForm
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import sketched

WIDTH, HEIGHT = 640, 480
BOX = (80, 58, 576, 427)
"""Left, top, right and bottom of the axes, as in a plot with ordinary margins."""


def plot(lines: str, colour: str = "#b45309", f: Callable[[float], float] = math.tanh, ground: str = "white") -> str:
    """A picture of a curve from -4 to 4 and -1.5 to 2.5 with a frame, a grid, two axes, a corner, or no lines at all."""
    left, top, right, bottom = BOX
    image = Image.new("RGB", (WIDTH, HEIGHT), ground)
    pen = ImageDraw.Draw(image)

    def place(x: float, y: float) -> tuple[float, float]:
        return left + (x + 4) / 8 * (right - left), bottom - (y + 1.5) / 4 * (bottom - top)

    if lines in {"frame", "grid"}:
        pen.rectangle(BOX, outline="black", width=2)
    if lines == "grid":
        for n in range(1, 8):
            pen.line([place(n - 4, -1.5), place(n - 4, 2.5)], "#b0b0b0", 1)
        for n in range(1, 4):
            pen.line([place(-4, n - 1.5), place(4, n - 1.5)], "#b0b0b0", 1)
    if lines == "axes":
        pen.line([place(-4, 0), place(4, 0)], "#555555", 2)
        pen.line([place(0, -1.5), place(0, 2.5)], "#555555", 2)
    if lines == "corner":
        pen.line([place(-4, 2.5), place(-4, -1.5), place(4, -1.5)], "black", 2)
    if lines:  # numbers at the ticks
        for n in range(-4, 5, 2):
            pen.text((place(n, -1.5)[0] - 4, bottom + 8), str(n), "white" if ground != "white" else "black")
    pen.line([place(-4 + 0.05 * n, f(-4 + 0.05 * n)) for n in range(161)], colour, 4)
    out = io.BytesIO()
    image.save(out, "PNG")
    return fenced("sketch", drawing_json(curves_in(out.getvalue())))


@pytest.mark.slow
@pytest.mark.parametrize("colour", ["#b45309", "black"])
@pytest.mark.parametrize("lines", ["frame", "grid", "axes", "corner"])
def test_a_right_curve_in_a_plot_with_margins_is_right(bank: Bank, lines: str, colour: str) -> None:
    answer = f"The {'amber' if colour != 'black' else 'black'} curve is tanh.\n{plot(lines, colour)}"
    given = sketched(bank, answer, "training-04a")
    assert [f.verdict for f in given.values()] == ["met"], given
    assert SketchForm().note(bank["training-04a"], answer) == ""


@pytest.mark.slow
@pytest.mark.parametrize("lines", ["frame", "axes"])
def test_a_wrong_curve_in_it_is_wrong(bank: Bank, lines: str) -> None:
    answer = f"The amber curve is tanh.\n{plot(lines, f=lambda x: 1 / (1 + math.exp(-x)))}"
    assert {f.verdict for f in sketched(bank, answer, "training-04a").values()} == {"not_met"}


@pytest.mark.slow
def test_without_axes_the_edges_are_taken_and_that_is_said(bank: Bank) -> None:
    answer = f"The amber curve is tanh.\n{plot('')}"
    assert SketchForm().note(bank["training-04a"], answer) == NO_AXES


def test_a_curve_that_is_flat_is_no_axis() -> None:
    drawn = np.zeros((100, 100), dtype=bool)
    drawn[70:72, :] = True  # no line goes up
    assert frame_of(drawn, np.zeros_like(drawn)) is None
    drawn[10:90, 30] = True
    found = frame_of(drawn, np.zeros_like(drawn))
    assert found is not None and (found.left, found.right, found.top, found.bottom) == (0, 99, 10, 89)
    assert frame_of(drawn, drawn) is None, "coloured lines are curves"
