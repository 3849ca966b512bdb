"""Game trees: minimax, and alpha-beta with everything it does along the way, node by node."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Literal, TypeAlias

from interviewer.errors import UsageError

Tree: TypeAlias = "float | list[Tree]"
"""A leaf (a number) or a list of trees. The root is a max node, and the levels alternate."""
TreePath: TypeAlias = tuple[int, ...]
"""The path from the root to a node: the index of the child at each level, from 0. The root is ()."""
NodeKind = Literal["max", "min", "leaf"]
Bounds: TypeAlias = tuple[float, float]
"""Alpha and beta at a node."""
MAX_DEPTH, MAX_NODES = 6, 200
"""More than anyone fills in by hand; a bank's tree beyond it is a mistake."""


@dataclass(frozen=True)
class Search:
    """What alpha-beta did, from left to right.

    Attributes:
        bounds: Alpha and beta at each inner node that was visited: on arrival, then after each of its children.
        results: What each visited node returned; for a node that was cut short, a bound and not its minimax value.
        pruned: The unvisited nodes whose parent was visited, in order.
    """

    bounds: Mapping[TreePath, tuple[Bounds, ...]]
    results: Mapping[TreePath, float]
    pruned: tuple[TreePath, ...]


@dataclass(frozen=True)
class GameTree:
    """A game tree whose root is a max node."""

    root: Tree

    @cached_property
    def nodes(self) -> Mapping[TreePath, Tree]:
        """Every node by its path, parents before children, from left to right."""
        return MappingProxyType(dict(_walk(self.root, ())))

    @cached_property
    def values(self) -> Mapping[TreePath, float]:
        """The minimax value of every node."""
        found: dict[TreePath, float] = {}
        for path in sorted(self.nodes, key=len, reverse=True):
            node = self.nodes[path]
            if isinstance(node, list):
                best: Callable[[Iterator[float]], float] = max if self.kind(path) == "max" else min
                found[path] = best(found[(*path, n)] for n in range(len(node)))
            else:
                found[path] = float(node)
        return MappingProxyType(found)

    @cached_property
    def search(self) -> Search:
        """Alpha-beta from left to right. A node is cut as soon as alpha is at least beta (Knuth & Moore 1975)."""
        bounds: dict[TreePath, tuple[Bounds, ...]] = {}
        results: dict[TreePath, float] = {}
        pruned: list[TreePath] = []

        def visit(path: TreePath, alpha: float, beta: float) -> float:
            node = self.nodes[path]
            if not isinstance(node, list):
                results[path] = float(node)
                return float(node)
            high = self.kind(path) == "max"
            best = -math.inf if high else math.inf
            seen = [(alpha, beta)]
            for number in range(len(node)):
                if alpha >= beta:
                    pruned.append((*path, number))
                    continue
                value = visit((*path, number), alpha, beta)
                if high:
                    best, alpha = max(best, value), max(alpha, value)
                else:
                    best, beta = min(best, value), min(beta, value)
                seen.append((alpha, beta))
            bounds[path], results[path] = tuple(seen), best
            return best

        visit((), -math.inf, math.inf)
        return Search(MappingProxyType(bounds), MappingProxyType(results), tuple(pruned))

    def kind(self, path: TreePath) -> NodeKind:
        """Whether a node is a max node, a min node or a leaf."""
        if not isinstance(self.nodes[path], list):
            return "leaf"
        return "max" if len(path) % 2 == 0 else "min"

    def children(self, path: TreePath) -> tuple[TreePath, ...]:
        """The children of a node, none for a leaf."""
        node = self.nodes[path]
        return tuple((*path, n) for n in range(len(node))) if isinstance(node, list) else ()

    def leaves(self, path: TreePath = ()) -> tuple[TreePath, ...]:
        """The leaves below a node, from left to right; for a leaf, itself."""
        return tuple(p for p in self.nodes if p[: len(path)] == path and self.kind(p) == "leaf")

    def level(self, depth: int) -> tuple[TreePath, ...]:
        """The nodes at a depth, from left to right."""
        return tuple(path for path in self.nodes if len(path) == depth)

    @cached_property
    def depth(self) -> int:
        """The depth of the deepest leaf; 0 if the root is one."""
        return max(map(len, self.nodes))

    @cached_property
    def pruned_leaves(self) -> frozenset[TreePath]:
        """The leaves that alpha-beta never looks at."""
        return frozenset(leaf for path in self.search.pruned for leaf in self.leaves(path))


def read_game_tree(text: str) -> GameTree:
    """A tree written as nested JSON lists of numbers, such as ``[[3, 5], [2, 6]]``.

    Raises:
        UsageError: It is not such a tree, or is larger than anyone fills in by hand.
    """
    try:
        root = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(
            f"the tree {text[:40]!r} cannot be read; write it as lists, such as [[3, 5], [2, 6]]"
        ) from error
    if not isinstance(root, list) or not _is_tree(root, MAX_DEPTH):
        raise UsageError(
            f"the tree {text[:40]!r} must be lists of numbers, at most {MAX_DEPTH} levels deep and none of them empty"
        )
    tree = GameTree(root)
    if len(tree.nodes) > MAX_NODES:
        raise UsageError(f"the tree has {len(tree.nodes)} nodes; the most is {MAX_NODES}")
    return tree


def path_of(name: str, tree: GameTree) -> TreePath | None:
    """The node that a name such as ``root`` or ``2.1`` (first child of the second child) stands for, None for none."""
    if name.strip().lower() in {"root", ""}:
        return ()
    parts = name.strip().split(".")
    if not all(part.isascii() and part.isdigit() and len(part) < 4 and part.strip("0") for part in parts):
        return None
    path = tuple(int(part) - 1 for part in parts)
    return path if path in tree.nodes else None


def label_of(path: TreePath) -> str:
    """A node as ``path_of`` reads it: ``root``, or its place among its parent's children at each level, from 1."""
    return ".".join(str(n + 1) for n in path) or "root"


def _walk(node: Tree, path: TreePath) -> Iterator[tuple[TreePath, Tree]]:
    yield path, node
    if isinstance(node, list):
        for number, child in enumerate(node):
            yield from _walk(child, (*path, number))


def _is_tree(node: object, depth: int) -> bool:
    if isinstance(node, list):
        return bool(node) and depth > 0 and all(_is_tree(child, depth - 1) for child in node)
    return isinstance(node, int | float) and not isinstance(node, bool) and math.isfinite(node)
