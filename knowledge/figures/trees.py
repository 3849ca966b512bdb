"""Game trees, empty and solved."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from knowledge.figures.drawing import INK, LINE, QUIET, ROSE, TEAL, Canvas

FigureTree: TypeAlias = "float | list[FigureTree]"
"""A leaf (a number) or a list of trees."""

WIDTH, ROW, RADIUS = 720, 88, 20
"""In pixels: the width of the card, the distance from one row of nodes to the next, and the radius of a node."""
NOTE_LETTER = 7
"""Approximate width of a letter in a note, in pixels."""
FIRST_TREE: FigureTree = [[3, 5], [2, 6]]
SECOND_TREE: FigureTree = [[[3, 5], [2, 6]], [[1, 4], [5, 9]]]


def _minimax(node: FigureTree, maximise: bool) -> float:
    if not isinstance(node, list):
        return float(node)
    return (max if maximise else min)(_minimax(child, not maximise) for child in node)


def tree(
    root: FigureTree,
    solved: bool,
    pruned: Sequence[tuple[int, ...]] = (),
    notes: Mapping[tuple[int, ...], str] = MappingProxyType({}),
    labels: Mapping[tuple[int, ...], str] | None = None,
    wrong: Collection[tuple[int, ...]] = (),
    wrong_notes: Collection[tuple[int, ...]] = (),
) -> str:
    """A game tree whose root is a max node. All other arguments refer to nodes by their path from the root.

    Args:
        labels: Labels in the circles of a solved tree, if they are not the minimax values.
        wrong: Nodes whose label is wrong; they are drawn in red.
        wrong_notes: Nodes whose note is wrong.
    """
    depth = 1
    level: FigureTree = root
    while isinstance(level, list):
        depth, level = depth + 1, level[0]
    canvas = Canvas(WIDTH, 96 * depth, "game tree, solved" if solved else "game tree")
    for row in range(depth - 1):
        canvas.text(16, 56 + ROW * row, "max" if row % 2 == 0 else "min", 14, QUIET, "start")
    drawing = _Drawing(canvas, solved, pruned, notes, labels, wrong, wrong_notes)
    drawing.draw(root, (), 60, WIDTH - 10)
    return canvas.svg()


class _Drawing:
    """Draws a tree node by node; the arguments are those of ``tree``."""

    def __init__(
        self,
        canvas: Canvas,
        solved: bool,
        pruned: Sequence[tuple[int, ...]],
        notes: Mapping[tuple[int, ...], str],
        labels: Mapping[tuple[int, ...], str] | None,
        wrong: Collection[tuple[int, ...]],
        wrong_notes: Collection[tuple[int, ...]],
    ) -> None:
        self._canvas = canvas
        self._solved = solved
        self._pruned = pruned
        self._notes = notes
        self._labels = labels
        self._wrong = wrong
        self._wrong_notes = wrong_notes

    def draw(self, node: FigureTree, path: tuple[int, ...], left: float, right: float) -> None:
        """Draws a node halfway between two x positions, and everything below it."""
        x, y = (left + right) / 2, 50 + ROW * len(path)
        if isinstance(node, list):
            step = (right - left) / len(node)
            for number, child in enumerate(node):
                self._branch((x, y), left + step * (number + 0.5), (*path, number))
                self.draw(child, (*path, number), left + step * number, left + step * (number + 1))
        self._shape(x, y, not isinstance(node, list), self._gone(path))
        lost = self._gone(path) or path in self._wrong
        self._canvas.text(x, y + 6, self._label(node, path), 17, ROSE if lost else INK, bold=True)
        if self._solved and path in self._notes:
            self._note(x, y, path)

    def _gone(self, path: tuple[int, ...]) -> bool:
        return self._solved and self._cut(path)

    def _cut(self, path: tuple[int, ...]) -> bool:
        return any(path[: len(p)] == p for p in self._pruned)

    def _branch(self, start: tuple[float, float], end: float, path: tuple[int, ...]) -> None:
        """The line down to a node; crossed out if this is where the tree is pruned."""
        x, y = start
        gone = self._gone(path)
        self._canvas.line(x, y, end, y + ROW, ROSE if gone else QUIET, 1.5, "5 5" if gone else "")
        if gone and not self._cut(path[:-1]):
            mx, my = (x + end) / 2, y + ROW // 2
            self._canvas.line(mx - 9, my + 7, mx + 9, my - 7, ROSE, 3)

    def _shape(self, x: float, y: float, leaf: bool, gone: bool) -> None:
        if leaf:
            self._canvas.box(x - 17, y - 17, 34, 34, "#f1f5f9", ROSE if gone else LINE)
        else:
            self._canvas.circle(x, y, RADIUS, "#ffffff", ROSE if gone else TEAL, "4 4" if gone else "")

    def _label(self, node: FigureTree, path: tuple[int, ...]) -> str:
        if not isinstance(node, list):
            return f"{node}"
        if self._labels is not None:
            return self._labels.get(path, "")
        return f"{_minimax(node, len(path) % 2 == 0):g}" if self._solved and not self._gone(path) else ""

    def _note(self, x: float, y: float, path: tuple[int, ...]) -> None:
        note, side = self._notes[path], -1 if path and path[-1] == 0 else 1
        colour = ROSE if path in self._wrong_notes else TEAL
        if side > 0 and x + RADIUS + 6 + NOTE_LETTER * len(note) > WIDTH:
            self._canvas.text(x, y - RADIUS - 8, note, 13, colour)  # next to the node it would run off the card
        else:
            self._canvas.text(x + side * (RADIUS + 6), y - 14, note, 13, colour, "end" if side < 0 else "start")
