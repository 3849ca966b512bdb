"""The start page: set up an interview or a drill, or resume an earlier one."""

from __future__ import annotations

import gradio as gr

from interviewer.conversation.state.stored import Record
from interviewer.conversation.state.style import Style
from interviewer.settings import Settings
from interviewer.study.today import DailyPlan
from interviewer.web.bank.view import DraftsTab
from interviewer.web.desk import Desk
from interviewer.web.evals.processes import EvalProcesses
from interviewer.web.evals.view import EvalsTab
from interviewer.web.forms.practice import PracticeTab
from interviewer.web.guards import ComponentUpdates, guarded
from interviewer.web.history.view import HistoryTab
from interviewer.web.progress.view import ProgressTab
from interviewer.web.questions.view import QuestionsTab
from interviewer.web.setup.choices import last_choices
from interviewer.web.setup.earlier import Earlier, earlier_interviews, paused_html
from interviewer.web.setup.example import example_html
from interviewer.web.today import today_html
from knowledge.schema import section_title

MODES = [
    ("Interview: your grades come at the end, as in a real one", "interview"),
    ("Coach: your grade after each answer", "coach"),
]
STYLES: list[tuple[str, Style]] = [("Friendly", "friendly"), ("Neutral", "neutral"), ("Tough", "tough")]

_TYPING = (
    "<details><summary>How to type a formula or code</summary>\n\nPut a formula between two dollar signs: `$a^2$`. Put code "
    "between two lines of three backticks each.\n\n</details>"
)


