"""The conversation of a report, turn by turn."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import gradio as gr

from interviewer.web.chat import chat_messages
from interviewer.web.desk import Desk
from interviewer.web.guards import QUIET, ComponentUpdates, guarded
from interviewer.web.markdown import LATEX
from interviewer.web.report.shown import grade_at


class TurnByTurn:
    """The conversation up to any turn, with the grade of that turn's question. It is added to the page where it is created.

    It is part of the page from the start and only filled when a report is opened. Gradio cannot draw two parts of a tab at the
    same time: each goes through all components of the tab, and fails if the other adds some meanwhile.

    Args:
        opened: The id of the interview whose report is open.
        changed: The events after which it is filled again.
    """

    def __init__(self, desk: Desk, opened: gr.State, changed: Sequence[gr.events.EventListener]) -> None:
        self._desk = desk
        with gr.Row():
            earlier = gr.Button("Earlier", size="sm", min_width=80, elem_id="btn-earlier")
            later = gr.Button("Later", size="sm", min_width=80, elem_id="btn-later")
        self._turn = gr.Slider(1, 2, value=1, step=1, label="Turn", elem_id="turn")
        with gr.Row(equal_height=False):
            with gr.Column(scale=3, min_width=300):
                self._chat = gr.Chatbot(
                    show_label=False,
                    latex_delimiters=LATEX,
                    height=500,
                    allow_tags=False,
                    feedback_options=None,
                    buttons=["copy_all"],
                    group_consecutive_messages=False,
                    elem_id="turn-chat",
                )
            with gr.Column(scale=2, min_width=280):
                self._grade = gr.HTML("", elem_id="turn-grade")
        parts = [self._chat, self._grade]
        gr.on(list(changed), guarded(self._fill), [opened], [self._turn, *parts], **QUIET)
        self._turn.input(guarded(self._show), [self._turn, opened], parts, trigger_mode="always_last", **QUIET)
        for button, step in ((earlier, -1), (later, 1)):
            button.click(guarded(self._stepping(step)), [self._turn, opened], [self._turn, *parts], **QUIET)

    def _fill(self, interview_id: str) -> ComponentUpdates:
        """Show the whole conversation."""
        if not interview_id:
            return {self._grade: ""}
        last = self._last(interview_id)
        slider = gr.update(maximum=max(2, last), value=last)
        return {self._turn: slider, **self._show(last, interview_id)}

    def _stepping(self, step: int) -> Callable[[float, str], ComponentUpdates]:
        def go(turn: float, interview_id: str) -> ComponentUpdates:
            at = self._within(turn + step, interview_id)
            return {self._turn: at, **self._show(at, interview_id)}

        return go

    def _show(self, turn: float, interview_id: str) -> ComponentUpdates:
        count, report = self._within(turn, interview_id), self._desk.report(interview_id)
        state, bank = self._desk.view(interview_id).state, self._desk.bank_of(interview_id)
        messages = chat_messages(report.transcript[:count], bank.root, bank=bank)
        return {
            self._chat: [message.to_dict() for message in messages],
            self._grade: grade_at(report, state, bank, count),
        }

    def _last(self, interview_id: str) -> int:
        return len(self._desk.view(interview_id).turns)

    def _within(self, turn: float, interview_id: str) -> int:
        return min(max(1, int(turn)), self._last(interview_id))
