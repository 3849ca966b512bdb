"""A drawing or a tree as a picture: in the conversation, next to the grade, and with the correct one laid over it."""

from __future__ import annotations

import base64
from functools import lru_cache

from interviewer.grading.forms.fences import Block, FenceKind, blocks
from interviewer.grading.forms.sketches.curve import Curve
from interviewer.grading.forms.sketches.sketches import read_sketch, wrong_stretches
from interviewer.grading.forms.sketches.value_table import read_tables
from interviewer.grading.forms.trees.game_tree import read_game_tree
from interviewer.grading.forms.trees.trees import read_tree_answer
from interviewer.report.figures import filled, plotted, svg_of
from knowledge.schema import Question

KEPT_PICTURES = 128
"""Size of the picture cache, about 4 kB each; a conversation shows all of its pictures at every turn."""


def picture_of(block: Block, question: Question) -> str:
    """A drawing or a tree as the URL of a picture; "" if it cannot be read."""
    return _picture(block.kind, block.body, question)


@lru_cache(maxsize=KEPT_PICTURES)
def _picture(kind: FenceKind, body: str, question: Question) -> str:
    svg = svg_of(kind, body, question)
    return address(svg) if svg else ""


def reveal_html(question: Question, answer: str) -> str:
    """The correct curves laid over the drawing, or the filled-in tree with mistakes in red; "" without a form."""
    if question.drawing:
        curves = read_sketch(question, answer).curves
        right = {
            c.drawing.names[0]: t for c in question.criteria if c.drawing and (t := _reference(c.drawing.reference))
        }
        if not curves or not right:
            return ""
        wrong = wrong_stretches(question, curves)
        note = "Solid: yours. Dashed: a correct one."
        note += " Red: where your curve is wrong." if any(wrong.values()) else ""
        return _figure(plotted(curves, right, question, wrong), "Your curves, with correct ones laid over them", note)
    if question.tree and any(block.kind == "tree" for block in blocks(answer)):
        tree = read_game_tree(question.tree)
        said = read_tree_answer(answer, tree)
        note = "Your tree. Mistakes are red, with ≠ where alpha or beta is different; the reference answer has the solution."
        return _figure(filled(tree, said, marked=True), "Your tree with the mistakes marked", note)
    return ""


def address(svg: str) -> str:
    """An SVG document as the URL of a picture."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def image_html(block: Block, question: Question) -> str:
    """A drawing or a tree as an image, or as words if it cannot be read."""
    source = picture_of(block, question)
    what = "Your drawing" if block.kind == "sketch" else "Your tree"
    return f'<img class="entered" src="{source}" alt="{what}">' if source else f"<p>[{what} cannot be shown]</p>"


def _figure(svg: str, alt: str, note: str) -> str:
    return f'<figure class="reveal"><img src="{address(svg)}" alt="{alt}"><p class="quiet">{note}</p></figure>'


def _reference(table: str) -> Curve | None:
    found = read_tables(table, "y")
    return found[0].curve if found else None