class SetupView:
    """The components of the first view. What the buttons do is in the table of controls."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        self._desk = desk
        self._settings = settings
        self._first = frozenset(desk.bank.sections)
        self._build_paused()
        self._build_welcome()
        with gr.Row(equal_height=False):
            with gr.Column(scale=3, min_width=320), gr.Tabs():
                self._build_tabs()
            with gr.Column(scale=2, min_width=300, elem_id="side"):
                self._build_earlier()
                gr.Markdown(_how_to(settings), elem_classes="quiet")
                self.example = gr.HTML(example_html(), visible=False, elem_id="example", padding=False)
        for event in self.drafts.renewed:
            event.success(guarded(self.renewed), [self.sections], self.of_bank, api_visibility="private")
        for event in self.progress.planned:
            event.success(guarded(self._planned), None, self._of_today, api_visibility="private")

    @property
    def _sections(self) -> list[tuple[str, str]]:
        """The sections that can currently be asked, with their numbers of questions."""
        bank = self._desk.bank
        return [(f"{section_title(s)} ({len(bank.in_section(s))})", s) for s in bank.sections]

    def _build_paused(self) -> None:
        """What Pause has done, above everything else, so that a phone shows it without scrolling."""
        self.paused = gr.State("")
        with gr.Row(visible=False, elem_id="paused-box", equal_height=False) as self.paused_box:
            self.paused_text = gr.HTML("", elem_id="paused", padding=False)
            self.go_on = gr.Button("Continue", variant="primary", elem_id="btn-go-on", min_width=120, scale=0)

    def _build_welcome(self) -> None:
        with gr.Row(visible=False, elem_id="back-box", equal_height=False) as self.welcome_box:
            with gr.Column(scale=3, min_width=320):
                self.welcome = gr.HTML("", elem_id="welcome", padding=False)
            with gr.Column(scale=2, min_width=300), gr.Row():
                self.today = gr.Button("Start today’s drill", variant="primary", elem_id="btn-welcome-today")
                self.today_cards = gr.Button("Quick cards", elem_id="btn-welcome-cards")

    def _build_tabs(self) -> None:
        with gr.Tab("Mock interview"):
            self._build_interview()
        with gr.Tab("Drill"):
            self._build_drill()
        with gr.Tab("Questions", id="questions") as questions:
            self.catalogue = QuestionsTab(self._desk)
        questions.select(
            guarded(self.catalogue.listed), self.catalogue.inputs, self.catalogue.outputs, api_name="questions"
        )
        with gr.Tab("History", id="history") as history:
            self.history = HistoryTab(self._desk)
        history.select(guarded(self.history.listed), [self.history.text], self.history.outputs, api_name="history")
        with gr.Tab("Game trees"):
            self.practice = PracticeTab()
        with gr.Tab("Progress", id="progress") as progress:
            self.progress = ProgressTab(self._desk)
        progress.select(guarded(self.progress.opened), [self.progress.date], self.progress.outputs, api_name="progress")
        with gr.Tab("Accuracy") as accuracy:
            self.evals = EvalsTab(EvalProcesses(self._settings.home))
        accuracy.select(guarded(self.evals.listed), None, self.evals.outputs, api_name="evals")
        with gr.Tab("Your bank") as own:
            self.drafts = DraftsTab(self._desk)
        own.select(guarded(self.drafts.come_back), self.drafts.typed, self.drafts.page, api_visibility="private")

    def _build_interview(self) -> None:
        with gr.Row(elem_id="which-way"):
            self.mode = gr.Radio(MODES, value="interview", label="Mode", elem_id="mode", scale=3, min_width=260)
            self.style = gr.Radio(STYLES, value="neutral", label="Interviewer", elem_id="style", scale=2, min_width=200)
        self.sections = gr.CheckboxGroup(
            self._sections, value=[s for _, s in self._sections], label="Sections", elem_id="sections"
        )
        with gr.Row(elem_id="how-long"):
            self.minutes = gr.Slider(
                5, 90, value=30, step=5, label="Minutes", info="Time for grading isn’t counted.", min_width=200
            )
            self.questions = gr.Slider(
                0, 20, value=0, step=1, label="Questions", info="Leave it at 0 for no limit.", min_width=200
            )
        self.start = gr.Button("Start the interview", variant="primary", size="lg", elem_id="btn-start")

    def _build_drill(self) -> None:
        self.drill_section = gr.Dropdown(
            self._sections, value=self._sections[0][1], label="Section", elem_id="drill-section"
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
            self.drill = gr.Button("Start the drill", variant="primary", size="lg", elem_id="btn-drill")
            self.cards = gr.Button("Quick cards from this section", size="lg", elem_id="btn-cards")

    def _build_earlier(self) -> None:
        with gr.Column(visible=False) as self.unfinished_box:
            self.unfinished = gr.Dropdown([], label="Unfinished interviews", elem_id="open-list", interactive=True)
            with gr.Row():
                self.resume = gr.Button("Continue", elem_id="btn-resume", size="sm")
                self.remove = gr.Button("Delete", size="sm", variant="stop", elem_id="btn-delete")
        with gr.Column(visible=False) as self.finished_box:
            self.finished = gr.Dropdown([], label="Finished interviews", elem_id="done-list", interactive=True)
            self.open_report = gr.Button("Open the report", size="sm", elem_id="btn-open-report")

    @property
    def choices(self) -> list[gr.blocks.Block]:
        """The components that ``restored`` fills."""
        return [self.minutes, self.questions, self.mode, self.style, *self.of_bank]

    @property
    def of_bank(self) -> list[gr.blocks.Block]:
        """The components that ``renewed`` fills."""
        return [self.sections, self.drill_section, *self.catalogue.of_bank]

    def renewed(self, chosen: list[str] | None) -> ComponentUpdates:
        """The current sections and topics of the bank; a new section is selected when its first question arrives."""
        bank, kept = self._desk.bank, chosen or []
        new = [s for s in bank.sections if s not in self._first and len(bank.in_section(s)) == 1]
        value = [section for section in bank.sections if section in {*kept, *new}]
        return {
            self.sections: gr.update(choices=self._sections, value=value),
            self.drill_section: gr.update(choices=self._sections),
            **self.catalogue.renewed(),
        }

    def restored(self) -> ComponentUpdates:
        """The choices of the last interview."""
        last = last_choices(self._desk.store, self._desk.bank.sections)
        return {
            **self.renewed(list(last.sections)),
            self.sections: gr.update(choices=self._sections, value=list(last.sections)),
            self.minutes: last.minutes,
            self.questions: last.questions,
            self.mode: last.mode,
            self.style: last.style,
        }

    @property
    def lists(self) -> list[gr.blocks.Block]:
        """The components that ``listed`` fills; before the first interview, only the example is visible."""
        return [
            self.paused,
            self.paused_box,
            self.paused_text,
            *self._of_today,
            self.unfinished_box,
            self.unfinished,
            self.finished_box,
            self.finished,
            self.example,
            *self.history.outputs,
        ]

    def listed(self, paused: Record | None = None) -> ComponentUpdates:
        """Today's plan and both lists, up to date, with the newest interview selected; before the first, an example.

        Args:
            paused: The interview that was paused just now.
        """
        plan = self._desk.plan()
        now = self._earlier(plan)
        return {
            self.paused: paused.id if paused else "",
            self.paused_box: gr.update(visible=paused is not None),
            self.paused_text: paused_html(paused, self._desk.bank) if paused else "",
            **self._shown_today(now, plan),
            self.unfinished_box: gr.update(visible=bool(now.unfinished)),
            self.unfinished: _newest_of(now.unfinished),
            self.finished_box: gr.update(visible=bool(now.finished)),
            self.finished: _newest_of(now.finished),
            self.example: gr.update(visible=not (now.unfinished or now.finished)),
            **self.history.listed(),
        }

    @property
    def _of_today(self) -> list[gr.blocks.Block]:
        return [
            self.welcome_box,
            self.welcome,
            self.today,
            self.today_cards,
            self.progress.today,
            *self.progress.begins,
        ]

    def _planned(self) -> ComponentUpdates:
        plan = self._desk.plan()
        return self._shown_today(self._earlier(plan), plan)

    def _earlier(self, plan: DailyPlan) -> Earlier:
        desk = self._desk
        return earlier_interviews(unfinished=desk.unfinished(), finished=desk.finished(), plan=plan, bank=desk.bank)

    def _shown_today(self, now: Earlier, plan: DailyPlan) -> ComponentUpdates:
        left = gr.update(visible=not plan.nothing_left)
        return {
            self.welcome_box: gr.update(visible=bool(now.welcome)),
            self.welcome: now.welcome,
            self.today: left,
            self.today_cards: left,
            self.progress.today: today_html(plan, self._desk.bank),
            **self.progress.offered(plan),
        }


def _newest_of(choices: tuple[tuple[str, str], ...]) -> dict[str, object]:
    update: dict[str, object] = gr.update(choices=list(choices), value=choices[0][1] if choices else None)
    return update


def _how_to(settings: Settings) -> str:
    where = (
        "Answers are graded by the model you connected; everything else stays on this machine."
        if settings.llm_kind == "api"
        else "Everything stays on this machine."
    )
    return (
        "Answer as you would out loud, in a few sentences; formulas and code work, too. You can also say *repeat*, *hint* or "
        "*skip*, or ask what a question means; none of that is graded, but a question you skip counts as 0. "
        f"{where}\n\n{_TYPING}"
    )
