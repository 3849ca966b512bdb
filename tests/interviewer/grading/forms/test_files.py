"""Answers from files, and curves in pictures."""

from __future__ import annotations

import io
import math
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from interviewer.errors import UsageError
from interviewer.grading.forms.fences import blocks
from interviewer.grading.forms.files import answer_from_file
from interviewer.grading.forms.sketches.drawing import read_drawing
from interviewer.grading.forms.sketches.image import curves_in
from interviewer.grading.forms.sketches.sketches import SketchForm
from knowledge.answers.drawn import DrawnAxes
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdicts_of


def picture(colours: dict[str, list[tuple[float, float]]], axes: bool = False, ground: str = "white") -> bytes:
    """Lines in shares of a picture of 600 x 400, with axes in black."""
    image = Image.new("RGB", (600, 400), ground)
    pen = ImageDraw.Draw(image)
    if axes:
        pen.line([(0, 250), (599, 250)], "black", 2)
        pen.line([(300, 0), (300, 399)], "black", 2)
    for colour, points in colours.items():
        pen.line([(x * 599, (1 - y) * 399) for x, y in points], colour, 6)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


WAVE = [(n / 60, 0.5 + 0.3 * math.sin(n / 10)) for n in range(61)]


@pytest.mark.parametrize(
    ("colour", "ground", "axes"),
    [
        ("black", "white", False),
        ("#0f766e", "white", False),
        ("#0f766e", "white", True),
        ("white", "#0d1117", False),
        ("#5eead4", "#0d1117", False),
    ],
)
def test_a_line_is_found_where_it_was_drawn(colour: str, ground: str, axes: bool) -> None:
    (curve,) = curves_in(picture({colour: WAVE}, axes, ground))
    points = [p for stroke in curve.strokes for p in stroke]
    assert len(points) < 120
    assert all(y == pytest.approx(0.5 + 0.3 * math.sin(6 * x), abs=0.02) for x, y in points)


def test_axes_in_the_same_ink_are_left_out() -> None:
    relu = [(0, 0.375), (0.5, 0.375), (0.8125, 1.0)]
    (curve,) = curves_in(picture({"black": [(x, y + 0.02) for x, y in relu]}, axes=True))
    points = [p for stroke in curve.strokes for p in stroke]
    assert curve.colour == "black" and max(y for _, y in points) > 0.95
    assert all(y == pytest.approx(0.395, abs=0.02) for x, y in points if x < 0.45)


@pytest.mark.slow
def test_colours_are_told_apart(tmp_path: Path, bank: Bank) -> None:
    def place(x: float, y: float) -> tuple[float, float]:
        return (x + 4) / 8, (y + 1.5) / 4

    xs = [-4 + 0.2 * n for n in range(41)]
    file = tmp_path / "mine.png"
    file.write_bytes(
        picture(
            {
                "#0f766e": [place(x, 1 / (1 + math.exp(-x))) for x in xs],
                "#b45309": [place(x, math.tanh(x)) for x in xs],
            },
            axes=True,
        )
    )
    answer = answer_from_file(str(file))
    found = verdicts_of(SketchForm(), bank, "training-04a", answer)
    assert found["sigmoid-graph"] == found["tanh-graph"] == "met"
    assert found["relu-graph"] == "not_met"


def test_json_files_become_blocks(tmp_path: Path) -> None:
    for name, text, kind in (
        ("tree.json", '{"nodes": {"root": {"value": 3}}}', "tree"),
        ("drawn.JSON", '{"curves": [{"label": "tanh", "points": [[0, 0], [1, 1]]}]}', "sketch"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        (block,) = blocks(answer_from_file(str(tmp_path / name)))
        assert block.kind == kind and block.body.strip() == text
    assert read_drawing(block.body, DrawnAxes((0, 1), (0, 1))).curves[0].label == "tanh"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.png", b"", "cannot be read"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"0" * 50, "cannot be read"),
        ("a.png", b"GIF89a" + b"0" * 50, "cannot be read"),
        ("a.json", b"\xff\xfe\x00", "not UTF-8"),
        ("a.json", b"{", "neither a drawing"),
        ("a.json", b"[" * 100_000, "neither a drawing"),
        ("a.json", b'{"x": 1}', "neither a drawing"),
        ("a.txt", b"x", "neither a .json nor a .png"),
        ("a.json", b" " * 10_000_001, "over 10 MB"),
    ],
)
def test_bad_files_are_one_clear_line(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UsageError, match=said) as caught:
        answer_from_file(str(tmp_path / name))
    assert name in str(caught.value) and "\n" not in str(caught.value)


def test_a_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        answer_from_file(str(tmp_path / "none.png"))


@pytest.mark.parametrize("size", [(5000, 20), (8, 8)])
def test_pictures_of_odd_sizes_are_refused(size: tuple[int, int]) -> None:
    out = io.BytesIO()
    Image.new("L", size, 255).save(out, "PNG")
    with pytest.raises(UsageError, match="pixels"):
        curves_in(out.getvalue())


def test_an_empty_picture_says_so() -> None:
    with pytest.raises(UsageError, match="nothing is drawn"):
        curves_in(picture({}))
