"""The report of an interview: its head, each question with its grade, the transcript, and the files."""

from __future__ import annotations

from typing import Any

import gradio as gr

from interviewer.conversation.state import InterviewState, QuestionAttempt
from interviewer.report.build import Report
from interviewer.web import render
from interviewer.web.desk import Desk
from interviewer.web.guards import Update, guarded
from interviewer.web.interview.appeals import AppealBox, contestable
from interviewer.web.links import Link
from knowledge.pictures import embedded


class ReportView:
    """The last view of the page. ``shown`` holds the id of the interview whose report it is."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.shown = gr.State("")
        self.turn = gr.State(0)  # grows when a verdict of the open report changes
        with gr.Row():
            self.back = gr.Button("Back to the start", size="sm", elem_id="btn-back")
            self.as_pdf = gr.DownloadButton("Download PDF", size="sm", elem_id="dl-pdf")
            self.as_markdown = gr.DownloadButton("Download Markdown", size="sm", elem_id="dl-md")
            self.as_json = gr.DownloadButton("Download JSON", size="sm", elem_id="dl-json")
        self.head = gr.HTML("", elem_id="report-head")

        @gr.render(  # type: ignore[untyped-decorator]
            inputs=[self.shown, self.turn], triggers=[self.shown.change, self.turn.change]
        )
        def questions_of(report_id: str, turn: int) -> None:
            if not report_id:
                return
            report = desk.report(report_id)
            state = desk.view(report_id).state
            for number, item in enumerate(report.questions, start=1):
                attempt = render.attempt_of(state, item.question_id)
                with gr.Accordion(render.question_title(number, item), open=number == 1):
                    gr.Markdown(embedded(item.question, desk.bank.root), latex_delimiters=render.LATEX)
                    with gr.Row(equal_height=False):
                        with gr.Column(min_width=300):
                            gr.HTML(render.verdicts(attempt, desk.bank[item.question_id]) if attempt else "")
                            if item.grade:
                                gr.Markdown(render.safe_markdown(item.grade.feedback), latex_delimiters=render.LATEX)
                            again = Link("question", item.question_id).address
                            gr.HTML(f'<a class="again" href="{again}">Answer this question again</a>')
                            if attempt and contestable(attempt):
                                self._appeal_in_report(attempt, number, turn)
                        with gr.Column(min_width=300):
                            gr.Markdown(
                                embedded(render.missed_markdown(item), desk.bank.root),
                                latex_delimiters=render.LATEX,
                            )
            with gr.Accordion("Turn by turn", open=False, elem_id="turns"):
                self._turn_by_turn(report, state)

    def _turn_by_turn(self, report: Report, state: InterviewState) -> None:
        """The conversation up to any turn, with the grade of the question it belongs to."""
        turns, root = report.transcript, self._desk.bank.root
        with gr.Row():
            back = gr.Button("Earlier", size="sm", min_width=80, elem_id="btn-earlier")
            on = gr.Button("Later", size="sm", min_width=80, elem_id="btn-later")
        at = gr.Slider(1, max(2, len(turns)), value=len(turns), step=1, label="Turn", elem_id="turn")
        with gr.Row(equal_height=False):
            with gr.Column(scale=3, min_width=300):
                chat = gr.Chatbot(
                    render.chat_messages(turns, root),
                    show_label=False,
                    latex_delimiters=render.LATEX,
                    height=500,
                    allow_tags=False,
                    feedback_options=None,
                    buttons=["copy_all"],
                    group_consecutive_messages=False,
                    elem_id="turn-chat",
                )
            with gr.Column(scale=2, min_width=280):
                grade = gr.HTML(self._grade_at(report, state, len(turns)), elem_id="turn-grade")

        def show(number: float) -> Update:
            count = min(max(1, int(number)), len(turns))
            return {
                chat: render.chat_messages(turns[:count], root),
                grade: self._grade_at(report, state, count),
            }

        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        at.change(guarded(show), [at], [chat, grade], **quiet)
        back.click(guarded(lambda n: {at: max(1, int(n) - 1)}), [at], [at], **quiet)
        on.click(guarded(lambda n: {at: min(len(turns), int(n) + 1)}), [at], [at], **quiet)

    def _grade_at(self, report: Report, state: InterviewState, count: int) -> str:
        """The final grade of the question that is spoken of at a turn."""
        question_id = next((t.question_id for t in reversed(report.transcript[:count]) if t.question_id), "")
        attempt = render.attempt_of(state, question_id)
        if attempt is None or question_id not in self._desk.bank:
            return ""
        return f'<p class="quiet">The grade of this question, as it was in the end:</p>{render.verdicts(attempt, self._desk.bank[question_id])}'

    @property
    def parts(self) -> list[gr.components.Component]:
        """What ``opened`` fills."""
        return [self.shown, self.head, self.as_markdown, self.as_json, self.as_pdf]

    def opened(self, interview_id: str) -> Update:
        """The report of an interview."""
        return {self.shown: interview_id, **self._of(interview_id)}

    def _of(self, interview_id: str) -> Update:
        report = self._desk.report(interview_id)
        markdown, data, paper = self._desk.report_files(report)
        return {
            self.head: render.report_head(report),
            self.as_markdown: gr.update(value=markdown),
            self.as_json: gr.update(value=data),
            self.as_pdf: gr.update(value=paper),
        }

    def _appeal_in_report(self, attempt: QuestionAttempt, number: int, turn: int) -> None:
        box = AppealBox(visible=True, attempt=attempt, key=f"-{number}")

        def appeal(report_id: str, point: str | None, reason: str) -> Update:
            view = self._desk.appeal(report_id, attempt.question_id, point or "", reason)
            gr.Info(view.turns[-1].text, duration=20)
            return {self.turn: turn + 1, **self._of(report_id)}

        box.send.click(
            guarded(appeal),
            [self.shown, box.point, box.reason],
            [self.turn, self.head, self.as_markdown, self.as_json, self.as_pdf],
            api_visibility="private",
            show_progress="hidden",
        )
