"""A drawing or a filled-in tree in a report: as a picture and in a few words."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interviewer.conversation.state.state import Turn
from interviewer.errors import UsageError
from interviewer.grading.forms.fences import DRAWN, FenceKind, blocks, fenced
from interviewer.grading.forms.sketches.curve import Curve, graph_of
from interviewer.grading.forms.sketches.drawing import read_drawing
from interviewer.grading.forms.trees.claim import QUANTITIES, TreeAnswer
from interviewer.grading.forms.trees.game_tree import GameTree, read_game_tree
from interviewer.grading.forms.trees.node_names import name_of, shown_number
from interviewer.grading.forms.trees.tree_json import read_filled
from interviewer.report.figures import svg_of
from knowledge.answers.drawn import DrawnAxes
from knowledge.schema import Bank, Question

TURN = 0.06
"""A curve counts as turning back only if it does so by this share of the height; a hand's tremor is less. A judgement."""
MOST_TURNS = 4
"""From this many turns on, a curve is just said to go up and down, without naming each place."""


@dataclass(frozen=True)
class Picture:
    """A drawing or a tree of the candidate's.

    Attributes:
        svg: The picture; "" if it cannot be shown.
        words: The same as Markdown: one line per curve, or the nodes as an indented list.
    """

    svg: str
    words: str


def pictures_of(turns: Sequence[Turn], bank: Bank) -> dict[str, Picture]:
    """The pictures of a conversation, by the text of the block that each replaces."""
    found: dict[str, Picture] = {}
    question: Question | None = None
    for turn in turns:
        if turn.question_id in bank:
            question = bank[turn.question_id]
        if turn.role != "candidate" or question is None:
            continue
        for block in blocks(turn.text):
            if block.kind in DRAWN:
                words = words_of(block.kind, block.body, question)
                found[turn.text[block.start : block.end]] = Picture(svg_of(block.kind, block.body, question), words)
    return found


def split_at_pictures(text: str, pictures: Mapping[str, Picture]) -> Iterator[str | Picture]:
    """A text split into stretches of words and code, and the pictures between them."""
    at = 0
    for block in blocks(text):
        picture = pictures.get(text[block.start : block.end])
        if picture is not None:
            yield text[at : block.start]
            yield picture
            at = block.end
    yield text[at:]


def in_words(text: str, pictures: Mapping[str, Picture]) -> str:
    """A text with its drawings and trees in words."""
    parts = (
        part.words if isinstance(part, Picture) else part.strip("\n") for part in split_at_pictures(text, pictures)
    )
    return "\n\n".join(part for part in parts if part.strip())


def words_of(kind: FenceKind, body: str, question: Question) -> str:
    """A drawing or a tree in words, or a note that it cannot be read."""
    try:
        if kind == "sketch" and question.drawing:
            drawing = read_drawing(body, question.drawing)
            lines = [f"- {curve_words(curve, question.drawing)}" for curve in drawing.curves]
            if lines:
                return "\n".join(["A drawing:", "", *lines])
        if kind == "tree" and question.tree:
            tree = read_game_tree(question.tree)
            return tree_words(tree, read_filled(fenced("tree", body), tree))
    except UsageError:
        pass
    return f"A {'drawing' if kind == 'sketch' else 'tree'} that cannot be read."


def curve_words(curve: Curve, axes: DrawnAxes) -> str:
    """Where a curve begins, turns and ends, such as "**tanh** rises from (-4, -1) through (0, 0) to (4, 1)"."""
    label = "".join(char for char in curve.label or curve.colour if char.isprintable() and char not in "*`_[]<>|\\")
    name = f"**{label.strip() or 'A curve without a name'}**"
    low, high = curve.span
    if high <= low:
        return f"{name} is a single point or a vertical line at {axes.names[0]} = {shown_number(_rounded(low, axes.x))}"
    height = axes.y[1] - axes.y[0]
    graph = graph_of(Curve(curve.label, curve.strokes, curve.colour, exact=True), (low, high), height)
    x, y = graph.x[graph.drawn], graph.y[graph.drawn]
    if len(y) < 2:
        return f"{name} is too short to read"
    turns = _turns(y, TURN * height)

    def point(at: int) -> str:
        return f"({shown_number(_rounded(float(x[at]), axes.x))}, {shown_number(_rounded(float(y[at]), axes.y))})"

    if len(turns) > MOST_TURNS:
        return f"{name} goes up and down from {point(0)} to {point(-1)}, between {_extent(y, axes)}"
    if not turns:
        middle = _middle(x, low, high, axes)
        way = "stays level" if np.ptp(y) <= TURN * height else "rises" if y[-1] > y[0] else "falls"
        return f"{name} {way} from {point(0)} through {point(middle)} to {point(-1)}"
    stops = [0, *turns, len(y) - 1]
    legs = [f"{'rises' if y[end] > y[start] else 'falls'} to {point(end)}" for start, end in itertools.pairwise(stops)]
    return f"{name} begins at {point(0)}, {', then '.join(legs)}"


def tree_words(tree: GameTree, said: TreeAnswer) -> str:
    """A tree as an indented list: each node with what was entered, and what was cut."""
    cut = {path for claim in said.cuts if claim.cut for path in claim.paths}
    lines = []
    for path in sorted(tree.nodes):
        entered = [
            f"{quantity} {shown_number(claims[-1].number)}"
            for quantity in QUANTITIES
            if tree.kind(path) != "leaf" and (claims := said.said(quantity, path))
        ]
        name = name_of(tree, path).removeprefix("the ")
        if path in cut:
            entered.append("pruned")
        if entered or tree.kind(path) != "leaf":
            lines.append(f"{'  ' * len(path)}- {name}: {', '.join(entered) or 'nothing entered'}")
    if any(not claim.cut for claim in said.cuts) and not cut:
        lines.append("- nothing is pruned")
    return "\n".join(["A tree, filled in:", "", *lines, *(f"- {fault}" for fault in said.faults)])


def _turns(y: NDArray[np.float64], least: float) -> list[int]:
    """Where a curve turns by more than a tremor."""
    found: list[int] = []
    best, direction = 0, 0
    for at in range(1, len(y)):
        if direction == 0:
            if abs(y[at] - y[0]) > least:
                direction, best = (1 if y[at] > y[0] else -1), at
        elif (y[at] - y[best]) * direction >= 0:
            best = at
        elif (y[best] - y[at]) * direction > least:
            found.append(best)
            direction, best = -direction, at
    return found


def _middle(x: NDArray[np.float64], low: float, high: float, axes: DrawnAxes) -> int:
    """The column at x = 0 if the curve crosses it, otherwise the one halfway."""
    centre = 0.0 if low < 0 < high and axes.x[0] < 0 < axes.x[1] else (low + high) / 2
    return int(np.argmin(np.abs(x - centre)))


def _extent(y: NDArray[np.float64], axes: DrawnAxes) -> str:
    return f"{shown_number(_rounded(float(y.min()), axes.y))} and {shown_number(_rounded(float(y.max()), axes.y))}"


def _rounded(value: float, axis: tuple[float, float]) -> float:
    """A number rounded to what can be drawn: a hundredth of the axis."""
    digits = max(0, 2 - int(np.floor(np.log10(axis[1] - axis[0]))))
    return round(value, digits) + 0.0
