"""The running interview: the conversation, the buttons, and the grade next to them."""

from __future__ import annotations

import gradio as gr

from interviewer.conversation.conducting.taken import MAX_STORED_CHARACTERS
from interviewer.report.sureness import CHOICES
from interviewer.web.appeals import PressedGrade
from interviewer.web.desk import Desk
from interviewer.web.forms.box import FormBox
from interviewer.web.guards import ComponentUpdates
from interviewer.web.interview.commands import MORE
from interviewer.web.interview.shown import ANSWER_HERE, BUTTONS, NEXT, Button, Panel, held_code, shown, status_html
from interviewer.web.left import LeftButton
from interviewer.web.markdown import LATEX
from interviewer.web.ratings import RatingBox
from interviewer.web.snapshot import View
from interviewer.web.verdicts import earlier_html

KEYS = (
    '<p class="keys" id="keys"><kbd>Ctrl</kbd>+<kbd>Enter</kbd> send · <kbd>Alt</kbd> with <span data-while="open"><kbd>H</kbd> hint · '
    "<kbd>R</kbd> repeat · <kbd>K</kbd> skip · </span><kbd>M</kbd> more"
    '<span data-while="closed"> · <kbd>N</kbd> go on</span> · $formulas$ and ```code``` work, too</p>'
)
"""The style sheet shows the keys whose buttons are shown."""

KEPT = (
    '<div id="kept-text" role="status" hidden><span></span> <button type="button" data-kept="use">Put it in the box</button>'
    '<button type="button" data-kept="drop">Discard</button></div>'
)
"""For text written for another question and never sent; the page’s script fills it in."""
WHOLE = (
    '<button type="button" id="btn-whole" aria-expanded="false" aria-controls="asked" '
    'aria-label="All of the question"><span>All</span></button>'
)
"""On a phone, shows the question in full; the style sheet hides the button elsewhere."""
BAR = (
    '<button type="button" id="btn-below" aria-expanded="false" aria-controls="below"><span>Your grade</span></button>'
)
"""On a phone, shows the grade and the strong answer instead of the conversation."""


