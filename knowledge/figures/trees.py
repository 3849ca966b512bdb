"""Game trees, empty and solved."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from knowledge.figures.drawing import INK, LINE, QUIET, ROSE, TEAL, Canvas

Tree: TypeAlias = "float | list[Tree]"
"""A leaf (a number) or a list of trees."""

NOTE_LETTER = 7
"""Pixels of a letter of a note, about."""
FIRST_TREE: Tree = [[3, 5], [2, 6]]
SECOND_TREE: Tree = [[[3, 5], [2, 6]], [[1, 4], [5, 9]]]


def _minimax(node: Tree, maximise: bool) -> float:
    if not isinstance(node, list):
        return float(node)
    return (max if maximise else min)(_minimax(child, not maximise) for child in node)


def tree(
    root: Tree,
    solved: bool,
    pruned: Sequence[tuple[int, ...]] = (),
    notes: Mapping[tuple[int, ...], str] = MappingProxyType({}),
    labels: Mapping[tuple[int, ...], str] | None = None,
    wrong: Collection[tuple[int, ...]] = (),
    wrong_notes: Collection[tuple[int, ...]] = (),
) -> str:
    """A game tree, its root a max node. ``pruned``, ``notes``, ``labels`` and ``wrong`` name nodes by the way from the root.

    Args:
        labels: What stands in the circles of a solved tree, where that is not the minimax values.
        wrong: Nodes whose label is wrong, drawn in red.
        wrong_notes: Nodes whose note is.
    """
    depth = 1
    level: Tree = root
    while isinstance(level, list):
        depth, level = depth + 1, level[0]
    width, height, r = 720, 96 * depth, 20
    canvas = Canvas(width, height, "game tree, solved" if solved else "game tree")
    for row in range(depth - 1):
        canvas.text(16, 56 + 88 * row, "max" if row % 2 == 0 else "min", 14, QUIET, "start")

    def cut(path: tuple[int, ...]) -> bool:
        return any(path[: len(p)] == p for p in pruned)

    def draw(node: Tree, path: tuple[int, ...], left: float, right: float) -> None:
        x, y = (left + right) / 2, 50 + 88 * len(path)
        if isinstance(node, list):
            step = (right - left) / len(node)
            for number, child in enumerate(node):
                gone = solved and cut((*path, number))
                canvas.line(
                    x, y, left + step * (number + 0.5), y + 88, ROSE if gone else QUIET, 1.5, "5 5" if gone else ""
                )
                if gone and not cut(path):
                    mx, my = (x + left + step * (number + 0.5)) / 2, y + 44
                    canvas.line(mx - 9, my + 7, mx + 9, my - 7, ROSE, 3)
                draw(child, (*path, number), left + step * number, left + step * (number + 1))
        gone = solved and cut(path)
        leaf = not isinstance(node, list)
        if leaf:
            canvas.box(x - 17, y - 17, 34, 34, "#f1f5f9", ROSE if gone else LINE)
        else:
            canvas.circle(x, y, r, "#ffffff", ROSE if gone else TEAL, "4 4" if gone else "")
        if leaf:
            label = f"{node}"
        elif labels is not None:
            label = labels.get(path, "")
        else:
            label = f"{_minimax(node, len(path) % 2 == 0):g}" if solved and not gone else ""
        canvas.text(x, y + 6, label, 17, ROSE if gone or path in wrong else INK, bold=True)
        if solved and path in notes:
            colour = ROSE if path in wrong_notes else TEAL
            side = -1 if path and path[-1] == 0 else 1
            if side > 0 and x + r + 6 + NOTE_LETTER * len(notes[path]) > width:
                canvas.text(x, y - r - 8, notes[path], 13, colour)  # next to the node it would leave the card
                return
            canvas.text(x + side * (r + 6), y - 14, notes[path], 13, colour, "end" if side < 0 else "start")

    draw(root, (), 60, width - 10)
    return canvas.svg()
