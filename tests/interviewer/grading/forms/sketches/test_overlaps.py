"""Pictures in which exact curves lie on top of each other: the pixels of the upper one count for both."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Sequence
from itertools import permutations
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from interviewer.grading.forms.files import answer_from_file
from interviewer.grading.forms.sketches.image import curves_in
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import sketched

COLOURS = {"sigmoid": (15, 118, 110), "tanh": (180, 83, 9), "relu": (109, 40, 217), "leaky-relu": (190, 18, 60)}
CURVES: dict[str, Callable[[float], float]] = {
    "sigmoid": lambda x: 1 / (1 + math.exp(-x)),
    "tanh": math.tanh,
    "relu": lambda x: max(0.0, x),
    "leaky-relu": lambda x: x if x > 0 else 0.1 * x,
}


def picture(order: Sequence[str], width: int = 4, ends: dict[str, tuple[int, int]] | None = None) -> bytes:
    """The curves in the page's colours, the last on top, from -4 to 4, with axes.

    Args:
        ends: Where single curves begin and end, in fiftieths of a unit.
    """
    image = Image.new("RGB", (800, 400), "white")
    pen = ImageDraw.Draw(image)
    pen.line([(0, 250), (800, 250)], "black", 2)
    pen.line([(400, 0), (400, 400)], "black", 2)
    for name in order:
        first, last = (ends or {}).get(name, (-200, 200))
        points = [(n / 50, CURVES[name](n / 50)) for n in range(first, last + 1)]
        pen.line([((x + 4) * 100, 250 - 100 * y) for x, y in points if y <= 2.5], COLOURS[name], width)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def verdicts(bank: Bank, folder: Path, data: bytes) -> dict[str, str]:
    file = folder / "drawn.png"
    file.write_bytes(data)
    found = sketched(bank, answer_from_file(str(file)))
    return {name.removesuffix("-graph"): finding.verdict for name, finding in found.items()}


@pytest.mark.slow
@pytest.mark.parametrize("order", list(permutations(CURVES)))
def test_exact_curves_are_right_in_whatever_order_they_are_drawn(
    bank: Bank, tmp_path: Path, order: tuple[str, ...]
) -> None:
    assert verdicts(bank, tmp_path, picture(order)) == dict.fromkeys(CURVES, "met")


@pytest.mark.slow
@pytest.mark.parametrize("width", [3, 6])
def test_the_width_of_the_pen_does_not_matter(bank: Bank, tmp_path: Path, width: int) -> None:
    assert verdicts(bank, tmp_path, picture(list(CURVES), width)) == dict.fromkeys(CURVES, "met")


@pytest.mark.slow
def test_a_curve_that_ends_on_no_other_just_ends(bank: Bank, tmp_path: Path) -> None:
    found = verdicts(bank, tmp_path, picture(["relu", "sigmoid"], ends={"relu": (-200, -50)}))
    assert found["relu"] != "met" and found["sigmoid"] == "met"


@pytest.mark.slow
def test_a_curve_that_ends_before_the_other_is_not_taken_further() -> None:
    (tanh,) = [c for c in curves_in(picture(["sigmoid", "tanh"], ends={"tanh": (-200, -100)})) if c.colour == "amber"]
    assert max(x for stroke in tanh.strokes for x, _ in stroke) < 0.3


@pytest.mark.slow
def test_a_wrong_curve_on_top_hides_nothing_of_a_right_one(bank: Bank, tmp_path: Path) -> None:
    found = verdicts(bank, tmp_path, picture(["leaky-relu", "tanh"]))
    assert found["leaky-relu"] == found["tanh"] == "met" and found["relu"] == found["sigmoid"] == "not_met"
