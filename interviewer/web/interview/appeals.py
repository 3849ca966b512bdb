"""Where a candidate contests a verdict: the point, the reason, and what came of it."""

from __future__ import annotations

from typing import Any

import gradio as gr

from interviewer.conversation.state import QuestionAttempt
from interviewer.web.render import VERDICT_WORDS


class AppealBox:
    """The folded box under a grade."""

    def __init__(self, visible: bool, attempt: QuestionAttempt | None = None, key: str = "") -> None:
        with gr.Accordion("Contest a verdict", open=False, visible=visible, elem_classes="appeal") as self.box:
            self.point = gr.Dropdown(
                contestable(attempt), value=None, label="Which point", elem_id=f"appeal-point{key}", interactive=True
            )
            self.reason = gr.Textbox(
                label="Why the verdict is wrong; quote the words of your answer that make the point",
                lines=2,
                max_lines=8,
                max_length=4_000,
                elem_id=f"appeal-reason{key}",
            )
            self.send = gr.Button("Read it again", size="sm", elem_id=f"btn-appeal{key}")
            gr.Markdown("The appeal is read as an argument, not as part of the answer.", elem_classes="quiet")

    def update(self, attempt: QuestionAttempt | None, shown: bool) -> dict[Any, Any]:
        """The box for another question; what was typed stays unless the point is settled."""
        return {
            self.box: gr.update(visible=shown and bool(contestable(attempt))),
            self.point: gr.update(choices=contestable(attempt)),
        }


def contestable(attempt: QuestionAttempt | None) -> list[tuple[str, str]]:
    """Points of a closed question that may still be contested, with their verdicts."""
    if attempt is None or attempt.grade is None or not attempt.closed:
        return []
    return [
        (f"{item.claim} ({VERDICT_WORDS[item.verdict]})", item.id)
        for item in attempt.grade.criteria
        if item.verdict != "met" and item.id not in attempt.appealed
    ]
