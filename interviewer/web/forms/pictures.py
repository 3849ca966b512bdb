"""What was drawn or filled in as a picture: in the conversation, next to the grade, and with the right one laid over it."""

from __future__ import annotations

import base64
from functools import lru_cache

from interviewer.errors import UsageError
from interviewer.grading.forms.curve import Curve
from interviewer.grading.forms.drawing import read_drawing
from interviewer.grading.forms.fences import Block, blocks, fenced
from interviewer.grading.forms.game_tree import GameTree, Path, read_game_tree
from interviewer.grading.forms.node_names import shown_number
from interviewer.grading.forms.sketches import read_sketch
from interviewer.grading.forms.tree_claim import TreeAnswer
from interviewer.grading.forms.tree_json import read_filled
from interviewer.grading.forms.trees import read_tree_answer
from interviewer.grading.forms.value_table import read_tables
from knowledge.figures.drawing import AMBER, INK, QUIET, ROSE, TEAL, VIOLET, Canvas, Plot
from knowledge.figures.trees import tree as tree_figure
from knowledge.schema import Question

COLOURS = (TEAL, AMBER, VIOLET, ROSE, "#1d4ed8", "#15803d")
"""By the order of the criteria, as on the canvas."""
KEPT_PICTURES = 128
"""Pictures that are kept, about 4 kB each; a conversation shows each of its own at every turn."""
WIDTH, HEIGHT = 720, 340


def picture_of(block: Block, question: Question) -> str:
    """A drawing or a tree as the address of a picture; "" where it cannot be read."""
    return _picture(block.kind, block.body, question)


@lru_cache(maxsize=KEPT_PICTURES)
def _picture(kind: str, body: str, question: Question) -> str:
    try:
        if kind == "sketch" and question.drawing:
            drawing = read_drawing(body, question.drawing)
            return (
                address(_plot({c.label or c.colour: c for c in drawing.curves}, {}, question)) if drawing.curves else ""
            )
        if kind == "tree" and question.tree:
            tree = read_game_tree(question.tree)
            return address(_filled(tree, read_filled(fenced("tree", body), tree), marked=False))
    except UsageError:
        return ""
    return ""


def reveal_html(question: Question, answer: str) -> str:
    """The right curves laid over what was drawn, or the tree as it was filled in with what is wrong in red; "" without a form."""
    if question.drawing:
        curves = read_sketch(question, answer).curves
        right = {
            c.drawing.names[0]: t for c in question.criteria if c.drawing and (t := _reference(c.drawing.reference))
        }
        if not curves or not right:
            return ""
        note = "Solid: yours. Dashed: a right one."
        return _figure(_plot(dict(curves), right, question), "Your curves, and right ones laid over them", note)
    if question.tree and any(block.kind == "tree" for block in blocks(answer)):
        tree = read_game_tree(question.tree)
        said = read_tree_answer(answer, tree)
        note = "Your tree. What is wrong is red; the whole solution is in the reference answer."
        return _figure(_filled(tree, said, marked=True), "Your tree with what is wrong marked", note)
    return ""


def address(svg: str) -> str:
    """An SVG document as the address of a picture."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def image_html(block: Block, question: Question) -> str:
    """A drawing or a tree as an image, and as words where it cannot be read."""
    source = picture_of(block, question)
    what = "Your drawing" if block.kind == "sketch" else "Your tree"
    return f'<img class="entered" src="{source}" alt="{what}">' if source else f"<p>[{what} cannot be shown]</p>"


def _figure(svg: str, alt: str, note: str) -> str:
    return f'<figure class="reveal"><img src="{address(svg)}" alt="{alt}"><p class="quiet">{note}</p></figure>'


def _reference(table: str) -> Curve | None:
    found = read_tables(table, "y")
    return found[0].curve if found else None


def _plot(curves: dict[str, Curve], right: dict[str, Curve], question: Question) -> str:
    """Curves by name on the question's axes; the right ones dashed."""
    axes = question.drawing
    assert axes is not None
    names = [c.drawing.names[0] for c in question.criteria if c.drawing]
    others = [name for name in curves if name not in names]
    canvas = Canvas(WIDTH, HEIGHT, "drawing of " + ", ".join(curves))
    plot = Plot(canvas, (56, 28, 490, 264), axes.x, axes.y)
    plot.axes(max(axes.x[0], min(0.0, axes.x[1])), max(axes.y[0], min(0.0, axes.y[1])))
    for value in (axes.x[0], axes.x[1]):
        canvas.text(plot.at(value, axes.y[0])[0], 312, shown_number(value), 12, QUIET)
    for value in (axes.y[0], axes.y[1]):
        canvas.text(48, plot.at(axes.x[0], value)[1] + 4, shown_number(value), 12, QUIET, "end")
    canvas.text(546, 330, axes.names[0], 13, QUIET, "end")
    canvas.text(56, 18, axes.names[1], 13, QUIET, "start")
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
        canvas.text(600, y + 5, name[:14], 14, INK, "start")
    return canvas.svg()


def _filled(tree: GameTree, said: TreeAnswer, marked: bool) -> str:
    """A tree with what was said of its nodes. Marked, what is wrong is red."""
    labels: dict[Path, str] = {}
    notes: dict[Path, str] = {}
    wrong: set[Path] = set()
    for path in tree.nodes:
        value = said.said("value", path)
        if value and tree.kind(path) != "leaf":
            labels[path] = shown_number(value[-1].number)
            if marked and value[-1].number != tree.values[path]:
                wrong.add(path)
        bounds = [
            f"{sign} = {shown_number(c[-1].number)}"
            for sign, c in (("α", said.said("alpha", path)), ("β", said.said("beta", path)))
            if c
        ]
        if bounds:
            notes[path] = ", ".join(bounds)
    pruned = tuple(path for claim in said.cuts if claim.cut for path in claim.paths)
    return tree_figure(tree.root, solved=True, pruned=pruned, notes=notes, labels=labels, wrong=wrong)
