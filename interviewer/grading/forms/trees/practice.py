"""An endless supply of practice game trees: a seed gives a tree, its figures and its computed reference answer."""

from __future__ import annotations

import random
from dataclasses import dataclass

from interviewer.errors import UsageError
from interviewer.grading.forms.finding import Finding
from interviewer.grading.forms.trees.game_tree import MAX_DEPTH, GameTree, Tree, TreePath, label_of
from interviewer.grading.forms.trees.node_names import name_of, names_of, shown_number
from interviewer.grading.forms.trees.trees import TreeForm
from knowledge.figures.trees import tree as tree_figure
from knowledge.schema import Criterion, Question

MOST_LEAVES = 16
"""Most leaves that fit side by side on a page."""
LOW, HIGH = 0, 9
"""Leaves are single digits, so that nobody gets lost in the numbers."""
TRIES = 200
"""How many random trees are tried to find one with pruning. With depth 3, nearly two in three have some."""


@dataclass(frozen=True)
class Practice:
    """A tree to solve. It is a question like those of the bank, so it is checked in the same way."""

    question: Question
    tree: GameTree
    seed: int


def practice_tree(seed: int, depth: int = 3, branching: int = 2, bounds: bool = True) -> Practice:
    """The tree of a seed: each inner node has the same number of children, and the root is a max node.

    Args:
        depth: Levels below the root.
        bounds: Ask for alpha, beta and pruning; such a tree has some pruning, if its depth allows it.

    Raises:
        UsageError: The tree would be too large, or would have nothing to fill in.
    """
    if not 1 <= depth <= MAX_DEPTH or not 2 <= branching <= MOST_LEAVES or branching**depth > MOST_LEAVES:
        raise UsageError(
            f"a tree of depth {depth} and branching {branching} cannot be drawn; it can have at most {MOST_LEAVES} leaves, "
            "such as depth 3 with 2 children or depth 2 with 4"
        )
    rng = random.Random(f"{seed}/{depth}/{branching}/{bounds}")
    tree = GameTree(_grown(rng, depth, branching))
    for _ in range(TRIES if bounds and depth > 1 else 0):
        if tree.search.pruned:
            break
        tree = GameTree(_grown(rng, depth, branching))
    return Practice(_question(tree, seed, bounds), tree, seed)


def checked(practice: Practice, answer: str) -> tuple[Finding, ...]:
    """A finding for each node and for what is pruned, in the order of the tree."""
    return TreeForm().findings(practice.question, answer)


def figure(practice: Practice, solved: bool = False) -> str:
    """The tree as SVG, in the style of the bank's figures."""
    tree = practice.tree
    notes = {path: text for path in tree.search.bounds if (text := _note(tree, path))} if _bounded(practice) else {}
    pruned = tree.search.pruned if _bounded(practice) else ()
    return tree_figure(tree.root, solved, pruned, notes if solved else {})


def _grown(rng: random.Random, depth: int, branching: int) -> Tree:
    if depth == 0:
        return rng.randint(LOW, HIGH)
    return [_grown(rng, depth - 1, branching) for _ in range(branching)]


def _question(tree: GameTree, seed: int, bounds: bool) -> Question:
    visited = [path for path in tree.nodes if tree.kind(path) != "leaf" and (not bounds or path in tree.search.bounds)]
    criteria = [
        Criterion(
            f"value-{_id(path)}",
            f"Gives {name_of(tree, path)} the value {tree.values[path]:g}",
            tree=(f"value {label_of(path)}",),
        )
        for path in visited
        if not bounds or tree.search.results[path] == tree.values[path]
    ]
    if bounds:
        for path in visited:
            quantity = "alpha" if tree.kind(path) == "max" else "beta"
            value = tree.search.bounds[path][-1][0 if quantity == "alpha" else 1]
            claim = f"Gives {name_of(tree, path)} the {quantity} {shown_number(value)}"
            criteria.append(Criterion(f"{quantity}-{_id(path)}", claim, tree=(f"{quantity} {label_of(path)}",)))
        criteria.append(Criterion("pruned", f"Prunes {names_of(tree, tree.search.pruned)}", tree=("pruned",)))
    return Question(
        id=f"practice-{seed % 10**9}",
        section="rl",
        title="A random game tree",
        question="Fill in the tree: the root is a max node, and the levels alternate.",
        reference="\n".join(f"- {criterion.claim}" for criterion in criteria),
        criteria=tuple(criteria),
        answer_kind="tree",
        tree=str(tree.root),
    )


def _bounded(practice: Practice) -> bool:
    return any("pruned" in c.tree for c in practice.question.criteria)


def _note(tree: GameTree, path: TreePath) -> str:
    alpha, beta = tree.search.bounds[path][-1]
    if tree.kind(path) == "max":
        return f"α = {shown_number(alpha)}" + (" ≥ β" if alpha >= beta else "")
    return f"β = {shown_number(beta)}" + (" ≤ α" if alpha >= beta else "")


def _id(path: TreePath) -> str:
    return label_of(path).replace(".", "-")
