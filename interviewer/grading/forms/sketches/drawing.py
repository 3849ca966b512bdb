"""A drawing as it was entered: labelled curves on axes, as JSON in the text of an answer.

``{"x": [-4, 4], "y": [-1, 2], "curves": [{"label": "sigmoid", "strokes": [[[-4, 0.02], [0, 0.5], [4, 0.98]]]}]}``: points
are in the units of the axes. A curve may have ``points`` in place of ``strokes`` where it is one line. With
``"axes": "image"`` points are shares of a picture's width and height, from its bottom left; with ``"axes": "plot"`` of those of the
axes that are drawn in it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass

from interviewer.grading.forms.sketches.curve import Curve, CurvePoint, Stroke
from interviewer.json_data import JsonValue, object_of
from knowledge.answers.drawn import DrawnAxes

MAX_CURVES = 8
"""Most curves that can be told apart by colour. Ten lines on top of each other cannot be judged."""
MAX_POINTS = 5000
"""Most points of a drawing that are read; fewer fit into an answer."""
PICTURES = ("image", "plot")
"""Where the points of a picture are from: its edges, or the axes in it."""
FEWEST_POINTS = 2
"""Fewest points of a curve: a single one is a dot."""


@dataclass(frozen=True)
class Drawing:
    """What was read of a drawing.

    Attributes:
        fault: Why it cannot be judged, a sentence for the candidate; "" if it can.
        edges: Whether it is a picture without axes, whose edges were taken for their ends.
    """

    curves: tuple[Curve, ...] = ()
    fault: str = ""
    edges: bool = False


def read_drawing(body: str, axes: DrawnAxes) -> Drawing:
    """The drawing in a fenced block."""
    try:
        data: JsonValue = json.loads(body)
    except (ValueError, RecursionError):
        return Drawing(fault="Your drawing cannot be read: it is not JSON, or was cut off. Draw it again.")
    entries = object_of(data).get("curves")
    if not isinstance(entries, list):
        return Drawing(
            fault='Your drawing has no "curves". Draw it on the page, or write {"curves": [{"label": …, "points": …}]}.'
        )
    if len(entries) > MAX_CURVES:
        return Drawing(fault=f"Your drawing has {len(entries)} curves; draw at most {MAX_CURVES}, one for each label.")
    of_image = object_of(data).get("axes") in PICTURES
    curves = []
    for entry in entries:
        curve = _read_curve(entry, axes if of_image else None)
        if isinstance(curve, str):
            return Drawing(fault=curve)
        if curve is not None:
            curves.append(curve)
    if not curves:
        return Drawing(fault="The canvas is empty. Draw each curve with its label, or describe the curves in words.")
    return Drawing(tuple(curves), edges=object_of(data).get("axes") == PICTURES[0])


def is_drawing_json(text: str) -> bool:
    """Whether a text is a drawing without its fence."""
    try:
        data: JsonValue = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(object_of(data).get("curves"), list)


def drawing_json(curves: Sequence[Curve], axes: DrawnAxes | None = None) -> str:
    """Curves as JSON, short: a number has at most three digits behind the point. Without axes it is of an image."""
    of_plot = bool(curves) and all(curve.framed for curve in curves)
    shown: dict[str, object] = {"x": list(axes.x), "y": list(axes.y)} if axes else {"axes": PICTURES[of_plot]}
    shown["curves"] = [
        {
            "label": curve.label,
            **({"colour": curve.colour} if curve.colour else {}),
            "strokes": [[[round(x, 3), round(y, 3)] for x, y in stroke] for stroke in curve.strokes],
        }
        for curve in curves
    ]
    return json.dumps(shown, separators=(",", ":"), ensure_ascii=False)


def _read_curve(entry: JsonValue, image: DrawnAxes | None) -> Curve | str | None:
    """A curve; None if it is empty, and a sentence if it cannot be read."""
    data = object_of(entry)
    label = str(data.get("label") or "").strip()[:40]
    strokes = data.get("strokes")
    if strokes is None:
        points = data.get("points")
        strokes = [points] if isinstance(points, list) else []
    named = f'the curve "{label}"' if label else "a curve"
    if not isinstance(strokes, list) or not all(isinstance(stroke, list) for stroke in strokes):
        return f"In your drawing {named} cannot be read: its strokes must be lists of points [x, y]."
    read: list[Stroke] = []
    for stroke in strokes:
        points_of = [_point(item, image) for item in stroke] if isinstance(stroke, list) else []
        if None in points_of:
            return f"In your drawing {named} has a point that is not two ordinary numbers [x, y]."
        if points_of:
            read.append(tuple(point for point in points_of if point is not None))
    count = sum(map(len, read))
    if count > MAX_POINTS:
        return f"In your drawing {named} has {count} points; the most is {MAX_POINTS}."
    return Curve(label, tuple(read), str(data.get("colour") or "")[:20]) if count >= FEWEST_POINTS else None


def _point(item: JsonValue, image: DrawnAxes | None) -> CurvePoint | None:
    if not isinstance(item, list) or len(item) != 2:
        return None
    values = [float(v) for v in item if isinstance(v, int | float) and not isinstance(v, bool) and abs(v) < 1e9]
    if len(values) != 2 or not all(map(math.isfinite, values)):
        return None
    x, y = values
    if image is not None:
        x = image.x[0] + x * (image.x[1] - image.x[0])
        y = image.y[0] + y * (image.y[1] - image.y[0])
    return x, y
