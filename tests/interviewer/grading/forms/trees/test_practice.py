"""Random trees for practice: the same for a seed, drawable, and their own reference answers are right."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET

import pytest

from interviewer.errors import UsageError
from interviewer.grading.forms.fences import fenced
from interviewer.grading.forms.trees.game_tree import TreePath, label_of
from interviewer.grading.forms.trees.practice import checked, figure, practice_tree


def filled_json(values: dict[TreePath, dict[str, str]], pruned: tuple[TreePath, ...]) -> str:
    """A filled-in tree as JSON, one line a node, as the page writes it."""
    lines = [f"  {json.dumps(label_of(path))}: {json.dumps(entry)}" for path, entry in values.items()]
    marked = json.dumps([label_of(path) for path in pruned])
    return '{"nodes": {\n' + ",\n".join(lines) + f'\n}}, "pruned": {marked}}}'


@pytest.mark.parametrize(("depth", "branching"), [(1, 2), (2, 2), (2, 3), (2, 4), (3, 2), (4, 2)])
@pytest.mark.parametrize("seed", range(10))
def test_the_computed_answer_is_right_and_a_changed_one_is_not(seed: int, depth: int, branching: int) -> None:
    practice = practice_tree(seed, depth, branching)
    tree = practice.tree
    values = {
        path: {"value": str(tree.search.results[path]), "alpha": str(seen[-1][0]), "beta": str(seen[-1][1])}
        for path, seen in tree.search.bounds.items()
    }
    if depth > 1:
        assert tree.search.pruned
    answer = fenced("tree", filled_json(values, tree.search.pruned))
    found = {f.criterion_id: f for f in checked(practice, answer)}
    assert len(found) == len(practice.question.criteria) - (not tree.search.pruned)
    assert all(f.verdict == "met" for f in found.values()), found
    values[()]["value"] = str(tree.values[()] + 1)
    wrong = {f.criterion_id: f for f in checked(practice, fenced("tree", filled_json(values, tree.search.pruned)))}
    assert wrong["value-root"].contradicted and all(f.verdict == "met" for i, f in wrong.items() if i != "value-root")


def test_a_seed_gives_the_same_tree_and_another_seed_another_one() -> None:
    assert practice_tree(7).question == practice_tree(7).question
    assert len({practice_tree(seed).question.tree for seed in range(50)}) == 50


def test_the_figures_are_svg_and_only_the_solved_one_gives_the_answer() -> None:
    practice = practice_tree(3)
    empty, solved = figure(practice), figure(practice, solved=True)
    for svg in (empty, solved):
        ET.fromstring(svg)
    assert "α" not in empty and "α" in solved and "stroke-dasharray" not in empty


def test_values_alone_can_be_asked_for() -> None:
    practice = practice_tree(3, 2, 3, bounds=False)
    assert all(c.tree[0].startswith("value") for c in practice.question.criteria)
    assert {c.tree[0] for c in practice.question.criteria} == {
        f"value {label_of(p)}" for p in practice.tree.nodes if practice.tree.kind(p) != "leaf"
    }


@pytest.mark.parametrize(("depth", "branching"), [(0, 2), (5, 2), (3, 3), (2, 1), (1, 17), (99, 2)])
def test_trees_that_cannot_be_drawn_are_refused(depth: int, branching: int) -> None:
    with pytest.raises(UsageError, match="cannot be drawn"):
        practice_tree(1, depth, branching)
