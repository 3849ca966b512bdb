"""Checks a filled-in tree field by field: each wrong value, alpha, beta or cut lowers the criterion closest to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from interviewer.grading.forms.trees.claim import QUANTITIES, CutClaim, NodeClaim, Quantity, TreeAnswer
from interviewer.grading.forms.trees.game_tree import GameTree, TreePath
from interviewer.grading.forms.trees.node_names import name_of, shown_number

_TOLERANCE = 1e-9
"""Difference up to which values are equal: rounding."""
Targets = Mapping[str, Sequence[tuple[Quantity, TreePath]]]
"""The fields each criterion asks for; none for the one that asks about pruning."""


@dataclass(frozen=True)
class WrongField:
    """A number in a tree that is wrong.

    Attributes:
        follows: Whether it follows from other wrong numbers, so that it is not a separate mistake.
    """

    claim: NodeClaim
    reason: str
    follows: bool = False

    def name(self, tree: GameTree) -> str:
        """The field's name for people."""
        return f"the {self.claim.quantity} of {name_of(tree, self.claim.path)}"


def wrong_fields(tree: GameTree, said: TreeAnswer) -> tuple[WrongField, ...]:
    """The numbers in an answer that neither minimax nor alpha-beta gives to their nodes, parents first.

    A bound is right if alpha-beta has it at any time: on arrival, or after any of the children.
    """
    last = {(claim.quantity, claim.path): claim for claim in said.nodes}
    found = [
        WrongField(claim, why_wrong(quantity, path, claim, tree), _follows(quantity, path, claim, tree, last))
        for path in tree.nodes
        for quantity in QUANTITIES
        if (claim := last.get((quantity, path))) and not _is_right(quantity, path, claim.number, tree)
    ]
    return tuple(found)


def wrong_cuts(tree: GameTree, cuts: Sequence[CutClaim]) -> tuple[tuple[TreePath, ...], tuple[TreePath, ...]]:
    """The marked nodes that are in fact visited, and the pruned nodes that are not marked."""
    marked = {path for claim in cuts if claim.cut for path in claim.paths}
    leaves = {leaf for path in marked for leaf in tree.leaves(path)}
    wrong = tuple(sorted(path for path in marked if not set(tree.leaves(path)) <= tree.pruned_leaves))
    return wrong, tuple(path for path in tree.search.pruned if not set(tree.leaves(path)) <= leaves)


def nearest(field: WrongField, targets: Targets, tree: GameTree) -> str:
    """The criterion that a wrong field lowers: the one for its own node, else for the closest node above; "" for none.

    A field in a branch that is cut lowers the criterion about cuts.
    """
    claim = field.claim
    if any(claim.path[: len(cut)] == cut for cut in tree.search.pruned):
        return next((name for name, asked in targets.items() if not asked), "")
    best, closest = "", -1.0
    for name, asked in targets.items():
        for quantity, path in asked:
            above = claim.path[: len(path)] == path
            score = len(path) + (0.5 if (quantity == "value") == (claim.quantity == "value") else 0.0)
            if above and score > closest:
                best, closest = name, score
    return best


def right_number(quantity: Quantity, path: TreePath, tree: GameTree) -> float | None:
    """The minimax value of a node, or its alpha or beta when alpha-beta is done with it; None for a bound at a pruned node."""
    if quantity == "value":
        return tree.values[path]
    bounds = tree.search.bounds.get(path)
    return bounds[-1][QUANTITIES.index(quantity) - 1] if bounds else None


def why_wrong(quantity: Quantity, path: TreePath, claim: NodeClaim, tree: GameTree) -> str:
    """One sentence: what was given, what is right, and by which rule."""
    right = right_number(quantity, path, tree)
    given = f"You give {name_of(tree, path)} the {quantity} {shown_number(claim.number)}; "
    if right is None:
        return f"{given}but it is never visited, so it has none."
    given += f"it is {shown_number(right)}"
    children = [tree.values[child] for child in tree.children(path)]
    if quantity == "value" and children:
        return f"{given}, the {'largest' if tree.kind(path) == 'max' else 'smallest'} of {', '.join(map(shown_number, children))}."
    if quantity == "value":
        return f"{given}."
    owner = "max nodes raise alpha" if quantity == "alpha" else "min nodes lower beta"
    return f"{given} once alpha-beta is done with it: {owner}."


def told(fields: Iterable[WrongField]) -> str:
    """The reasons for several fields, each a sentence."""
    return " ".join(field.reason for field in fields)


def _is_right(quantity: Quantity, path: TreePath, number: float, tree: GameTree) -> bool:
    if quantity == "value":
        return _same(number, tree.values[path]) or _same(number, tree.search.results.get(path, tree.values[path]))
    place = QUANTITIES.index(quantity) - 1
    seen = tree.search.bounds.get(path)
    if seen is None:
        # a node that is cut has no bounds; the bounds it would have been given are not a mistake
        above = next((b for d in range(len(path) - 1, -1, -1) if (b := tree.search.bounds.get(path[:d]))), ())
        return any(_same(number, bound[place]) for bound in above[-1:])
    if tree.kind(path) == "leaf":
        return False
    return any(_same(number, bound[place]) for bound in seen)


def _follows(
    quantity: Quantity,
    path: TreePath,
    claim: NodeClaim,
    tree: GameTree,
    last: Mapping[tuple[Quantity, TreePath], NodeClaim],
) -> bool:
    """Whether a wrong number follows from the answer's own numbers: from the children's, or from a bound passed down or up."""

    def given(of: TreePath) -> float:
        said = last.get(("value", of))
        return said.number if said else tree.values[of]

    children = [given(child) for child in tree.children(path)]
    if quantity == "value":
        best = max if tree.kind(path) == "max" else min
        return bool(children) and _same(claim.number, best(children))
    values = [*children, *([given(path)] if children else [])]
    above = [last[quantity, path[:depth]].number for depth in range(len(path)) if (quantity, path[:depth]) in last]
    wrong_values = [v for v in values if not any(_same(v, tree.values[p]) for p in (path, *tree.children(path)))]
    return any(_same(claim.number, number) for number in (*above, *wrong_values))


def _same(a: float, b: float) -> bool:
    return a == b or abs(a - b) <= _TOLERANCE