class InterviewView:
    """The view's components. What the buttons do is in the table of controls."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        with gr.Row(equal_height=False):
            with gr.Column(scale=3, min_width=320):
                self._build_conversation()
            with gr.Column(scale=2, min_width=300):
                self._build_panel()
        self._buttons: dict[Button, gr.Button] = {
            "send": self.send,
            "hint": self.hint,
            "repeat": self.repeat,
            "skip": self.skip,
            "unskip": self.unskip,
            "next": self.next,
            "end": self.end,
            "report": self.to_report,
        }

    def _build_conversation(self) -> None:
        self.chat = gr.Chatbot(
            label="Interview",
            show_label=False,
            height="52vh",
            latex_delimiters=LATEX,
            elem_id="chat",
            buttons=["copy_all"],
            layout="bubble",
            sanitize_html=True,
            allow_tags=False,
            feedback_options=None,
            group_consecutive_messages=False,
        )
        self.status = gr.HTML("", elem_id="doing")
        self.form = FormBox()
        with gr.Column(elem_id="composer"):
            self._build_composer()

    def _build_composer(self) -> None:
        gr.HTML(KEPT, elem_id="kept")
        self.answer = gr.Textbox(
            label=ANSWER_HERE[0],
            lines=2,
            max_lines=8,
            elem_id="answer",
            placeholder=ANSWER_HERE[1],
            max_length=MAX_STORED_CHARACTERS,
        )
        self.sure = gr.Radio(list(CHOICES), value=None, label="How sure are you?", elem_id="sure")
        with gr.Row(elem_id="controls"):
            self.send = gr.Button("Send", variant="primary", elem_id="btn-send", min_width=90)
            self.hint = gr.Button("Hint", elem_id="btn-hint", min_width=70)
            self.repeat = gr.Button("Repeat", elem_id="btn-repeat", min_width=70)
            self.skip = gr.Button("Skip", elem_id="btn-skip", min_width=70)
            self.unskip = gr.Button("Undo skip", elem_id="btn-unskip", visible=False, min_width=90)
            self.more = gr.HTML("", js_on_load=MORE, elem_id="more")
            self.next = gr.Button(NEXT, variant="primary", elem_id="btn-next", visible=False, min_width=120)
            self.end = gr.Button("End", variant="stop", elem_id="btn-end", min_width=70)
            self.to_report = gr.Button("Open the report", variant="primary", elem_id="btn-report", visible=False)
        self.command = gr.Textbox(visible=False)
        self.note = gr.Textbox(visible=False)
        self.place = gr.HTML("", elem_id="place")
        self.took = gr.HTML("", elem_id="took")
        self.seen = gr.Textbox("", visible=False)
        gr.HTML(KEYS, elem_id="keyline")

    def _build_panel(self) -> None:
        with gr.Column(elem_id="asked"):
            self.clock = gr.HTML("", elem_id="clock")
            self.leave = gr.Button("Pause", size="sm", elem_id="btn-leave")
            self.heading = gr.HTML("", elem_id="question-head")
            self.question = gr.Markdown("", latex_delimiters=LATEX, elem_id="question-text")
            gr.HTML(WHOLE, elem_id="whole")
        with gr.Column(elem_id="below"):
            self._build_below()

    def _build_below(self) -> None:
        gr.HTML(BAR, elem_id="below-bar")
        self.summary = gr.HTML("", elem_id="summary", padding=False)
        self.left = LeftButton(self._desk, "btn-left")
        with gr.Accordion("What a strong answer says", open=True, visible=False, elem_id="reference") as self.reference:
            self.reference_text = gr.Markdown("", latex_delimiters=LATEX)
        self.grade = PressedGrade(elem_id="verdicts", key="now")
        self.ratings = RatingBox(self._desk)
        with gr.Accordion("Your earlier answer", open=False, visible=False, elem_id="earlier") as self.earlier:
            self.earlier_text = gr.HTML("")

    @property
    def parts(self) -> list[gr.components.Component]:
        """The components that ``show`` changes, and the boxes that the page empties."""
        return [
            self.chat,
            self.status,
            self.answer,
            self.sure,
            self.place,
            self.took,
            *self.form.parts,
            *self._buttons.values(),
            self.more,
            self.clock,
            self.heading,
            self.question,
            self.grade.html,
            self.summary,
            self.left.button,
            *self.ratings.outputs,
            self.reference,
            self.reference_text,
            self.earlier,
            self.earlier_text,
        ]

    def show(self, view: View, refused: bool = False) -> ComponentUpdates:
        """The page's updates for a view of an interview.

        Args:
            refused: The last message was refused.
        """
        if view.waiting:  # with many waiting, these updates are frequent
            return {self.status: status_html(view)}
        now = shown(view, self._desk.bank_of(view.interview_id), refused, self._desk.app.settings.metered)
        update: ComponentUpdates = {self.chat: [message.to_dict() for message in now.messages], self.status: now.status}
        if now.panel is None:
            return update | {self._buttons[name]: gr.update(interactive=False) for name in BUTTONS}
        left = self.left.shown(view.interview_id, now.panel.left)
        return update | self._panel(now.panel) | left | self._earlier(view.interview_id, now.panel.earlier_of)

    def stopped(self, why: str) -> ComponentUpdates:
        """The view of an interview that cannot go on: all buttons are disabled, and what was written stays.

        Args:
            why: HTML next to the conversation.
        """
        return {
            self.status: why,
            self.more: "",
            **{self._buttons[name]: gr.update(interactive=False) for name in BUTTONS},
        }

    def code_of(self, view: View) -> str:
        """What the code editor contains when an interview is opened: the code that was sent last, even if more was said since."""
        attempt = view.state.current
        bank = self._desk.bank_of(view.interview_id)
        known = attempt is not None and attempt.question_id in bank
        return held_code(view, bank[attempt.question_id] if attempt is not None and known else None)

    def _panel(self, panel: Panel) -> ComponentUpdates:
        return {
            self.clock: panel.clock,
            self.heading: panel.heading,
            self.question: panel.question,
            **self.form.update(panel.form, panel.code, panel.fresh_code, panel.example),
            **{
                self._buttons[name]: gr.update(visible=state.visible, interactive=state.enabled)
                for name, state in panel.buttons.items()
            },
            self.next: gr.update(
                value=panel.next_label,
                visible=panel.buttons["next"].visible,
                interactive=panel.buttons["next"].enabled,
            ),
            self.answer: gr.update(label=panel.box[0], placeholder=panel.box[1]),
            **({self.sure: gr.update(value=None)} if panel.sure_done else {}),
            self.place: panel.seen,
            self.more: panel.more,
            self.grade.html: panel.verdicts,
            self.summary: panel.summary,
            **(self.ratings.of_question(panel.rated) if panel.rated else self.ratings.hidden()),
            self.reference: gr.update(visible=bool(panel.reference)),
            self.reference_text: panel.reference,
        }

    def _earlier(self, interview_id: str, question_id: str) -> ComponentUpdates:
        """The answer given to the same question in another interview."""
        before = self._desk.earlier(interview_id, question_id) if question_id else None
        return {
            self.earlier: gr.update(visible=before is not None),
            self.earlier_text: earlier_html(before) if before else "",
        }
