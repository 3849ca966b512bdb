"""Minimax and alpha-beta against brute force on random trees."""

from __future__ import annotations

import math
import random

import pytest

from interviewer.errors import UsageError
from interviewer.grading.forms.trees.game_tree import GameTree, Tree, TreePath, label_of, path_of, read_game_tree


def any_tree(rng: random.Random, depth: int, top: bool = True) -> Tree:
    """A tree whose branches may end early and differ in width."""
    if depth == 0 or (not top and rng.random() < 0.15):
        return rng.randint(-9, 9)
    return [any_tree(rng, depth - 1, False) for _ in range(rng.randint(1, 3))]


def plain_minimax(node: Tree, high: bool) -> float:
    if not isinstance(node, list):
        return node
    return (max if high else min)([plain_minimax(child, not high) for child in node])


def with_leaf(node: Tree, path: TreePath, value: float) -> Tree:
    if not path:
        return value
    assert isinstance(node, list)
    return [with_leaf(child, path[1:], value) if n == path[0] else child for n, child in enumerate(node)]


@pytest.mark.parametrize("seed", range(300))
def test_values_and_cuts_agree_with_brute_force(seed: int) -> None:
    rng = random.Random(seed)
    tree = GameTree(any_tree(rng, rng.randint(1, 4)))
    for path, node in tree.nodes.items():
        assert tree.values[path] == plain_minimax(node, len(path) % 2 == 0)
    assert tree.search.results[()] == tree.values[()]
    assert not tree.pruned_leaves & set(tree.search.results)
    assert tree.pruned_leaves | {p for p in tree.search.results if tree.kind(p) == "leaf"} == set(tree.leaves())
    for leaf in tree.pruned_leaves:  # whatever was there, the root would be the same
        for value in (-1000, 1000):
            assert plain_minimax(with_leaf(tree.root, leaf, value), True) == tree.values[()]


@pytest.mark.parametrize("seed", range(100))
def test_alpha_only_rises_and_beta_only_falls(seed: int) -> None:
    tree = GameTree(any_tree(random.Random(seed), 3))
    for path, seen in tree.search.bounds.items():
        alphas, betas = [a for a, _ in seen], [b for _, b in seen]
        assert alphas == sorted(alphas) and betas == sorted(betas, reverse=True)
        if tree.kind(path) == "max":
            assert len(set(betas)) == 1
        else:
            assert len(set(alphas)) == 1


def test_the_tree_of_the_bank_is_searched_as_its_reference_answer_says() -> None:
    tree = read_game_tree("[[[3, 5], [2, 6]], [[1, 4], [5, 9]]]")
    assert tree.search.pruned == ((1, 1),)
    assert tree.search.bounds[()][-1] == (5, math.inf)
    assert tree.search.bounds[(0, 1)][-1] == (6, 5)
    assert tree.search.bounds[(1,)] == ((5, math.inf), (5, 4))
    assert tree.search.bounds[(1, 0)][-1] == (5, math.inf)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "7",
        "[]",
        "[[3], []]",
        '["a"]',
        "[NaN]",
        "[1e999]",
        "[true]",
        "{}",
        "[" * 99_000,
        str([[1] * 201]),
        "[[[[[[[1]]]]]]]",
    ],
)
def test_what_is_no_tree_is_one_clear_line(text: str) -> None:
    with pytest.raises(UsageError, match=r"tree .*(read|must|most)") as caught:
        read_game_tree(text)
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 200


def test_names_of_nodes() -> None:
    tree = read_game_tree("[[3, 5], [2, 6]]")
    assert [path_of(name, tree) for name in ("root", "1", "2.1", " ROOT ")] == [(), (0,), (1, 0), ()]
    assert [path_of(name, tree) for name in ("3", "0", "-1", "2.1.1", "x", "9" * 9000, "²")] == [None] * 7
    assert [path_of(label_of(path), tree) for path in tree.nodes] == list(tree.nodes)
