"""The canvas and the tree with its fields as HTML; ``forms.js`` brings them to life."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping

from interviewer.grading.forms.trees.claim import QUANTITIES, Quantity
from interviewer.grading.forms.trees.game_tree import GameTree, TreePath, label_of, read_game_tree
from interviewer.grading.forms.trees.node_names import name_of
from knowledge.schema import Question

WIDTH, ROW, TOP = 720, 96, 36
"""Size of the tree in the units of its picture; it is scaled to the width of the page."""
SIGNS: Mapping[Quantity, str] = {"value": "", "alpha": "α", "beta": "β"}


def form_html(question: Question, key: str) -> str:
    """The form in which a question is answered; "" if it is answered only in words.

    Args:
        key: Identifies this question of this interview, so that a reload brings back what was entered.
    """
    if question.answer_kind == "sketch" and question.drawing:
        return _canvas(question, key)
    if question.answer_kind == "tree" and question.tree:
        return tree_html(read_game_tree(question.tree), asks_bounds(question), key)
    return ""


def code_key_html(key: str) -> str:
    """Tells the page's script which question the code editor (Gradio's own) is open for."""
    return f'<div hidden data-code-key="{html.escape(key, quote=True)}"></div>'


def asks_bounds(question: Question) -> bool:
    """Whether the question asks for alpha, beta and pruning, or only for the values."""
    return any(not entry.startswith("value") for c in question.criteria for entry in c.tree)


def tree_html(tree: GameTree, bounds: bool, key: str) -> str:
    """A tree with a field for each node and, if they are asked for, alpha, beta and a mark for pruning."""
    places = _places(tree)
    height = TOP * 2 + ROW * tree.depth
    lines = "".join(
        f'<line class="edge" data-child="{label_of(path)}" x1="{places[path[:-1]][0]:.1f}" y1="{places[path[:-1]][1]}" '
        f'x2="{x:.1f}" y2="{y}"/>'
        for path, (x, y) in places.items()
        if path
    )
    nodes = "".join(_node(tree, path, x / WIDTH * 100, y / height * 100, bounds) for path, (x, y) in places.items())
    levels = "".join(
        f'<span class="level" style="top:{(TOP + ROW * depth) / height * 100:.2f}%">{"max" if depth % 2 == 0 else "min"}</span>'
        for depth in range(tree.depth)
    )
    hint = (
        "Fill in the values, with the α and β each node ends up with. Press ✂ where a branch is cut."
        if bounds
        else "Fill in the value of each circle."
    )
    none = '<button type="button" class="nothing" aria-pressed="false">Nothing is pruned</button>' if bounds else ""
    wide = " bounds" if bounds else ""
    return (
        f'<div class="form treeform{wide}" data-form="tree" data-key="{html.escape(key, quote=True)}"><div class="scroller" tabindex="0">'
        f'<div class="board" style="aspect-ratio:{WIDTH}/{height};--leaves:{len(tree.leaves())};--levels:{tree.depth}">'
        f'<svg viewBox="0 0 {WIDTH} {height}" preserveAspectRatio="none" aria-hidden="true">{lines}</svg>{levels}{nodes}</div></div>'
        f'<div class="foot"><p class="quiet">{hint}</p><div class="tools">{none}<button type="button" class="clear">Clear</button></div></div></div>'
    )


def _canvas(question: Question, key: str) -> str:
    axes = question.drawing
    assert axes is not None
    names = [c.drawing.names[0] for c in question.criteria if c.drawing]
    data = {"x": axes.x, "y": axes.y, "names": axes.names, "curves": names}
    curves = "".join(
        f'<button type="button" class="curve c{number}" data-curve="{number}" aria-pressed="{"true" if number == 0 else "false"}">'
        f"<i></i>{html.escape(name)}</button>"
        for number, name in enumerate(names)
    )
    return (
        f'<div class="form sketchpad" data-form="sketch" data-key="{html.escape(key, quote=True)}" '
        f'data-axes="{html.escape(json.dumps(data), quote=True)}">'
        f'<div class="tools" role="group" aria-label="Which curve to draw">{curves}</div>'
        '<canvas role="img" aria-label="Canvas with axes. Without a pointer, give a table of values or a description in words."></canvas>'
        '<div class="foot"><p class="quiet">Choose a curve and draw it from left to right. It is sent with your answer. '
        "A table of values or a description in words is fine, too.</p>"
        '<div class="tools"><button type="button" class="undo">Undo</button><button type="button" class="clear">Clear</button>'
        '<span class="quiet count" role="status"></span></div></div></div>'
    )


def _places(tree: GameTree) -> dict[TreePath, tuple[float, float]]:
    """Where each node is: leaves at even distances, each inner node above the middle of its children."""
    leaves = tree.leaves()
    left, step = 50.0, (WIDTH - 60) / len(leaves)
    x = {leaf: left + step * (number + 0.5) for number, leaf in enumerate(leaves)}
    for path in sorted(tree.nodes, key=len, reverse=True):
        children = tree.children(path)
        if children:
            x[path] = (x[children[0]] + x[children[-1]]) / 2
    return {path: (x[path], TOP + ROW * len(path)) for path in tree.nodes}


def _node(tree: GameTree, path: TreePath, left: float, top: float, bounds: bool) -> str:
    kind, label, name = tree.kind(path), label_of(path), html.escape(name_of(tree, path), quote=True)
    place = f'style="left:{left:.2f}%;top:{top:.2f}%" data-node="{label}"'
    cut = (
        f'<button type="button" class="cut" aria-pressed="false" aria-label="Prune {name}" title="Prune {name}">✂</button>'
        if bounds and path
        else ""
    )
    if kind == "leaf":
        return f'<div class="node leaf" {place}><b>{tree.values[path]:g}</b>{cut}</div>'
    shown: tuple[Quantity, ...] = QUANTITIES if bounds else ("value",)
    fields = "".join(
        f'<label class="{quantity}"><span>{SIGNS[quantity]}</span><input type="text" inputmode="text" maxlength="8" autocomplete="off" '
        f'data-quantity="{quantity}" aria-label="{quantity} of {name}"></label>'
        for quantity in shown
    )
    return f'<div class="node {kind}" {place}>{fields}{cut}</div>'
