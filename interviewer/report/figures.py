"""A drawing or a filled-in tree as an SVG document, for the page and for paper."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from interviewer.errors import UsageError
from interviewer.grading.forms.fences import FenceKind, fenced
from interviewer.grading.forms.sketches.curve import Curve, CurvePoint
from interviewer.grading.forms.sketches.drawing import read_drawing
from interviewer.grading.forms.trees.claim import Quantity, TreeAnswer
from interviewer.grading.forms.trees.fields import wrong_cuts, wrong_fields
from interviewer.grading.forms.trees.game_tree import GameTree, TreePath, read_game_tree
from interviewer.grading.forms.trees.node_names import shown_number
from interviewer.grading.forms.trees.tree_json import read_filled
from knowledge.figures.drawing import AMBER, INK, QUIET, ROSE, TEAL, VIOLET, Canvas, Plot
from knowledge.figures.trees import tree as tree_figure
from knowledge.schema import Question

COLOURS = (TEAL, AMBER, VIOLET, ROSE, "#1d4ed8", "#15803d")
"""In the order of the criteria, as on the canvas."""
MARKED = "#fecdd3"
"""A broad, pale red line below a curve, where it is off."""
WIDTH, HEIGHT = 720, 340
"""Size of a figure, in pixels."""
BOUNDS: tuple[tuple[Quantity, str], ...] = (("alpha", "α"), ("beta", "β"))


def svg_of(kind: FenceKind, body: str, question: Question) -> str:
    """A drawing or a tree as SVG; "" if it cannot be read, or the question asks for none."""
    try:
        if kind == "sketch" and question.drawing:
            curves = read_drawing(body, question.drawing).curves
            return plotted({c.label or c.colour: c for c in curves}, {}, question) if curves else ""
        if kind == "tree" and question.tree:
            tree = read_game_tree(question.tree)
            return filled(tree, read_filled(fenced("tree", body), tree), marked=False)
    except UsageError:
        return ""
    return ""


def plotted(
    curves: Mapping[str, Curve],
    right: Mapping[str, Curve],
    question: Question,
    wrong: Mapping[str, Sequence[tuple[float, float]]] = MappingProxyType({}),
) -> str:
    """Curves by name on the question's axes; the correct ones are dashed.

    Args:
        wrong: Stretches of the horizontal axis where a curve is marked, by its name.
    """
    axes = question.drawing
    assert axes is not None
    names = [c.drawing.names[0] for c in question.criteria if c.drawing]
    others = [name for name in curves if name not in names]
    canvas = Canvas(WIDTH, HEIGHT, _printable("drawing of " + ", ".join(curves)))
    plot = Plot(canvas, (56, 28, 490, 264), axes.x, axes.y)
    plot.axes(max(axes.x[0], min(0.0, axes.x[1])), max(axes.y[0], min(0.0, axes.y[1])))
    for value in (axes.x[0], axes.x[1]):
        canvas.text(plot.at(value, axes.y[0])[0], 312, shown_number(value), 12, QUIET)
    for value in (axes.y[0], axes.y[1]):
        canvas.text(48, plot.at(axes.x[0], value)[1] + 4, shown_number(value), 12, QUIET, "end")
    canvas.text(546, 330, axes.names[0], 13, QUIET, "end")
    canvas.text(56, 18, axes.names[1], 13, QUIET, "start")
    for name, stretches in wrong.items():
        for start, end in (piece for stretch in stretches for piece in _within(curves[name], *stretch)):
            canvas.line(*plot.at(*start), *plot.at(*end), MARKED, 12)
    for number, name in enumerate([*names, *others]):
        if name not in curves and name not in right:
            continue
        colour = COLOURS[number % len(COLOURS)]
        for source, dash in ((right, "5 5"), (curves, "")):
            for stroke in source[name].strokes if name in source else ():
                inside = [(x, y) for x, y in stroke if axes.x[0] - 1e-6 <= x <= axes.x[1] + 1e-6]
                canvas.curve([plot.at(x, y) for x, y in inside], colour, 2 if dash else 2.6, dash)
        y = 56 + 30 * number
        canvas.line(566, y, 592, y, colour, 3, "" if name in curves else "5 5")
        canvas.text(600, y + 5, _printable(name)[:14], 14, INK, "start")
    return canvas.svg()


def _within(curve: Curve, low: float, high: float) -> Iterator[tuple[CurvePoint, CurvePoint]]:
    """The pieces of a curve between two places on the horizontal axis."""
    for stroke in curve.strokes:
        for pair in itertools.pairwise(stroke):
            (x0, y0), (x1, y1) = sorted(pair)
            if x0 == x1 or x1 <= low or x0 >= high:
                continue
            left, right = max(low, x0), min(high, x1)
            slope = (y1 - y0) / (x1 - x0)
            yield (left, y0 + slope * (left - x0)), (right, y0 + slope * (right - x0))


def filled(tree: GameTree, said: TreeAnswer, marked: bool) -> str:
    """A tree with what was said about its nodes. If ``marked``, wrong values, bounds and cuts are red: "α ≠ 7", "no cut",
    "cut"."""
    wrong = {(f.claim.quantity, f.claim.path) for f in wrong_fields(tree, said)} if marked else set()
    labels: dict[TreePath, str] = {}
    notes: dict[TreePath, list[str]] = {}
    for path in tree.nodes:
        value = said.said("value", path)
        if value and tree.kind(path) != "leaf":
            labels[path] = shown_number(value[-1].number)
        for quantity, sign in BOUNDS:
            claims = said.said(quantity, path)
            if claims:
                relation = "≠" if (quantity, path) in wrong else "="
                notes.setdefault(path, []).append(f"{sign} {relation} {shown_number(claims[-1].number)}")
    too_many, missing = wrong_cuts(tree, said.cuts) if marked and said.cuts else ((), ())
    for paths, word in ((too_many, "no cut"), (missing, "cut")):
        for path in paths:
            notes.setdefault(path, []).append(word)
    return tree_figure(
        tree.root,
        solved=True,
        pruned=tuple(path for claim in said.cuts if claim.cut for path in claim.paths),
        notes={path: ", ".join(parts) for path, parts in notes.items()},
        labels=labels,
        wrong={path for quantity, path in wrong if quantity == "value"},
        wrong_notes={path for quantity, path in wrong if quantity != "value"} | {*too_many, *missing},
    )


def _printable(text: str) -> str:
    """A name from the candidate without characters that XML does not allow, such as control characters."""
    return "".join(char for char in text if char.isprintable())
