"""Reads tables about a game tree: a row for each node, with its value, alpha and beta in columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from interviewer.grading.forms.trees.claim import NodeClaim, Quantity
from interviewer.grading.forms.trees.game_tree import GameTree, TreePath
from interviewer.grading.forms.trees.mention import mentions, number_in, numbers_in, over_children
from interviewer.grading.forms.trees.mention_phrasings import A_NUMBER, NUMBER
from knowledge.text.alternatives import table

_HEADS: tuple[tuple[Quantity, str], ...] = (
    ("alpha", r"\\?alpha|α|a"),
    ("beta", r"\\?beta|β|b"),
    ("value", r"(?:node |final )?(?:value|result|minimax(?: value)?)|v|val"),
)
_SIDES = {"l": 0, "left": 0, "r": 1, "right": 1}
_RULE = re.compile(r":?-{2,}:?")
_NUMBERS_ONLY = table(
    (rf"[\s()\[\]]*{NUMBER}(?:[\s()\[\]]+{NUMBER}){{0,31}}[\s()\[\]]*", "plus infinity,"),
)
_EDGES = re.compile(r"[\s/\\|_+.'`-]*")
_LEAVES = r"((?:\s*-?\d+(?!\d)(?:\s*,)?)+\s*)"
_NUMBERED = re.compile(rf"(max|min)\s*(?:node\s*)?\d{{1,2}}\s*\({_LEAVES}\)", re.I)
"""Matches a node with a number of its own and the leaves below it: "max 4 (5, 9)"."""
_BOUND = re.compile(r"[<>≤≥]|\\[lg]eq?")


def rows_of(text: str, tree: GameTree) -> tuple[NodeClaim, ...]:
    """What the rows of tables say of values, alphas and betas, in order."""
    found: list[NodeClaim] = []
    columns: dict[int, Quantity] = {}
    for line in text.splitlines()[:400]:
        if line.count("|") < 2:
            columns = {}
            continue
        cells = [cell.strip(" *$`") for cell in line.strip().strip("|").split("|")]
        if all(_RULE.fullmatch(cell) or not cell for cell in cells):
            continue
        heads = _heads(cells)
        if heads:
            columns = heads
            continue
        node = node_of_row(cells[0], tree)
        used = columns or ({1: "value"} if len(cells) == 2 else {})
        if node is not None:
            found += _of_row(cells, node, used, line.strip())
    return tuple(found)


def drawn_values(text: str, tree: GameTree) -> tuple[NodeClaim, ...]:
    """The values of a tree drawn in characters: a line of numbers for each level, with nothing but lines between them.

    The leaves can be left out if the drawing is all there is.
    """
    levels: list[tuple[str, tuple[float, ...]]] = []
    inner = [len(tree.level(depth)) for depth in range(tree.depth)]
    for line in text.splitlines()[:400]:
        if _NUMBERS_ONLY.fullmatch(line):
            levels.append((line.strip(), numbers_in(line)))
        elif not _EDGES.fullmatch(line):
            levels = []
        drawn = levels[-tree.depth - 1 :]
        if [len(values) for _, values in drawn] == [len(tree.level(depth)) for depth in range(tree.depth + 1)]:
            leaves = tuple(tree.values[path] for path in tree.level(tree.depth))
            if drawn[-1][1] == leaves:
                return _of_levels(drawn[:-1], tree)
    alone = all(_NUMBERS_ONLY.fullmatch(line) or _EDGES.fullmatch(line) for line in text.splitlines()[:400])
    return _of_levels(levels, tree) if alone and [len(values) for _, values in levels] == inner else ()


def _of_levels(levels: Sequence[tuple[str, tuple[float, ...]]], tree: GameTree) -> tuple[NodeClaim, ...]:
    """The values of whole levels, from the root on."""
    return tuple(
        NodeClaim("value", path, value, quote)
        for depth, (quote, values) in enumerate(levels)
        for path, value in zip(tree.level(depth), values, strict=True)
    )


def _heads(cells: Sequence[str]) -> dict[int, Quantity]:
    """What each column contains; empty if the row is not a header."""
    found: dict[int, Quantity] = {}
    for at, cell in enumerate(cells[1:], start=1):
        for quantity, words in _HEADS:
            if re.fullmatch(words, cell, re.I):
                found[at] = quantity
    return found


def _of_row(cells: Sequence[str], node: TreePath, columns: dict[int, Quantity], quote: str) -> Iterator[NodeClaim]:
    for at, quantity in columns.items():
        cell = cells[at] if at < len(cells) else ""
        numbers = [number_in(match[0]) for match in A_NUMBER.finditer(re.sub(r"\([^()]*\)", " ", cell))]
        # "inf → 5" ends with 5, and "≤ 4" is a bound, not a value
        if numbers and not (quantity == "value" and _BOUND.search(cell)):
            yield NodeClaim(quantity, node, numbers[-1], quote)


def node_of_row(cell: str, tree: GameTree) -> TreePath | None:
    """The node that the first cell of a row names; None if it names none, or more than one."""
    cell = re.sub(r"^(max|min)\s+(left|right)$", r"\2 \1", cell, flags=re.I)
    named = {mention.paths[0] for mention in mentions(cell, tree) if len(mention.paths) == 1}
    if len(named) == 1:
        return named.pop()
    if named:
        return None
    over = _NUMBERED.fullmatch(cell) or re.fullmatch(rf"(max|min)\s*(?:node\s*)?\(?{_LEAVES}\)?", cell, re.I)
    if over is not None:
        nodes = over_children(tree, over[1].lower(), numbers_in(over[2]))
        return nodes[0] if len(nodes) == 1 else None
    kind = re.fullmatch(r"(max|min)(?:\s+node)?", cell, re.I)
    same = [path for path in tree.nodes if kind and tree.kind(path) == kind[1].lower()]
    if len(same) == 1:
        return same[0]
    return _by_sides(re.sub(r"\([^()]*\)", "", cell).strip(), tree)


def _by_sides(cell: str, tree: GameTree) -> TreePath | None:
    """ "L" and "L.r" are the left child of the root and the right child of that one."""
    steps = [_SIDES.get(step.lower()) for step in re.split(r"[.\-/\s]+", cell)]
    if not cell or len(steps) >= tree.depth or any(step is None for step in steps):
        return None
    path = tuple(step for step in steps if step is not None)
    return path if path in tree.nodes and tree.children(path) else None
