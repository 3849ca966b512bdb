"""Reads a picture of a drawing: dark or coloured pixels become curves, one per colour."""

from __future__ import annotations

import io
import warnings

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from interviewer.errors import UsageError
from interviewer.grading.forms.sketches.curve import Curve, Stroke, simplified
from interviewer.grading.forms.sketches.frame import Frame, frame_of
from interviewer.grading.forms.sketches.overlaps import with_hidden

MAX_SIDE = 4000
"""Longest side of a picture, in pixels; a phone's photo has as many."""
WORKED_SIDE = 900
"""Larger pictures are scaled down to this first: a pen's line is still several pixels thick."""
INK, COLOURED = 80, 0.3
"""Distance from the background, 0 to 441, from which a pixel counts as drawn, and the saturation of a coloured one."""
FEWEST_COLUMNS = 0.08
"""Share of the width that a colour must cover to be a curve."""
TOLERANCE = 0.004
"""How far a point can be off, as a share of the picture, when a line is simplified."""
_HUES = (
    (14, "red"),
    (50, "amber"),
    (75, "yellow"),
    (160, "green"),
    (192, "teal"),
    (248, "blue"),
    (300, "violet"),
    (338, "pink"),
    (361, "rose"),
)
"""Upper ends of the hues in degrees, and their names; the page's own colours are teal, amber, violet and rose."""


def curves_in(picture: bytes) -> tuple[Curve, ...]:
    """The curves in a picture, by colour, with points as shares of the axes' width and height from their bottom left.

    The ends of the axes are those of the frame or the two lines that are drawn for them, or else the edges of the picture.

    Raises:
        UsageError: It is not a picture, is too large, or has nothing drawn in it.
    """
    pixels = _pixels(picture)
    background = _background(pixels)
    drawn = np.linalg.norm(pixels - background, axis=2) > INK
    top, bottom = pixels.max(axis=2), pixels.min(axis=2)
    coloured = drawn & ((top - bottom) > COLOURED * np.maximum(top, 1))
    frame = frame_of(drawn, coloured)
    if frame is not None:
        inside = slice(frame.top, frame.bottom + 1), slice(frame.left, frame.right + 1)
        pixels, coloured, drawn = pixels[inside], coloured[inside], _without_lines(drawn, frame)[inside]
    masks = with_hidden(_by_hue(pixels, coloured))
    if not masks:
        masks = {"black": drawn}
    curves = []
    for colour, mask in masks.items():
        strokes = _strokes(mask)
        if strokes and sum(s[-1][0] - s[0][0] for s in strokes) >= FEWEST_COLUMNS:
            curves.append(Curve("", strokes, colour, framed=frame is not None))
    if not curves:
        raise UsageError("nothing is drawn in the picture; draw dark or coloured curves on a plain background")
    return tuple(curves)


def _pixels(picture: bytes) -> NDArray[np.float64]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(picture), formats=("PNG",))
            if max(image.size) > MAX_SIDE or min(image.size) < 16:
                raise UsageError(
                    f"the picture is {image.size[0]} x {image.size[1]} pixels; it must be from 16 to {MAX_SIDE} a side"
                )
            flat = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image.convert("RGBA")).convert("RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UsageError("the picture cannot be read; save it as an ordinary PNG file") from error
    flat.thumbnail((WORKED_SIDE, WORKED_SIDE))
    return np.asarray(flat, dtype=np.float64)


def _background(pixels: NDArray[np.float64]) -> NDArray[np.float64]:
    """The most common colour, to the nearest sixteenth."""
    coarse = (pixels // 16).astype(np.int64)
    codes = coarse[..., 0] * 256 + coarse[..., 1] * 16 + coarse[..., 2]
    code = int(np.bincount(codes.ravel()).argmax())
    colour: NDArray[np.float64] = pixels[codes == code].mean(axis=0)
    return colour


def _by_hue(pixels: NDArray[np.float64], coloured: NDArray[np.bool_]) -> dict[str, NDArray[np.bool_]]:
    """The coloured pixels, one mask for each colour that is a curve."""
    red, green, blue = pixels[..., 0], pixels[..., 1], pixels[..., 2]
    top, spread = pixels.max(axis=2), np.maximum(pixels.max(axis=2) - pixels.min(axis=2), 1e-9)
    hue = np.where(
        top == red,
        (green - blue) / spread % 6,
        np.where(top == green, (blue - red) / spread + 2, (red - green) / spread + 4),
    )
    ends = np.array([end for end, _ in _HUES], dtype=float)
    number = np.searchsorted(ends, hue * 60, side="right")
    masks = {}
    for index, (_, name) in enumerate(_HUES):
        mask = coloured & (number == index)
        if mask.any(axis=0).mean() >= FEWEST_COLUMNS:
            masks[name] = mask
    return masks


def _without_lines(drawn: NDArray[np.bool_], frame: Frame) -> NDArray[np.bool_]:
    """The drawn pixels without the axes, the frame and the grid."""
    out = drawn.copy()
    for row in frame.rows:
        out[max(0, row - 1) : row + 2, :] = False
    for column in frame.columns:
        out[:, max(0, column - 1) : column + 2] = False
    return out


def _strokes(mask: NDArray[np.bool_]) -> tuple[Stroke, ...]:
    """The strokes of a mask: per column, the middle of the run of pixels that continues from the column before."""
    height, width = mask.shape
    strokes: list[list[tuple[float, float]]] = [[]]
    last: float | None = None
    for column in range(width):
        runs = _runs(mask[:, column])
        if not runs:
            if strokes[-1] and column / (width - 1) - strokes[-1][-1][0] > 0.02:
                strokes.append([])
            continue
        before = last
        start, end = (
            max(runs, key=lambda run: run[1] - run[0])
            if before is None
            else min(runs, key=lambda run: _away(run, before))
        )
        last = (start + end - 1) / 2
        strokes[-1].append((column / (width - 1), 1 - last / (height - 1)))
    return tuple(simplified(stroke, TOLERANCE) for stroke in strokes if len(stroke) > 1)


def _runs(column: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], column.astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _away(run: tuple[int, int], height: float) -> float:
    """How far a run is from a height; 0 if the run contains it."""
    return max(run[0] - height, height - run[1] + 1, 0.0)
