"""Where an interview or a drill is set up, and earlier ones are taken up again."""

from __future__ import annotations

from typing import Any

import gradio as gr

from interviewer.conversation.phrases import Style
from interviewer.services import Services
from interviewer.web import render
from interviewer.web.bank.view import DraftsTab
from interviewer.web.desk import Desk
from interviewer.web.evals.runs import EvalRuns
from interviewer.web.evals.view import EvalsTab
from interviewer.web.guards import Update, guarded
from interviewer.web.progress.view import ProgressTab
from interviewer.web.today import welcome_html
from knowledge.schema import section_title

MODES = [
    ("Interview: grades at the end, as in real ones", "interview"),
    ("Coach: the grade after each question", "coach"),
]
STYLES: list[tuple[str, Style]] = [("Friendly", "friendly"), ("Neutral", "neutral"), ("Tough", "tough")]


class SetupView:
    """The first view of the page."""

    def __init__(self, desk: Desk, services: Services) -> None:
        self._desk = desk
        sections = [(f"{section_title(s)} ({len(desk.bank.in_section(s))})", s) for s in desk.bank.sections]
        with gr.Row(visible=False, elem_id="back-box", equal_height=False) as self.back_box:
            with gr.Column(scale=3, min_width=320):
                self.welcome = gr.HTML("", elem_id="welcome", padding=False)
            with gr.Column(scale=2, min_width=300), gr.Row():
                self.today = gr.Button("Start today's drill", variant="primary", elem_id="btn-welcome-today")
                self.today_cards = gr.Button("Quick cards", elem_id="btn-welcome-cards")
        with gr.Row(equal_height=False):
            with gr.Column(scale=3, min_width=320), gr.Tabs():
                with gr.Tab("Mock interview"):
                    self.sections = gr.CheckboxGroup(
                        sections, value=[s for _, s in sections], label="Sections", elem_id="sections"
                    )
                    self.minutes = gr.Slider(5, 90, value=30, step=5, label="Minutes of your own time")
                    self.questions = gr.Slider(0, 20, value=0, step=1, label="Questions at most (0: as many as fit)")
                    self.mode = gr.Radio(MODES, value="interview", label="Mode", elem_id="mode")
                    self.style = gr.Radio(STYLES, value="neutral", label="Interviewer", elem_id="style")
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
                    with gr.Row():
                        self.drill = gr.Button("Start drilling", variant="primary", size="lg", elem_id="btn-drill")
                        self.cards = gr.Button("Quick cards of the section", size="lg", elem_id="btn-cards")
                with gr.Tab("Progress", id="progress") as progress:
                    self.progress = ProgressTab(desk)
                progress.select(guarded(self.progress.listed), None, self.progress.outputs, api_name="progress")
                with gr.Tab("Evals") as evals:
                    self.evals = EvalsTab(EvalRuns(services.settings.home))
                evals.select(guarded(self.evals.listed), None, self.evals.outputs, api_name="evals")
                own = services.settings.bank
                if own is not None:
                    with gr.Tab("Your bank") as tab:
                        self.drafts = DraftsTab(own)
                    tab.select(guarded(self.drafts.listed), None, self.drafts.outputs, api_name="drafts")
            with gr.Column(scale=2, min_width=300):
                with gr.Column(visible=False) as self.open_box:
                    self.open_list = gr.Dropdown(
                        [], label="Unfinished interviews", elem_id="open-list", interactive=True
                    )
                    with gr.Row():
                        self.resume = gr.Button("Go on", elem_id="btn-resume", size="sm")
                        self.remove = gr.Button("Delete", size="sm", variant="stop", elem_id="btn-delete")
                with gr.Column(visible=False) as self.done_box:
                    self.done_list = gr.Dropdown([], label="Finished interviews", elem_id="done-list", interactive=True)
                    self.open_report = gr.Button("Open the report", size="sm", elem_id="btn-open-report")
                gr.Markdown(
                    "Answer as you would aloud: a few sentences, formulas as `$...$`, code in fences. "
                    "Say *repeat*, *hint* or *skip*, or ask what is meant; none of that is graded. "
                    + (
                        "Answers are graded by the endpoint you set; everything else stays on this machine."
                        if services.settings.llm_kind == "api"
                        else "Everything stays on this machine."
                    ),
                    elem_classes="quiet",
                )

    @property
    def lists(self) -> list[Any]:
        """What is shown of earlier interviews: what today holds, and two lists; nothing where there is nothing."""
        return [self.back_box, self.welcome, self.open_box, self.open_list, self.done_box, self.done_list]

    def listed(self) -> Update:
        """Today and both lists as they are now, the newest chosen."""
        unfinished = [(render.interview_label(r), r.id) for r in self._desk.unfinished()]
        finished = [(render.interview_label(r), r.id) for r in self._desk.finished()]
        plan, answers = self._desk.plan(), self._desk.answers()
        return {
            self.back_box: gr.update(visible=bool(answers or plan.due)),
            self.welcome: welcome_html(plan, answers, self._desk.bank),
            self.open_box: gr.update(visible=bool(unfinished)),
            self.done_box: gr.update(visible=bool(finished)),
            self.open_list: gr.update(choices=unfinished, value=unfinished[0][1] if unfinished else None),
            self.done_list: gr.update(choices=finished, value=finished[0][1] if finished else None),
        }
