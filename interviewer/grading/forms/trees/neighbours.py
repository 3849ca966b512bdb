"""Nodes that a sentence names by a node next to them: "the last leaf is pruned, and the one before it too"."""

from __future__ import annotations

import re

from interviewer.grading.forms.trees.game_tree import GameTree, TreePath
from interviewer.grading.forms.trees.mention import leaves_named, mentions, number_in
from interviewer.grading.forms.trees.mention_phrasings import A_NUMBER
from interviewer.grading.forms.trees.node_names import ORDINALS
from knowledge.text.alternatives import any_of, table

_BESIDE = table(
    (
        r"(?:the|its)\s+(?P<noun>one|leaf|node|number)\s+(?:just\s+|right\s+|directly\s+|immediately\s+)?"
        r"(?:(?:to|on)\s+(?:the|its)\s+)?(?P<way>"
        + any_of(r"before, after, next\s+to, beside, left\s+of, right\s+of, preceding, following")
        + r")\s+(?:it|that\s+one|that|this\s+one|this)",
        "the one before it",
    ),
    (r"its\s+(?P<other>" + any_of("neighbour, neighbor, sibling") + ")", "its sibling"),
    before=r"\b",
    after=r"\b",
)
"""Matches a node that is named by its place next to the one named last."""


def with_neighbours_named(sentence: str, tree: GameTree) -> str:
    """The sentence with such nodes counted from the left: "and the seventh leaf too"."""
    at = 0
    while (match := _BESIDE.search(sentence, at)) is not None:
        at = match.end()
        near = _last_named(sentence[: match.start()], tree)
        node = _beside(near, match["way"] or "", tree) if near is not None else None
        if node is None or (match["noun"] == "leaf" and tree.children(node)):
            continue
        name = _counted(node, tree)
        if name:
            sentence = sentence[: match.start()] + name + sentence[match.end() :]
            at = match.start() + len(name)
    return sentence


def _last_named(words: str, tree: GameTree) -> TreePath | None:
    """The node that some words name last; None if they name several there, or none."""
    found = list(mentions(words, tree))
    last = found[-1] if found else None
    numbers = [m for m in A_NUMBER.finditer(words) if last is None or m.start() >= last.end]
    paths = leaves_named(tree, [number_in(numbers[-1][0])], None) if numbers else last.paths if last else ()
    return paths[0] if len(paths) == 1 else None


def _beside(path: TreePath, way: str, tree: GameTree) -> TreePath | None:
    """The node on one side of another, on its level; without a side, the only other child of its parent."""
    row = tree.level(len(path))
    step = -1 if re.match(r"before|left|prec", way, re.I) else 1 if re.match(r"after|right|foll", way, re.I) else 0
    if not step:
        others = [child for child in tree.children(path[:-1]) if child != path] if path else []
        return others[0] if len(others) == 1 else None
    place = row.index(path) + step
    return row[place] if 0 <= place < len(row) else None


def _counted(path: TreePath, tree: GameTree) -> str:
    """The name of a node by its place from the left; "" if it cannot be read as that of this node alone."""
    place = tree.level(len(path)).index(path)
    if place >= len(ORDINALS):
        return ""
    name = f"the {ORDINALS[place]} {'leaf' if not tree.children(path) else f'{tree.kind(path)} node'}"
    return name if [m.paths for m in mentions(name, tree)] == [(path,)] else ""
