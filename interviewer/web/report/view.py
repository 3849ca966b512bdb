"""The report of an interview: its header, each question with its grade, the conversation, and the files."""

from __future__ import annotations

from collections.abc import Iterator

import gradio as gr

from interviewer.web.appeals import PressedGrade
from interviewer.web.desk import Desk
from interviewer.web.guards import QUIET, ComponentUpdates, guarded, guarded_stream
from interviewer.web.left import LeftButton
from interviewer.web.markdown import LATEX
from interviewer.web.report.asking import AskBox
from interviewer.web.report.shown import ShownQuestion, asked_markdown, head_html, points_markdown, shown_questions
from interviewer.web.report.turns import TurnByTurn
from interviewer.web.snapshot import View


class ReportView:
    """The last view of the page.

    Attributes:
        opened: The id of the interview whose report is open.
        revision: Grows when a verdict of the open report changes, so that the conversation is shown again.
        drawn: Grows when ungraded points get a grade, so that every question is drawn again.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.opened = gr.State("")
        self.revision = gr.State(0)
        self.drawn = gr.State(0)
        with gr.Row():
            self.back = gr.Button("Back to the start", size="sm", elem_id="btn-back")
            self.as_pdf = gr.DownloadButton("Download PDF", size="sm", elem_id="dl-pdf")
            self.as_markdown = gr.DownloadButton("Download Markdown", size="sm", elem_id="dl-md")
            self.as_json = gr.DownloadButton("Download JSON", size="sm", elem_id="dl-json")
        self.head = gr.HTML("", elem_id="report-head")
        self.left = LeftButton(desk, "btn-left-report")
        self.points = gr.Markdown("", latex_delimiters=LATEX, elem_id="report-points")
        gr.render(inputs=[self.opened, self.drawn], triggers=[self.opened.change, self.drawn.change])(
            self._build_questions
        )
        with gr.Accordion("Appendix: the conversation, turn by turn", open=False, elem_id="turns"):
            TurnByTurn(desk, self.opened, [self.opened.change, self.revision.change])
        self.left.button.click(
            guarded_stream(self._regrade, self._refreshed),
            [self.revision, self.drawn, self.opened],
            [self.revision, self.drawn, *self.parts[1:]],
            api_visibility="private",
            show_progress="hidden",
            concurrency_limit=None,
        )

    @property
    def parts(self) -> list[gr.components.Component]:
        """The components that ``open`` fills."""
        return [self.opened, self.head, self.left.button, self.points, self.as_markdown, self.as_json, self.as_pdf]

    def open(self, interview_id: str) -> ComponentUpdates:
        """The report of an interview."""
        return {self.opened: interview_id, **self._head_and_files(interview_id)}

    def _regrade(self, revision: int, drawn: int, interview_id: str) -> Iterator[ComponentUpdates]:
        yield from self.left.press(interview_id)
        again = {self.revision: revision + 1, self.drawn: drawn + 1}
        yield {**again, **self._head_and_files(interview_id)}

    def _refreshed(self, interview_id: str) -> ComponentUpdates:
        return self.left.of(interview_id)

    def _build_questions(self, interview_id: str, _drawn: int) -> None:
        for number, item in enumerate(self._questions(interview_id) if interview_id else (), start=1):
            with gr.Accordion(item.title, open=number == 1) as box:
                self._build_question(item, number, box, f"{interview_id}-{number}")

    def _build_question(self, item: ShownQuestion, number: int, box: gr.Accordion, key: str) -> None:
        gr.Markdown(item.question, latex_delimiters=LATEX)
        with gr.Row(equal_height=False):
            with gr.Column(min_width=300):
                if item.facts:
                    gr.HTML(item.facts)
                grade = PressedGrade(item.verdicts, key=key)
                feedback = gr.Markdown(item.feedback, latex_delimiters=LATEX, elem_classes="remarks")
                asking = AskBox(item.asked)
                gr.HTML(item.again)
            with gr.Column(min_width=300):
                missed = gr.Markdown(item.missed, latex_delimiters=LATEX)

        def settled(view: View, revision: int) -> ComponentUpdates:
            """Update the question in place, and the rest of the report to match."""
            now = self._questions(view.interview_id)[number - 1]
            return {
                box: gr.update(label=now.title),
                grade.html: now.verdicts,
                feedback: now.feedback,
                missed: now.missed,
                asking.asked: now.asked,
                self.revision: revision + 1,
                **self._head_and_files(view.interview_id),
            }

        def appeal(interview_id: str, revision: int, point: str | None, reason: str) -> ComponentUpdates:
            return settled(self._desk.appeal(interview_id, item.question_id, point or "", reason), revision)

        def deny(interview_id: str, revision: int, point: str | None) -> ComponentUpdates:
            return settled(self._desk.deny(interview_id, item.question_id, point or ""), revision)

        files = [self.as_markdown, self.as_json, self.as_pdf]
        head = [self.head, self.left.button, self.points]
        changed = [box, grade.html, feedback, missed, asking.asked, self.revision, *head, *files]
        held = [self.opened, self.revision, grade.point]
        for heard in (
            grade.appeal(guarded(appeal), [*held, grade.reason], changed, js=grade.appealed, **QUIET),
            grade.deny(guarded(deny), held, changed, js=grade.denied, **QUIET),
        ):
            heard.success(None, js=grade.heard, api_visibility="private")
            heard.failure(None, js=grade.failed, api_visibility="private")

        def ask(revision: int, text: str, interview_id: str) -> Iterator[ComponentUpdates]:
            if not text.strip():
                yield {asking.box: gr.skip()}
                return
            before = asked_markdown(self._desk.view(interview_id).turns, item.question_id)
            yield asking.waiting(before, text)
            for reply in self._desk.ask(interview_id, item.question_id, text):
                yield asking.replying(before, text, reply)
            yield {**settled(self._desk.view(interview_id), revision), **asking.done()}

        asking.wire(guarded_stream(ask, lambda _: asking.again()), [self.revision, asking.box, self.opened], changed)

    def _questions(self, interview_id: str) -> tuple[ShownQuestion, ...]:
        report, state = self._desk.report(interview_id), self._desk.view(interview_id).state
        return shown_questions(report, state, self._desk.bank_of(interview_id))

    def _head_and_files(self, interview_id: str) -> ComponentUpdates:
        report = self._desk.report(interview_id)
        markdown, data, paper = self._desk.report_files(report)
        return {
            self.head: head_html(report),
            **self.left.of(interview_id),
            self.points: points_markdown(report),
            self.as_markdown: gr.update(value=markdown),
            self.as_json: gr.update(value=data),
            self.as_pdf: gr.update(value=paper),
        }
