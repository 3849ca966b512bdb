"""The page: set-up, interview and report, and what each control does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import gradio as gr

from interviewer.services import Services
from interviewer.turns import Run
from interviewer.web import render
from interviewer.web.appeals import AppealBox, contestable
from interviewer.web.desk import Desk, View
from interviewer.web.drafts import DraftsTab
from interviewer.web.guards import Update, guarded, guarded_stream
from knowledge.pictures import embedded
from knowledge.schema import section_title

TICK_SECONDS = 5.0
STORAGE_KEY = "viva-open-interview"
STORAGE_SECRET = "viva"  # only a session id is kept there; a fixed word lets it survive a restart
MODES = [
    ("Interview: grades at the end, as in real ones", "interview"),
    ("Coach: the grade after each question", "coach"),
]


def build_page(desk: Desk, services: Services) -> gr.Blocks:
    """The Blocks of the page."""
    with gr.Blocks(title="Viva: mock interviews for deep learning", analytics_enabled=False) as blocks:
        _Page(desk, services)
    return blocks


class _Page:
    def __init__(self, desk: Desk, services: Services) -> None:
        self.desk = desk
        self.services = services
        self.interview = gr.State("")
        self.report_of = gr.State("")
        self.report_turn = gr.State(0)  # grows when a verdict of the open report changes
        self.kept = gr.BrowserState("", storage_key=STORAGE_KEY, secret=STORAGE_SECRET)
        gr.HTML(
            '<div class="brand"><b>Viva</b><span>mock interviews for deep learning, on your own machine</span></div>'
        )
        self.strip = gr.HTML(render.loading_strip(services.parts()), elem_id="loading")
        self.loading = gr.Timer(1.0)
        self.ticker = gr.Timer(TICK_SECONDS, active=False)
        with gr.Column(elem_id="view-setup") as self.setup_view:
            self._build_setup()
        with gr.Column(visible=False, elem_id="view-interview") as self.interview_view:
            self._build_interview()
        with gr.Column(visible=False, elem_id="view-report") as self.report_view:
            self._build_report()
        self._wire()

    # set-up

    def _build_setup(self) -> None:
        sections = [(f"{section_title(s)} ({len(self.desk.bank.in_section(s))})", s) for s in self.desk.bank.sections]
        with gr.Row(equal_height=False):
            with gr.Column(scale=3, min_width=320), gr.Tabs():
                with gr.Tab("Mock interview"):
                    self.sections = gr.CheckboxGroup(
                        sections, value=[s for _, s in sections], label="Sections", elem_id="sections"
                    )
                    self.minutes = gr.Slider(5, 90, value=30, step=5, label="Minutes of your own time")
                    self.questions = gr.Slider(0, 20, value=0, step=1, label="Questions at most (0: as many as fit)")
                    self.mode = gr.Radio(MODES, value="interview", label="Mode", elem_id="mode")
                    self.start = gr.Button("Start the interview", variant="primary", size="lg", elem_id="btn-start")
                with gr.Tab("Drill"):
                    self.drill_section = gr.Dropdown(
                        sections, value=sections[0][1], label="Section", elem_id="drill-section"
                    )
                    self.drill_topic = gr.Textbox(
                        label="Or a topic in your own words",
                        placeholder="such as: why do deep networks need normalisation",
                        max_lines=1,
                        max_length=300,
                        elem_id="drill-topic",
                    )
                    self.drill_count = gr.Slider(1, 15, value=5, step=1, label="Questions")
                    self.drill = gr.Button("Start drilling", variant="primary", size="lg", elem_id="btn-drill")
                own = self.services.settings.bank
                if own is not None:
                    with gr.Tab("Your bank") as tab:
                        self.drafts = DraftsTab(own)
                    tab.select(guarded(self.drafts.listed), None, self.drafts.outputs, api_name="drafts")
            with gr.Column(scale=2, min_width=300):
                self.open_list = gr.Dropdown([], label="Unfinished interviews", elem_id="open-list", interactive=True)
                with gr.Row():
                    self.resume = gr.Button("Go on", elem_id="btn-resume", size="sm")
                    self.remove = gr.Button("Delete", size="sm", variant="stop", elem_id="btn-delete")
                self.done_list = gr.Dropdown([], label="Finished interviews", elem_id="done-list", interactive=True)
                self.open_report = gr.Button("Open the report", size="sm", elem_id="btn-open-report")
                gr.Markdown(
                    "Answer as you would aloud: a few sentences, formulas as `$...$`, code in fences. "
                    "Say *repeat*, *hint* or *skip*, or ask what is meant; none of that is graded. "
                    + (
                        "Answers are graded by the endpoint you set; everything else stays on this machine."
                        if self.services.settings.llm_kind == "api"
                        else "Everything stays on this machine."
                    ),
                    elem_classes="quiet",
                )

    # interview

    def _build_interview(self) -> None:
        with gr.Row(equal_height=False):
            with gr.Column(scale=3, min_width=320):
                self.chat = gr.Chatbot(
                    label="Interview",
                    show_label=False,
                    height="62vh",
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
                with gr.Accordion("Reference answer", open=False, visible=False, elem_id="reference") as self.reference:
                    self.reference_text = gr.Markdown("", latex_delimiters=render.LATEX)
                self.leave = gr.Button("Pause and go back", size="sm", elem_id="btn-leave")

    # report

    def _build_report(self) -> None:
        with gr.Row():
            self.back = gr.Button("Back to the start", size="sm", elem_id="btn-back")
            self.as_markdown = gr.DownloadButton("Download Markdown", size="sm", elem_id="dl-md")
            self.as_json = gr.DownloadButton("Download JSON", size="sm", elem_id="dl-json")
        self.report_head = gr.HTML("", elem_id="report-head")

        @gr.render(  # type: ignore[untyped-decorator]
            inputs=[self.report_of, self.report_turn], triggers=[self.report_of.change, self.report_turn.change]
        )
        def questions_of(report_id: str, turn: int) -> None:
            if not report_id:
                return
            report = self.desk.report(report_id)
            state = self.desk.view(report_id).state
            for number, item in enumerate(report.questions, start=1):
                run = render.run_of(state, item.question_id)
                with gr.Accordion(render.question_title(number, item), open=number == 1):
                    gr.Markdown(embedded(item.question, self.desk.bank.root), latex_delimiters=render.LATEX)
                    with gr.Row(equal_height=False):
                        with gr.Column(min_width=300):
                            gr.HTML(render.verdicts(run, self.desk.bank[item.question_id]) if run else "")
                            if item.grade:
                                gr.Markdown(render.safe_markdown(item.grade["feedback"]), latex_delimiters=render.LATEX)
                            if run and contestable(run):
                                self._appeal_in_report(run, number, turn)
                        with gr.Column(min_width=300):
                            gr.Markdown(
                                embedded(render.missed_markdown(item), self.desk.bank.root),
                                latex_delimiters=render.LATEX,
                            )
            with gr.Accordion("Transcript", open=False):
                gr.Chatbot(
                    render.chat_messages(report.transcript, self.desk.bank.root),
                    show_label=False,
                    latex_delimiters=render.LATEX,
                    height=500,
                    allow_tags=False,
                    feedback_options=None,
                    buttons=["copy"],
                    group_consecutive_messages=False,
                )

    def _appeal_in_report(self, run: Run, number: int, turn: int) -> None:
        box = AppealBox(visible=True, run=run, key=f"-{number}")

        def appeal(report_id: str, point: str | None, reason: str) -> Update:
            view = self.desk.appeal(report_id, run.question_id, point or "", reason)
            gr.Info(view.turns[-1].text, duration=20)
            report = self.desk.report(report_id)
            markdown, data = self.desk.report_files(report)
            return {
                self.report_turn: turn + 1,
                self.report_head: render.report_head(report),
                self.as_markdown: gr.update(value=markdown),
                self.as_json: gr.update(value=data),
            }

        box.send.click(
            guarded(appeal),
            [self.report_of, box.point, box.reason],
            [self.report_turn, self.report_head, self.as_markdown, self.as_json],
            api_visibility="private",
            show_progress="hidden",
        )

    # what the controls do

    def _wire(self) -> None:
        desk = self.desk
        shown = [
            self.interview,
            self.kept,
            self.setup_view,
            self.interview_view,
            self.report_view,
            self.chat,
            self.status,
            self.answer,
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
            self.reference,
            self.reference_text,
            self.ticker,
        ]
        lists = [self.open_list, self.done_list]

        def start(sections: list[str], minutes: float, questions: float, mode: Any) -> Update:
            return self._enter(desk.start(mode, sections, float(minutes), int(questions) or None))

        def drill(section: str, topic: str, count: float) -> Update:
            return self._enter(desk.drill(section, topic, int(count)))

        def say(text: str, interview_id: str) -> Iterator[Update]:
            cleared = False
            for view in desk.say(interview_id, text):
                update = self._show(view)
                if not cleared:
                    update[self.answer] = gr.update(value="")  # it is stored by now
                    cleared = True
                yield update

        def press(control: str) -> Callable[[str], Iterator[Update]]:
            def handler(interview_id: str) -> Iterator[Update]:
                for view in desk.press(interview_id, control):
                    yield self._show(view)

            return handler

        def resume(interview_id: str | None) -> Iterator[Update]:
            if not interview_id:
                gr.Info("There is no unfinished interview to go on with.")
                yield {self.status: ""}
                return
            yield self._enter(desk.view(interview_id))
            for view in desk.resume(interview_id):
                yield self._show(view)

        def opened(kept: str) -> Iterator[Update]:
            yield self._lists()
            if kept and any(record.id == kept for record in desk.unfinished()):
                yield from resume(kept)

        def appeal(interview_id: str, point: str | None, reason: str) -> Update:
            run = desk.view(interview_id).state.current
            view = desk.appeal(interview_id, run.question_id if run else "", point or "", reason)
            return {**self._show(view), self.appeal.reason: ""}

        def tick(interview_id: str) -> Update:
            step = desk.tick(interview_id) if interview_id else None
            if step is None:
                return {self.clock: gr.skip()}
            view, said = step
            update = self._show(view)
            if not said:
                del update[self.chat]  # unchanged; drawn again it would scroll under the reader
            return update

        def remove(interview_id: str | None) -> Update:
            if interview_id:
                desk.remove(interview_id)
                gr.Info("Deleted.")
            return self._lists()

        def leave() -> Update:
            return {**self._home(), self.kept: "", self.interview: ""}

        self.start.click(
            guarded(start), [self.sections, self.minutes, self.questions, self.mode], shown, api_name="start"
        )
        self.drill.click(
            guarded(drill), [self.drill_section, self.drill_topic, self.drill_count], shown, api_name="drill"
        )
        gr.on(
            [self.send.click, self.answer.submit],
            self._stream(say),
            [self.answer, self.interview],
            shown,
            trigger_mode="once",
            concurrency_limit=None,
            api_name="say",
            show_progress="hidden",
        )
        for button, control in (
            (self.hint, "hint"),
            (self.repeat, "repeat"),
            (self.skip, "skip"),
            (self.next, "next"),
            (self.end, "end"),
        ):
            button.click(
                self._stream(press(control)),
                [self.interview],
                shown,
                trigger_mode="once",
                concurrency_limit=None,
                api_name=control,
                show_progress="hidden",
            )
        self.appeal.send.click(
            guarded(appeal),
            [self.interview, self.appeal.point, self.appeal.reason],
            shown,
            trigger_mode="once",
            api_name="appeal",
            show_progress="hidden",
        )
        self.resume.click(
            self._stream(resume),
            [self.open_list],
            shown,
            concurrency_limit=None,
            api_name="resume",
            show_progress="hidden",
        )
        self.remove.click(guarded(remove), [self.open_list], lists, api_visibility="private")
        self.leave.click(guarded(leave), None, [*shown, *lists], api_visibility="private")
        report_parts = [
            self.setup_view,
            self.interview_view,
            self.report_view,
            self.report_of,
            self.report_head,
            self.as_markdown,
            self.as_json,
            self.ticker,
            self.kept,
        ]
        self.to_report.click(guarded(self._open_report), [self.interview], report_parts, api_visibility="private")
        self.open_report.click(guarded(self._open_report), [self.done_list], report_parts, api_visibility="private")
        self.back.click(
            guarded(lambda: {**self._home(), self.report_of: ""}),
            None,
            [self.setup_view, self.interview_view, self.report_view, self.report_of, self.ticker, *lists],
            api_visibility="private",
        )
        self.loading.tick(
            self._progress, None, [self.strip, self.loading], show_progress="hidden", api_visibility="private"
        )
        self.ticker.tick(
            guarded(tick),
            [self.interview],
            shown,
            show_progress="hidden",
            concurrency_limit=None,
            api_visibility="private",
        )
        gr.context.Context.root_block.load(
            self._stream(opened), [self.kept], [*shown, *lists], show_progress="hidden", api_visibility="private"
        )

    def _enter(self, view: View) -> Update:
        return {
            **self._show(view),
            self.interview: view.interview_id,
            self.kept: view.interview_id,
            self.setup_view: gr.update(visible=False),
            self.report_view: gr.update(visible=False),
            self.interview_view: gr.update(visible=True),
            self.answer: gr.update(value="", interactive=True),
        }

    def _show(self, view: View) -> Update:
        """What changes on the page for a view of an interview."""
        state, bank = view.state, self.desk.bank
        messages = render.chat_messages(view.turns, self.desk.bank.root)
        if view.partial is not None:
            messages[-1] = render.chat_message(view.turns[-1], self.desk.bank.root, view.partial + " …")
        update: Update = {
            self.chat: messages,
            self.status: f'<p class="quiet" role="status">{view.doing} …</p>' if view.doing else "",
        }
        if view.streaming:
            for control in (self.send, self.hint, self.repeat, self.skip, self.next, self.end):
                update[control] = gr.update(interactive=False)
            return update
        run = state.current
        question = bank[run.question_id] if run and run.question_id in bank else None
        answering, reviewing = state.phase == "answering", state.phase == "reviewing"
        finished = state.phase == "finished"
        coach = state.setup.mode == "coach"
        closed = bool(run and run.closed)
        graded = run and question and coach and (run.grade is not None)
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
            self.ticker: gr.Timer(active=not finished),
            self.verdicts: (
                render.verdicts(run, question)
                if graded and run and question
                else ""
                if coach or finished
                else '<p class="quiet">The grades come with the report.</p>'
            ),
            **self.appeal.update(run, bool(graded and closed)),
            self.reference: gr.update(visible=bool(coach and closed and question)),
            self.reference_text: embedded(f"{question.reference}\n\n#### Going deeper\n\n{question.deeper}", bank.root)
            if coach and closed and question
            else "",
        }
        if finished:
            update[self.kept] = ""
        return update

    def _home(self) -> Update:
        return {
            self.setup_view: gr.update(visible=True),
            self.interview_view: gr.update(visible=False),
            self.report_view: gr.update(visible=False),
            self.ticker: gr.Timer(active=False),
            **self._lists(),
        }

    def _lists(self) -> Update:
        unfinished = [(render.interview_label(r), r.id) for r in self.desk.unfinished()]
        finished = [(render.interview_label(r), r.id) for r in self.desk.finished()]
        return {
            self.open_list: gr.update(choices=unfinished, value=unfinished[0][1] if unfinished else None),
            self.done_list: gr.update(choices=finished, value=finished[0][1] if finished else None),
        }

    def _open_report(self, interview_id: str | None) -> Update:
        if not interview_id:
            gr.Info("There is no finished interview yet.")
            return {self.report_of: gr.skip()}
        report = self.desk.report(interview_id)
        markdown, data = self.desk.report_files(report)
        return {
            self.setup_view: gr.update(visible=False),
            self.interview_view: gr.update(visible=False),
            self.report_view: gr.update(visible=True),
            self.report_of: interview_id,
            self.kept: "",
            self.report_head: render.report_head(report),
            self.ticker: gr.Timer(active=False),
            self.as_markdown: gr.update(value=markdown),
            self.as_json: gr.update(value=data),
        }

    def _progress(self) -> Update:
        return {
            self.strip: render.loading_strip(self.services.parts()),
            self.loading: gr.Timer(active=not self.services.settled),
        }

    def _stream(self, handler: Callable[..., Iterator[Update]]) -> Callable[..., Iterator[Update]]:
        return guarded_stream(handler, lambda interview_id: self._show(self.desk.view(interview_id)))
