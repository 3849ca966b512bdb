"""The canvas and the tree as HTML."""

from __future__ import annotations

import html
import itertools
import json
import re
from dataclasses import replace

from interviewer.grading.forms.trees.game_tree import read_game_tree
from interviewer.web.forms.canvas import asks_bounds, form_html, tree_html
from knowledge.schema import Bank


def test_the_canvas_has_the_axes_and_a_button_for_each_curve(bank: Bank) -> None:
    shown = form_html(bank["training-04a"], "i-training-04a")
    axes = json.loads(html.unescape(re.findall(r'data-axes="([^"]*)"', shown)[0]))
    assert axes["x"] == [-4, 4] and axes["curves"] == ["sigmoid", "tanh", "ReLU", "leaky ReLU"]
    assert shown.count('class="curve c') == 4 and 'data-key="i-training-04a"' in shown


def test_the_canvas_does_not_give_the_answer_away(bank: Bank) -> None:
    for name in ("training-04a", "training-13a"):
        question = bank[name]
        drawn = [c for c in question.criteria if c.drawing and c.drawing.reference]
        unknown = (
            replace(c, drawing=replace(c.drawing, reference="", features=())) if c.drawing else c
            for c in question.criteria
        )
        assert drawn and form_html(question, "k") == form_html(replace(question, criteria=tuple(unknown)), "k")


def test_a_tree_has_a_field_for_each_inner_node(bank: Bank) -> None:
    values = form_html(bank["rl-04"], "k")
    assert values.count("<input") == 3 and "α" not in values and "✂" not in values
    bounds = form_html(bank["rl-07"], "k")
    assert bounds.count("<input") == 7 * 3 and bounds.count('class="cut"') == 14
    assert 'aria-label="alpha of the right min node"' in bounds and "Nothing is pruned" in bounds
    assert asks_bounds(bank["rl-07"]) and not asks_bounds(bank["rl-04"])


def test_other_questions_have_no_form(bank: Bank) -> None:
    assert form_html(bank["training-01"], "k") == form_html(bank["training-03a"], "k") == ""
    assert form_html(replace(bank["rl-04"], tree=""), "k") == ""


def test_what_comes_from_a_bank_is_escaped(bank: Bank) -> None:
    question = bank["training-04a"]
    curve = question.criteria[0].drawing
    assert curve is not None
    evil = replace(question, criteria=(replace(question.criteria[0], drawing=replace(curve, names=('<img src=x>"',))),))
    shown = form_html(evil, '"><script>')
    assert "<img" not in shown and "<script" not in shown


def test_wide_trees_keep_their_leaves_apart() -> None:
    shown = tree_html(read_game_tree(str([list(range(8)), list(range(8))])), True, "k")
    lefts = [float(x) for x in re.findall(r'class="node leaf" style="left:([\d.]+)%', shown)]
    assert len(lefts) == 16 and min(b - a for a, b in itertools.pairwise(lefts)) > 4


def test_a_tree_says_how_wide_and_how_high_it_is_so_that_a_phone_can_fit_it() -> None:
    for leaves, levels in ((2, 1), (4, 2), (8, 3)):
        made: object = list(range(leaves))
        while isinstance(made, list) and len(made) > 2:
            made = [made[at : at + 2] for at in range(0, len(made), 2)]
        assert f"--leaves:{leaves};--levels:{levels}" in tree_html(read_game_tree(str(made)), True, "k")
