"""What the interview view shows for a state of the interview: decided here, without Gradio."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from interviewer.conversation.debrief.as_said import as_said
from interviewer.conversation.debrief.left import points_left
from interviewer.conversation.machine.asking import ends_next
from interviewer.conversation.machine.unskip import can_unskip
from interviewer.conversation.state.state import GradeAnswer, InterviewState, QuestionAttempt
from interviewer.grading.forms.code.code import suite_of
from interviewer.web.chat import Message, chat_messages
from interviewer.web.forms.canvas import code_key_html, form_html
from interviewer.web.forms.entered import last_code, starter
from interviewer.web.forms.pictures import reveal_html
from interviewer.web.interview.commands import more_html
from interviewer.web.interview.marked import marked_reference
from interviewer.web.interview.panel import clock_html, heading_html
from interviewer.web.interview.seen import seen_html
from interviewer.web.interview.spent import spent_html
from interviewer.web.interview.summary import summary_html
from interviewer.web.markdown import safe_markdown
from interviewer.web.objections import Contest, second_looks
from interviewer.web.snapshot import View
from interviewer.web.verdicts import verdicts_html
from knowledge.schema import Bank, Question
from knowledge.text.pictures import embedded

Button = Literal["send", "hint", "repeat", "skip", "unskip", "next", "end", "report"]
BUTTONS: tuple[Button, ...] = get_args(Button)
ANSWER_HERE = ("Your answer", "Answer as you would out loud.")
ASK_HERE = ("Ask about this question", "Ask “why?” or “explain …”, or say “I disagree”.")
ASK_ANYTHING = ("Ask about this question", "Ask me anything about it, or say “next”.")
"""The label and placeholder of the answer box; a phone shows two lines of some 25 characters."""
NOT_SENT = ("You wrote this and didn’t send it", "Nothing more can be sent.")
"""The same once the interview is over: the box is hidden if it is empty. Who was writing when time ran out keeps every word."""
NEXT, FINISH = "Next", "See my report"
GRADES_LATER = '<p class="quiet">You’ll get your grades with the report.</p>'


@dataclass(frozen=True)
class ButtonState:
    """Whether a button is visible, and whether it is enabled."""

    visible: bool = True
    enabled: bool = True


@dataclass(frozen=True, kw_only=True)
class Panel:
    """Everything but the conversation.

    Attributes:
        heading: The question's number, section and title, as HTML.
        question: The question itself, as Markdown with its figures.
        more: The menu of other things to say, as HTML.
        verdicts: The grade as HTML, or why there is none yet.
        summary: The grade at a glance, once the question is closed, as HTML; "" if there is none.
        left: How many points of the interview could not be graded; 0 while grades are held back.
        reference: The reference answer as Markdown, "" while it must not be seen.
        earlier_of: The question whose earlier answer is shown, "" if none is.
        rated: The question whose ratings can be changed, "" if none is.
        form: The canvas or the tree as HTML; once it can be shown, what was entered with the correct one over it; or "".
        code: Whether the code editor is shown.
        box: The label and placeholder of the answer box.
        next_label: The label of the button that leads on from a closed question.
        sure_done: Whether to reset "How sure are you?": it was sent with an answer, or belongs to an earlier question.
        seen: What the page sends along, as hidden HTML.
        example: One visible example of what the code must do, as Markdown.
        fresh_code: What the editor starts with if the question was just asked; None leaves what was typed.
    """

    clock: str
    heading: str
    question: str
    buttons: Mapping[Button, ButtonState]
    more: str
    verdicts: str
    summary: str
    left: int
    reference: str
    earlier_of: str
    rated: str
    form: str
    code: bool
    fresh_code: str | None
    example: str
    box: tuple[str, str]
    next_label: str
    sure_done: bool
    seen: str


@dataclass(frozen=True)
class Shown:
    """The whole view. ``panel`` is None while the interviewer is in the middle of a sentence, when only words are added."""

    messages: tuple[Message, ...]
    status: str
    panel: Panel | None


def shown(view: View, bank: Bank, refused: bool = False, metered: bool = False) -> Shown:
    """What the interview view shows.

    Args:
        refused: Whether the last message was rejected.
        metered: Whether the use of the language model is reported.
    """
    status = status_html(view)
    messages = chat_messages(view.turns, bank.root, view.partial, bank)
    return Shown(messages, status, None if view.partial is not None else _panel(view, bank, refused, metered))


def status_html(view: View) -> str:
    """What is being done now, or the place in the queue; "" if it is the candidate's turn."""
    return f'<p class="quiet" role="status">{view.doing} …</p>' if view.doing else ""


