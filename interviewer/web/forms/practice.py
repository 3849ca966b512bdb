"""The tab with random game trees: a button makes a new one, and it is checked node by node."""

from __future__ import annotations

import html
import secrets

import gradio as gr

from interviewer.grading.forms.fences import fenced
from interviewer.grading.forms.finding import Finding
from interviewer.grading.forms.trees.practice import Practice, checked, figure, practice_tree
from interviewer.grading.grade import MARKS
from interviewer.web.forms.canvas import tree_html
from interviewer.web.forms.pictures import address
from interviewer.web.guards import QUIET, ComponentUpdates, guarded

KINDS: list[tuple[str, str]] = [("Values only", "values"), ("Values, α, β and pruning", "bounds")]
SHAPES: list[tuple[str, str]] = [
    ("2 levels, 2 children", "2x2"),
    ("2 levels, 3 children", "2x3"),
    ("2 levels, 4 children", "2x4"),
    ("3 levels, 2 children", "3x2"),
    ("4 levels, 2 children", "4x2"),
]
SEEDS = 1_000_000
"""The seed is shown, so that a tree can be revisited or shared."""
_ENTERED = "(...values) => [window.vivaEntered('#practice'), ...values.slice(1)]"


class PracticeTab:
    """The components of the tab, added to the page where it is created."""

    def __init__(self) -> None:
        gr.Markdown(
            "The root is a max node, and the levels alternate. Each number is a different tree; note it down to come back to it.",
            elem_classes="quiet",
        )
        with gr.Row():
            self.kind = gr.Radio(KINDS, value="bounds", label="Fill in", elem_id="practice-kind")
            self.shape = gr.Dropdown(SHAPES, value="3x2", label="Size", elem_id="practice-shape")
            self.seed = gr.Number(
                1, label="Tree number", precision=0, minimum=0, maximum=SEEDS, elem_id="practice-seed"
            )
        self.tree = gr.HTML(_tree_of(1, "3x2", "bounds"), elem_id="practice")
        with gr.Row():
            self.check = gr.Button("Check", variant="primary", elem_id="btn-practice-check", min_width=90)
            self.solve = gr.Button("Solution", elem_id="btn-practice-solve", min_width=90)
            self.next = gr.Button("New tree", elem_id="btn-practice-next", min_width=90)
        self.result = gr.HTML("", elem_id="practice-result")
        self.entered = gr.Textbox("", visible=False)
        self._wire()

    def _wire(self) -> None:
        tree = [self.seed, self.shape, self.kind]
        self.check.click(guarded(self._checked), [self.entered, *tree], [self.result], js=_ENTERED, **QUIET)
        self.solve.click(guarded(self._solved), tree, [self.result], **QUIET)
        self.next.click(guarded(self._next), [self.shape, self.kind], [self.seed, self.tree, self.result], **QUIET)
        for changed in (self.kind.change, self.shape.change, self.seed.submit, self.seed.blur):
            changed(guarded(self._shown), tree, [self.tree, self.result], **QUIET)

    def _checked(self, entered: str | None, seed: float | None, shape: str, kind: str) -> ComponentUpdates:
        practice = _practice(seed, shape, kind)
        if not entered:
            return {self.result: '<p class="quiet" role="status">Fill in the tree first.</p>'}
        return {self.result: results_html(checked(practice, fenced("tree", entered)))}

    def _solved(self, seed: float | None, shape: str, kind: str) -> ComponentUpdates:
        source = address(figure(_practice(seed, shape, kind), solved=True))
        return {self.result: f'<figure class="reveal"><img src="{source}" alt="The solved tree"></figure>'}

    def _shown(self, seed: float | None, shape: str, kind: str) -> ComponentUpdates:
        return {self.tree: _tree_of(int(seed or 0), shape, kind), self.result: ""}

    def _next(self, shape: str, kind: str) -> ComponentUpdates:
        seed = secrets.randbelow(SEEDS)
        return {self.seed: seed, **self._shown(seed, shape, kind)}


def results_html(found: tuple[Finding, ...]) -> str:
    """The result of the check: how much is right, and a line for each mistake; empty fields are only counted."""
    right = sum(f.verdict == "met" for f in found)
    empty = [f for f in found if f.verdict == "not_met" and not f.quote]
    lines = "".join(
        f'<li class="verdict {"contradicted" if f.contradicted else f.verdict}"><span class="mark" aria-hidden="true">'
        f"{MARKS['not_met' if f.contradicted else f.verdict]}</span><p>{html.escape(f.reason)}</p></li>"
        for f in found
        if f.verdict != "met" and f not in empty
    )
    left = f'<p class="quiet">Not filled in: {len(empty)}.</p>' if empty else ""
    said = "Everything is right." if right == len(found) else f"{right} of {len(found)} are right."
    return f'<section class="verdicts" role="status"><p><b>{said}</b></p><ul>{lines}</ul>{left}</section>'


def _practice(seed: float | None, shape: str, kind: str) -> Practice:
    depth, branching = (int(part) for part in shape.split("x"))
    return practice_tree(int(seed or 0), depth, branching, kind == "bounds")


def _tree_of(seed: int, shape: str, kind: str) -> str:
    practice = _practice(seed, shape, kind)
    return tree_html(practice.tree, kind == "bounds", f"practice-{seed}-{shape}-{kind}")
