"""Drawings and trees as pictures, and the right ones laid over them."""

from __future__ import annotations

import base64
import json
import re
import xml.etree.ElementTree as ET

from interviewer.conversation.state.state import Turn
from interviewer.grading.forms.fences import blocks, fenced
from interviewer.grading.grade import CriterionVerdict, Evidence, Grade
from interviewer.web.chat import chat_messages
from interviewer.web.forms.pictures import picture_of, reveal_html
from interviewer.web.own_words import marked_answer
from knowledge.schema import Bank

SKETCH = fenced("sketch", json.dumps({"curves": [{"label": "tanh", "points": [[-4, -1], [0, 0], [4, 1]]}]}))
TREE = fenced("tree", '{"nodes": {"root": {"value": 5}, "1": {"value": 3}}}')


def svg_in(text: str) -> str:
    found = re.findall(r"data:image/svg\+xml;base64,([\w+/=]+)", text)
    assert len(found) == 1
    svg = base64.b64decode(found[0]).decode()
    ET.fromstring(svg)
    return svg


def test_a_drawing_is_a_picture_of_its_curves(bank: Bank) -> None:
    svg = svg_in(picture_of(blocks(SKETCH)[0], bank["training-04a"]))
    assert "tanh" in svg and "sigmoid" not in svg and "stroke-dasharray" not in svg


def test_what_cannot_be_read_is_no_picture(bank: Bank) -> None:
    assert picture_of(blocks(fenced("sketch", "{"))[0], bank["training-04a"]) == ""
    assert picture_of(blocks(SKETCH)[0], bank["training-01"]) == ""


def test_the_right_curves_are_laid_over_in_dashes(bank: Bank) -> None:
    svg = svg_in(reveal_html(bank["training-04a"], f"See.\n\n{SKETCH}"))
    assert svg.count("<polyline") == 5 and "stroke-dasharray" in svg and "leaky ReLU" in svg
    assert reveal_html(bank["training-04a"], "in words") == ""


def test_the_stretch_of_a_curve_that_is_off_is_marked(bank: Bank) -> None:
    # leaky ReLU falls on the left, where it should rise gently; its right half is right
    points = {"leaky ReLU": [[-4, 0.8], [0, 0], [2.5, 2.5]], "ReLU": [[-4, 0], [0, 0], [2.5, 2.5]]}
    drawn = {"curves": [{"label": name, "points": row} for name, row in points.items()]}
    shown = reveal_html(bank["training-04a"], fenced("sketch", json.dumps(drawn)))
    svg = svg_in(shown)
    marked = re.findall(r'<line x1="([\d.]+)" y1="([\d.]+)" x2="([\d.]+)" y2="([\d.]+)" stroke="#fecdd3"', svg)
    assert len(marked) == 1 and "Red: where your curve is wrong." in shown
    x1, y1, x2, y2 = (float(n) for n in marked[0])
    assert x1 < 60 and y1 < y2 and svg.index("#fecdd3") < svg.index("<polyline")
    zero = 56 + 490 / 2
    assert abs(x2 - zero) < 1


def test_a_right_drawing_has_no_mark(bank: Bank) -> None:
    drawn = {"curves": [{"label": "ReLU", "points": [[-4, 0], [0, 0], [2.5, 2.5]]}]}
    shown = reveal_html(bank["training-04a"], fenced("sketch", json.dumps(drawn)))
    assert "#fecdd3" not in svg_in(shown) and "Marked" not in shown


def test_what_is_wrong_in_a_tree_is_red(bank: Bank) -> None:
    svg = svg_in(reveal_html(bank["rl-04"], TREE))
    assert re.search(r'fill="#be123c"[^>]*>5<', svg) and not re.search(r'fill="#be123c"[^>]*>3<', svg)
    assert reveal_html(bank["rl-04"], "root is 5") == ""


def test_wrong_bounds_and_cuts_of_a_tree_are_red(bank: Bank) -> None:
    nodes = (
        '{"root": {"alpha": 5, "beta": -99}, "1": {"alpha": 12, "beta": 5}, "2": {"alpha": 5}, "1.1": {"value": 99}}'
    )
    svg = svg_in(reveal_html(bank["rl-07"], fenced("tree", f'{{"nodes": {nodes}, "pruned": ["1.2"]}}')))
    red = set(re.findall(r'fill="#be123c"[^>]*>([^<]+)<', svg))
    assert {"α = 5, β ≠ -99", "α ≠ 12, β = 5", "99", "no cut", "cut"} <= red and "α = 5" not in red
    assert "α = 5" in svg


def test_the_conversation_shows_pictures_and_keeps_the_words(bank: Bank) -> None:
    turns = [
        Turn("interviewer", "ask", "Draw.", question_id="training-04a"),
        Turn("candidate", "answer", f"Mine <b>:\n\n{SKETCH}\n\nand `x<1`"),
    ]
    shown = chat_messages(turns, bank.root, bank=bank)[1].content
    assert svg_in(shown) and "Mine &lt;b>:" in shown and "`x<1`" in shown and "curves" not in shown
    assert "curves" in chat_messages(turns, bank.root)[1].content


def test_a_marked_answer_has_the_picture_once_with_the_numbers_below_it(bank: Bank) -> None:
    answer = f"Mine: one\n\n{SKETCH}\n\ntwo"
    at = answer.index('{"label"')
    items = tuple(
        CriterionVerdict(f"c{n}", "claim", 1, "met", evidence=(Evidence(answer[at : at + 8], at, at + 8),))
        for n in (1, 2)
    )
    shown = marked_answer(answer, Grade("training-04a", 1.0, items), bank["training-04a"])
    assert svg_in(shown) and shown.count("<img") == 1 and "curves" not in shown
    assert shown.count("<sup") == 2 and shown.startswith("Mine: one") and shown.endswith("two")
