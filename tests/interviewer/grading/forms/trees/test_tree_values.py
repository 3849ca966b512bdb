"""Values of game trees in prose that are not a sentence for each node: letters, rows, drawings, and numbers of leaves."""

from __future__ import annotations

import json

import pytest

from interviewer.grading.forms.fences import fenced
from interviewer.grading.forms.trees.trees import TreeForm
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import findings_of, verdict

DRAWN = "        {}\n      /   \\\n     {}     {}\n    / \\   / \\\n   3   5 2   6"


@pytest.mark.parametrize(
    ("answer", "verdicts"),
    [
        ("root=3, L=3, R=2", ("met", "met", "met")),
        ("L: 5, R: 6, root: 6", ("contradicted", "contradicted", "contradicted")),
        ("R = 3", ("", "", "")),
        ("3 on top, below it 3 and 2 from left to right.", ("met", "met", "met")),
        ("3 on top, below it 2 and 3 from left to right.", ("contradicted", "contradicted", "met")),
        ("The left min node is 3, below it are 3 and 5.", ("met", "", "")),
        (DRAWN.format(3, 3, 2), ("met", "met", "met")),
        (DRAWN.format(6, 5, 6), ("contradicted", "contradicted", "contradicted")),
        ("Left is 3 and right is 2, so my answer is 3.", ("met", "met", "met")),
        ("The values are 3 on the left and 2 on the right, the answer is 2 since min decides.", ("met", "met", "contradicted")),
        ("The answer is 3 for the left one.", ("met", "", "")),
        ("On the left out of 3, 5 he'd choose 3, on the right out of 2, 6 he'd choose 2.", ("", "", "")),
        ("The biggest leaf, the 6, is on the right.", ("", "", "")),
        ("The root has two children.", ("", "", "")),
        ("max at min level: left 5, right 6, then root = min(5,6) = 5", ("contradicted", "contradicted", "contradicted")),
        ("The root is max(5, 6) = 6.", ("contradicted", "contradicted", "contradicted")),
        ("The root = min(3, 2) = 2", ("met", "met", "contradicted")),
        ("the root isn't min(5, 6) = 5", ("", "", "")),
        ("If the root were a min node, root = min(3, 2) = 2", ("", "", "")),
        ("left or root = min(5, 6) = 5?", ("", "", "")),
        ("Middle row, left to right: 3 and 2, since min takes the smaller one.", ("met", "met", "")),
        ("Middle level left to right: 3, 2; the root becomes max(3, 2) = 3", ("met", "met", "met")),
        ("inner nodes, left to right: 2, 3", ("contradicted", "contradicted", "")),
        ("Leaves left to right: 3, 5, 2, 6", ("", "", "")),
        ("left min = min(3, 5) = 5... no, it's 3", ("met", "", "")),
        ("The right one is 6… sorry, it's a min, so 2.", ("", "met", "")),
        ("right min = min(2, 6) = 2... no, 6", ("", "contradicted", "")),
        ("min(3, 5) = 3, min(2, 6) = 6... no, 2. So the root is 3.", ("met", "met", "met")),
        ("The left one is 3, the right one is 2, the root is... wait, max, so 3.", ("met", "met", "met")),
        ("The root is 2… uh, no, 3.", ("", "", "met")),
        ("min(2, 6) = 2 and min(3, 5) = 3. So it is 3.", ("met", "met", "")),
        ("right: min(2, 6) = 2, root: max(3, 2) = 3. So it's 3.", ("met", "met", "met")),
        ("min(2,6) = 2, min(3,5) = 3. Wait, then max takes 3.", ("met", "met", "")),
        ("min(2, 6) = 2. It's 3 on the other side, and 3 at the root.", ("", "met", "met")),
        ("left = 3, right = 2. So it is 3.", ("met", "met", "")),
    ],
)  # fmt: skip
def test_values_are_read(bank: Bank, answer: str, verdicts: tuple[str, str, str]) -> None:
    found = tuple(verdict(bank, "rl-04", criterion, answer) for criterion in ("left-min", "right-min", "root"))
    allowed = [{want, "met"} if "he'd choose" in answer else {want} for want in verdicts]
    assert all(got in want for got, want in zip(found, allowed, strict=True)), found


def test_a_word_in_a_field_is_said_to_be_no_number(bank: Bank) -> None:
    answer = fenced("tree", '{"nodes": {"root": {"value": 3}, "1": {"value": "three"}}}')
    found = findings_of(TreeForm(), bank, "rl-04", answer)
    assert found["left-min"].reason == "The value of the left min node is not a number: 'three'."
    assert found["right-min"].reason == "The value of the right min node is empty."


def test_a_word_in_a_field_is_not_called_empty(bank: Bank) -> None:
    words = {"1": {"value": "a"}, "1.1": {"value": "b"}, "root": {"value": "c"}}  # no more faults than these are named
    given = {**words, "2": {"beta": 4, "alpha": "five"}}
    answer, without = (fenced("tree", json.dumps({"nodes": nodes})) for nodes in (given, {"2": {"beta": 4}}))
    found, empty = (findings_of(TreeForm(), bank, "rl-07", text)["right-beta"] for text in (answer, without))
    assert found.verdict == empty.verdict == "partly_met"
    assert found.reason.endswith("is not a number: 'five'.")
    assert empty.reason.endswith("is empty.")


@pytest.mark.parametrize(("value", "want"), [(5, "met"), (2, "contradicted")])
def test_rows_whose_nodes_are_numbered_or_named_kind_first(bank: Bank, value: int, want: str) -> None:
    rows = f"| node | value |\n|---|---|\n| max 1 (3, 5) | 5 |\n| max 2 (2, 6) | 6 |\n| min left | {value} |"
    assert verdict(bank, "rl-07", "left-value", rows) == want
