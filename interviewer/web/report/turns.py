"""The conversation of a report, turn by turn."""

from __future__ import annotations

from typing import Any

import gradio as gr

from interviewer.conversation.state import InterviewState
from interviewer.report.records import Report
from interviewer.web.chat import chat_messages
from interviewer.web.guards import ComponentUpdates, guarded
from interviewer.web.markdown import LATEX
from interviewer.web.report.shown import grade_at
from knowledge.schema import Bank


class TurnByTurn:
    """The conversation up to any turn, with the grade of that turn's question. It is added to the page where it is created."""

    def __init__(self, report: Report, state: InterviewState, bank: Bank) -> None:
        self._report, self._state, self._bank = report, state, bank
        last = len(report.transcript)
        with gr.Row():
            earlier = gr.Button("Earlier", size="sm", min_width=80, elem_id="btn-earlier")
            later = gr.Button("Later", size="sm", min_width=80, elem_id="btn-later")
        turn = gr.Slider(1, max(2, last), value=last, step=1, label="Turn", elem_id="turn")
        with gr.Row(equal_height=False):
            with gr.Column(scale=3, min_width=300):
                self._chat = gr.Chatbot(
                    self._messages(last),
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
                self._grade = gr.HTML(grade_at(report, state, bank, last), elem_id="turn-grade")
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        turn.change(guarded(self._show), [turn], [self._chat, self._grade], **quiet)
        earlier.click(guarded(lambda at: {turn: self._within(at - 1)}), [turn], [turn], **quiet)
        later.click(guarded(lambda at: {turn: self._within(at + 1)}), [turn], [turn], **quiet)

    def _show(self, turn: float) -> ComponentUpdates:
        count = self._within(turn)
        return {self._chat: self._messages(count), self._grade: grade_at(self._report, self._state, self._bank, count)}

    def _within(self, turn: float) -> int:
        return min(max(1, int(turn)), len(self._report.transcript))

    def _messages(self, count: int) -> list[dict[str, str]]:
        turns = self._report.transcript[:count]
        return [message.to_dict() for message in chat_messages(turns, self._bank.root, bank=self._bank)]
