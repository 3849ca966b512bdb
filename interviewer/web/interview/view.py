"""The interview under way: the conversation, the controls, and the grade beside them."""

from __future__ import annotations

import gradio as gr

from interviewer.web import render
from interviewer.web.desk import Desk, View
from interviewer.web.guards import Update
from interviewer.web.interview.appeals import AppealBox
from interviewer.web.ratings import RatingBox
from knowledge.pictures import embedded

SURE = [("guessing", 0.25), ("unsure", 0.5), ("fairly sure", 0.75), ("certain", 0.95)]


class InterviewView:
    """Controls of the view; what they do is wired by the page."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        with gr.Row(equal_height=False):
            with gr.Column(scale=3, min_width=320):
                self.chat = gr.Chatbot(
                    label="Interview",
                    show_label=False,
                    height="52vh",
                    latex_delimiters=render.LATEX,
                    elem_id="chat",
                    buttons=["copy_all"],
                    layout="bubble",
                    sanitize_html=True,
                    allow_tags=False,
                    feedback_options=None,
                    group_consecutive_messages=False,
                )
                self.status = gr.HTML("", elem_id="doing")
                self.answer = gr.Textbox(
                    label="Your answer (Markdown, $LaTeX$ and ``` code ``` work)",
                    lines=4,
                    max_lines=14,
                    elem_id="answer",
                    placeholder="Type your answer. Shift+Enter sends it.",
                    max_length=200_000,
                )
                self.sure = gr.Radio(SURE, value=None, label="How sure are you? (optional)", elem_id="sure")
                with gr.Row(elem_id="controls"):
                    self.send = gr.Button("Send", variant="primary", elem_id="btn-send", min_width=90)
                    self.hint = gr.Button("Hint", elem_id="btn-hint", min_width=70)
                    self.repeat = gr.Button("Repeat", elem_id="btn-repeat", min_width=70)
                    self.skip = gr.Button("Skip", elem_id="btn-skip", min_width=70)
                    self.next = gr.Button("Next", variant="primary", elem_id="btn-next", visible=False, min_width=120)
                    self.end = gr.Button("End", variant="stop", elem_id="btn-end", min_width=70)
                    self.to_report = gr.Button(
                        "Open the report", variant="primary", elem_id="btn-report", visible=False
                    )
                gr.HTML(
                    '<p class="keys"><kbd>Shift</kbd>+<kbd>Enter</kbd> or <kbd>Ctrl</kbd>+<kbd>Enter</kbd> sends · '
                    "<kbd>Alt</kbd>+<kbd>H</kbd> hint · <kbd>Alt</kbd>+<kbd>R</kbd> repeat · <kbd>Alt</kbd>+<kbd>K</kbd> skip · "
                    "<kbd>Alt</kbd>+<kbd>N</kbd> next</p>"
                )
            with gr.Column(scale=2, min_width=300):
                self.clock = gr.HTML("", elem_id="clock")
                self.card = gr.HTML("", elem_id="question-card")
                self.prompt = gr.Markdown("", latex_delimiters=render.LATEX, elem_id="question-text")
                self.verdicts = gr.HTML("", elem_id="verdicts")
                self.appeal = AppealBox(visible=False)
                self.ratings = RatingBox(desk)
                with gr.Accordion("Reference answer", open=False, visible=False, elem_id="reference") as self.reference:
                    self.reference_text = gr.Markdown("", latex_delimiters=render.LATEX)
                with gr.Accordion("Your earlier answer", open=False, visible=False, elem_id="earlier") as self.earlier:
                    self.earlier_text = gr.HTML("")
                self.leave = gr.Button("Pause and go back", size="sm", elem_id="btn-leave")

    @property
    def parts(self) -> list[gr.components.Component]:
        """What ``show`` changes, and the boxes that the page empties."""
        return [
            self.chat,
            self.status,
            self.answer,
            self.sure,
            self.send,
            self.hint,
            self.repeat,
            self.skip,
            self.next,
            self.end,
            self.to_report,
            self.clock,
            self.card,
            self.prompt,
            self.verdicts,
            self.appeal.box,
            self.appeal.point,
            self.appeal.reason,
            *self.ratings.outputs,
            self.reference,
            self.reference_text,
            self.earlier,
            self.earlier_text,
        ]

    def show(self, view: View) -> Update:
        """What changes on the page for a view of an interview."""
        state, bank = view.state, self._desk.bank
        messages = render.chat_messages(view.turns, self._desk.bank.root)
        if view.partial is not None:
            messages[-1] = render.chat_message(view.turns[-1], self._desk.bank.root, view.partial + " …")
        update: Update = {
            self.chat: messages,
            self.status: f'<p class="quiet" role="status">{view.doing} …</p>' if view.doing else "",
        }
        if view.streaming:
            for control in (self.send, self.hint, self.repeat, self.skip, self.next, self.end):
                update[control] = gr.update(interactive=False)
            return update
        attempt = state.current
        question = bank[attempt.question_id] if attempt and attempt.question_id in bank else None
        answering, reviewing = state.phase == "answering", state.phase == "reviewing"
        finished = state.phase == "finished"
        coach = state.setup.mode == "coach"
        closed = bool(attempt and attempt.closed)
        graded = attempt and question and coach and (attempt.grade is not None)
        update |= {
            self.clock: render.clock(state),
            self.card: render.question_card(state, bank),
            self.prompt: embedded(question.question, bank.root) if question else "",
            self.send: gr.update(interactive=answering),
            self.hint: gr.update(interactive=answering, visible=not finished),
            self.repeat: gr.update(interactive=answering, visible=not finished),
            self.skip: gr.update(interactive=answering, visible=not finished),
            self.next: gr.update(visible=reviewing, interactive=True),
            self.end: gr.update(visible=not finished, interactive=answering or reviewing),
            self.to_report: gr.update(visible=finished),
            self.verdicts: (
                render.verdicts(attempt, question)
                if graded and attempt and question
                else ""
                if coach or finished
                else '<p class="quiet">The grades come with the report.</p>'
            ),
            **self.appeal.update(attempt, bool(graded and closed)),
            **self.ratings.update(question.id if question else "", bool(graded and closed)),
            self.reference: gr.update(visible=bool(coach and closed and question)),
            self.reference_text: embedded(f"{question.reference}\n\n#### Going deeper\n\n{question.deeper}", bank.root)
            if coach and closed and question
            else "",
        }
        if closed and coach and question:
            update |= self._earlier(view.interview_id, question.id)
        else:
            update[self.earlier] = gr.update(visible=False)
        return update

    def _earlier(self, interview_id: str, question_id: str) -> Update:
        """The answer that was given to the same question before, beside the new one."""
        before = self._desk.earlier(interview_id, question_id)
        return {
            self.earlier: gr.update(visible=before is not None),
            self.earlier_text: render.earlier_answer(before) if before else "",
        }
