"""The fields of the points an answer is graded on; more are shown as they are needed."""

from __future__ import annotations

from collections.abc import Sequence

import gradio as gr

from interviewer.web.guards import ComponentUpdates
from knowledge.authoring.drafts.edits import MOST_POINTS, PointEdit

FIELDS = 4
"""Number of fields per point."""


class PointFields:
    """The components for the points, added to the page where they are created.

    Attributes:
        inputs: The fields of all points, one point after another.
    """

    def __init__(self) -> None:
        self.boxes: list[gr.Column] = []
        self.inputs: list[gr.blocks.Block] = []
        for number in range(1, MOST_POINTS + 1):
            self._build(number)
        self.more = gr.Button("Add a point", size="sm", elem_id="btn-point-add")
        self.count: gr.State = gr.State(0)
        self.outputs: list[gr.blocks.Block] = [*self.boxes, *self.inputs, self.more, self.count]

    def _build(self, number: int) -> None:
        with gr.Column(visible=False, elem_classes="point", elem_id=f"point-{number}") as box:
            with gr.Row():
                claim = gr.Textbox(
                    label=f"Point {number}: a good answer …",
                    placeholder="Says that it keeps units from relying on each other",
                    lines=2,
                    max_lines=4,
                    max_length=500,
                    scale=5,
                    min_width=240,
                )
                weight = gr.Number(1, label=f"Weight of point {number}", minimum=0, maximum=100, scale=1, min_width=150)
            said = gr.Textbox(
                label=f"What counts as saying point {number}",
                placeholder="units can’t co-adapt\nno unit can lean on another one",
                lines=2,
                max_lines=8,
                max_length=20_000,
            )
            probe = gr.Textbox(
                label=f"Follow-up question for point {number}, if you like",
                placeholder="What happens between units without it?",
                lines=1,
                max_lines=1,
                max_length=500,
            )
        self.boxes.append(box)
        self.inputs += [claim, weight, said, probe]

    def filled(self, points: Sequence[PointEdit]) -> ComponentUpdates:
        """The fields filled with a draft's points, or one empty point if it has none."""
        update: ComponentUpdates = {}
        shown = max(1, len(points))
        for number in range(MOST_POINTS):
            point = points[number] if number < len(points) else PointEdit()
            update[self.boxes[number]] = gr.update(visible=number < shown)
            values = (point.claim, point.weight, "\n".join(point.satisfied_by), point.probe)
            at = number * FIELDS
            update |= dict(zip(self.inputs[at : at + FIELDS], values, strict=True))
        return update | self._counted(shown)

    def one_more(self, count: int) -> ComponentUpdates:
        """Another empty point."""
        count = min(int(count) + 1, MOST_POINTS)
        return {self.boxes[count - 1]: gr.update(visible=True), **self._counted(count)}

    def _counted(self, count: int) -> ComponentUpdates:
        return {self.count: count, self.more: gr.update(visible=count < MOST_POINTS)}


def read_points(values: Sequence[object]) -> tuple[PointEdit, ...]:
    """The points in the fields, in order."""
    points = []
    for at in range(0, len(values), FIELDS):
        claim, weight, said, probe = values[at : at + FIELDS]
        points.append(
            PointEdit(
                claim=str(claim or ""),
                weight=1.0 if weight is None else float(str(weight)),
                satisfied_by=tuple(str(said or "").splitlines()),
                probe=str(probe or ""),
            )
        )
    return tuple(points)
