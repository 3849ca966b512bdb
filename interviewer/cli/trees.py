"""``viva tree``: a random game tree to solve in the terminal."""

from __future__ import annotations

import secrets
from typing import Annotated

import typer

from interviewer.grading.forms.trees.game_tree import label_of
from interviewer.grading.forms.trees.practice import checked, practice_tree
from interviewer.grading.grade import MARKS


def tree(
    seed: Annotated[int | None, typer.Option(min=0, help="The same number gives the same tree.")] = None,
    depth: Annotated[int, typer.Option(help="Levels below the root.")] = 3,
    children: Annotated[int, typer.Option(help="Children of each node.")] = 2,
    values: Annotated[
        bool, typer.Option("--values", help="Ask for values only, not for alpha, beta and pruning.")
    ] = False,
) -> None:
    """Solve a random game tree: give its values, alphas and betas in your own words."""
    number = secrets.randbelow(1_000_000) if seed is None else seed
    practice = practice_tree(number, depth, children, bounds=not values)
    print(f"Tree {number}: {practice.question.tree}")
    nodes = [label_of(p) for p in practice.tree.nodes if practice.tree.kind(p) != "leaf"]
    print(f"The root is a max node, and the levels alternate. Nodes: {', '.join(nodes)}.")
    answer = typer.prompt("Your answer, such as 'root is 3, left min is 2, nothing is pruned'")
    for finding in checked(practice, answer):
        print(f"{MARKS[finding.verdict]} {finding.reason}")
    print(f"\nThe solution:\n{practice.question.reference}")
