"""What an answer says about a game tree, however it was written: one claim per node and quantity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from interviewer.grading.forms.trees.game_tree import TreePath

Quantity = Literal["value", "alpha", "beta"]
QUANTITIES: tuple[Quantity, ...] = ("value", "alpha", "beta")


@dataclass(frozen=True)
class NodeClaim:
    """The claim that a node has some value, alpha or beta. ``quote`` is the piece of the answer that says so, word for word."""

    quantity: Quantity
    path: TreePath
    number: float
    quote: str


@dataclass(frozen=True)
class CutClaim:
    """The claim that some nodes are pruned, or that they are not.

    Attributes:
        paths: The nodes meant, whole subtrees; with ``cut`` false and no paths, all of the tree.
        cut: Whether they are said to be pruned.
        only: Whether nothing else is said to be pruned.
    """

    paths: tuple[TreePath, ...]
    cut: bool
    quote: str
    only: bool = False


@dataclass(frozen=True)
class TreeAnswer:
    """Everything read from an answer, in the order of the text.

    Attributes:
        filled: Whether the tree was filled in, so that a missing entry means an empty field.
        faults: What could not be read, each a sentence for the candidate.
        unread: What was written into fields that ask for a number, where it is none.
    """

    nodes: tuple[NodeClaim, ...] = ()
    cuts: tuple[CutClaim, ...] = ()
    filled: bool = False
    faults: tuple[str, ...] = ()
    unread: Mapping[tuple[Quantity, TreePath], str] = field(default_factory=dict)

    def said(self, quantity: Quantity, path: TreePath) -> tuple[NodeClaim, ...]:
        """The claims on one quantity of one node, in order."""
        return tuple(claim for claim in self.nodes if claim.quantity == quantity and claim.path == path)

    def __add__(self, other: TreeAnswer) -> TreeAnswer:
        return TreeAnswer(
            nodes=self.nodes + other.nodes,
            cuts=self.cuts + other.cuts,
            filled=self.filled or other.filled,
            faults=self.faults + other.faults,
            unread={**self.unread, **other.unread},
        )