def button_states(state: InterviewState) -> dict[Button, ButtonState]:
    """Which buttons are visible and which are enabled in this phase of the interview."""
    answering, reviewing = state.phase == "answering", state.phase == "reviewing"
    finished = state.phase == "finished"
    turn = ButtonState(visible=not finished, enabled=answering)
    return {
        "send": ButtonState(enabled=answering or reviewing),  # a closed question can be discussed
        "hint": turn,
        "repeat": turn,
        "skip": turn,
        "unskip": ButtonState(visible=can_unskip(state)),
        "next": ButtonState(visible=reviewing),
        "end": ButtonState(visible=not finished, enabled=answering or reviewing),
        "report": ButtonState(visible=finished),
    }


def _panel(view: View, bank: Bank, refused: bool, metered: bool) -> Panel:
    state = view.state
    attempt = state.current
    question = bank[attempt.question_id] if attempt and attempt.question_id in bank else None
    coach = state.setup.mode == "coach"
    closed = coach and question is not None and attempt is not None and attempt.closed
    return Panel(
        clock=clock_html(state),
        heading=heading_html(state, bank),
        question=embedded(safe_markdown(question.question), *bank.roots) if question else "",
        buttons=button_states(state),
        more=more_html(state),
        verdicts=_verdicts(view, attempt, question) + spent_html(state, metered),
        summary=summary_html(attempt) if closed and attempt else "",
        left=points_left(state, bank) if coach else 0,
        reference=embedded(marked_reference(question, attempt), *bank.roots) if closed and question and attempt else "",
        earlier_of=question.id if closed and question else "",
        rated=question.id if closed and question and attempt and attempt.grade else "",
        form=_form(view, question),
        code=bool(question and question.answer_kind == "code" and state.phase != "finished" and not closed),
        fresh_code=_fresh_code(view, question),
        example=_example(question),
        box=_box(state),
        next_label=FINISH if state.phase == "reviewing" and ends_next(state, bank) else NEXT,
        sure_done=_sure_done(view),
        seen=seen_html(view, bank, refused),
    )


def _box(state: InterviewState) -> tuple[str, str]:
    attempt = state.current
    if state.phase == "finished":
        return NOT_SENT
    if attempt is None or not attempt.closed:
        return ANSWER_HERE
    return ASK_HERE if attempt.grade else ASK_ANYTHING


def _sure_done(view: View) -> bool:
    """Talk does not reset it: a candidate who asks what is meant is as sure of their answer as before."""
    state, asked = view.state, bool(view.turns) and view.turns[-1].kind in {"ask", "opening"}
    closed = state.current is not None and state.current.closed
    return asked or closed or isinstance(state.pending, GradeAnswer)


def _form(view: View, question: Question | None) -> str:
    """The canvas or the tree while the question is open; once a coach has closed it, with the correct one over it."""
    attempt = view.state.current
    if question is None or attempt is None or view.state.phase == "finished":
        return ""
    if attempt.closed:
        return reveal_html(question, attempt.answer) if view.state.setup.mode == "coach" else ""
    key = f"{view.interview_id}-{question.id}"
    return code_key_html(key) if question.answer_kind == "code" else form_html(question, key)


def _example(question: Question | None) -> str:
    suite = suite_of(question) if question else None
    return f"One example: {suite.example}." if suite else ""


def _fresh_code(view: View, question: Question | None) -> str | None:
    """What the code editor starts with when a question has just been asked; None leaves it unchanged."""
    attempt = view.state.current
    if question is None or attempt is None or not view.turns or view.turns[-1].kind not in {"ask", "opening"}:
        return None
    return held_code(view, question)


def held_code(view: View, question: Question | None) -> str:
    """What the code editor contains when an interview is opened: the code sent last, otherwise what must be defined."""
    attempt = view.state.current
    if question is None or attempt is None or question.answer_kind != "code":
        return ""
    return last_code(attempt.answer) or starter(question)


def _verdicts(view: View, attempt: QuestionAttempt | None, question: Question | None) -> str:
    """The grade. A coach shows it at once, and it can be contested once the question is closed; an interview shows it in the
    report."""
    state = view.state
    if state.setup.mode != "coach":
        return "" if state.phase == "finished" else GRADES_LATER
    if not (attempt and attempt.grade and question):
        return ""
    contest = Contest("now", second_looks(view.turns, question.id)) if attempt.closed else None
    return verdicts_html(as_said(attempt, view.turns), question, contest)
