"""How a candidate can object to a verdict where it is shown, and the outcome: decided here, without Gradio.

The page's ``verdicts.js`` opens a verdict's form and sends what was written in it.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from interviewer.conversation.debrief.contest import IS_THE_POINT, NEITHER, AppealKind, appeal_buttons
from interviewer.conversation.debrief.elsewhere import may_look_again
from interviewer.conversation.state.limits import MAX_BRIEF_CHARACTERS
from interviewer.conversation.state.state import QuestionAttempt, Turn
from interviewer.grading.feedback.certainty import in_doubt
from interviewer.grading.grade import CriterionVerdict
from interviewer.grading.text.quotation import first_quote, quoted
from interviewer.web.formulas import with_formulas

Act = Literal["appeal", "deny"]
_WHICH = {
    "ungraded": "Which of your words should I read? You may leave this empty.",
    "contradicted": "What did you mean? Quote the words around it, or say what I misread.",
}
_WHICH_MAKE = "Which of your words make it? Leave this empty if it’s the words I quote."
_READ_THIS = "Please read this again."
_CONFIRM = {"contradicted": "Press again to count it as neither right nor wrong"}
_CONFIRM_ELSE = "Press again to count it as not said"
_WHICH_ELSE = "Which of your words say it? Quote them, or say where they are."
_EMPTY = {"contradicted": "Say what you meant. Quoting the words around it helps most."}
_EMPTY_ELSE = "Say which of your words make the point. Quoting them helps most."
"""Shown if a reason is needed and the box was left empty."""


@dataclass(frozen=True)
class ObjectionButton:
    """A button on a verdict. ``appeal`` has the point read again, ``deny`` counts it as not said.

    Attributes:
        kind: What an appeal asks of the second look.
    """

    act: Act
    label: str
    kind: AppealKind = "again"


@dataclass(frozen=True)
class Contest:
    """A grade whose verdicts can be contested where they are shown.

    Attributes:
        key: Distinguishes its elements from those of other grades on the page.
        told: The outcomes of second looks, by criterion.
    """

    key: str
    told: Mapping[str, str]


ELSEWHERE = "I said it elsewhere"
"""Label of the button under a verdict that was contested in vain: other words of the answer are read if they are quoted."""


def objections(attempt: QuestionAttempt, item: CriterionVerdict) -> tuple[ObjectionButton, ...]:
    """The possible objections to a verdict: none while the question is open, and each only once.

    If a second look has repeated a charge, the candidate can still say that the words say neither.
    """
    if not attempt.closed or attempt.grade is None:
        return ()
    belief = any(wrong.id == item.id for wrong in attempt.grade.misconceptions)
    if item.id in attempt.appealed:
        denies = (ObjectionButton("deny", NEITHER),) if item.called_wrong and not belief else ()
        elsewhere = not belief and not item.called_wrong and may_look_again(attempt, item.id)
        return (*denies, *((ObjectionButton("appeal", ELSEWHERE),) if elsewhere else ()))
    appeals = appeal_buttons(attempt.grade, item) if item.verdict != "met" else ()
    found = [ObjectionButton("appeal", button.label, button.kind) for button in appeals]
    if in_doubt(item):
        found.append(ObjectionButton("deny", "No, it doesn’t say that"))
    return tuple(found)


def second_looks(turns: Sequence[Turn], question_id: str) -> dict[str, str]:
    """The interviewer's last word on each contested point of a question."""
    return {
        turn.criterion_id: turn.text
        for turn in turns
        if turn.kind == "appeal" and turn.role == "interviewer" and turn.question_id == question_id
    }


def objection_html(item: CriterionVerdict, number: int, offered: Sequence[ObjectionButton], contest: Contest) -> str:
    """A verdict's buttons with the form that an appeal opens, and the outcome of an earlier appeal; "" if there is neither."""
    told = contest.told.get(item.id, "")
    outcome = f'<p class="outcome" role="status" tabindex="-1"><b>Second look.</b> {with_formulas(told)}</p>'
    key = html.escape(f"{contest.key}-{number}", quote=True)
    buttons = "".join(_button(objection, item, key) for objection in offered)
    form = _form(item, key) if any(objection.act == "appeal" for objection in offered) else ""
    wait = '<p class="wait" role="status"></p>' if offered else ""
    return (outcome if told else "") + (f'<div class="objections">{buttons}</div>' if buttons else "") + form + wait


def _button(objection: ObjectionButton, item: CriterionVerdict, key: str) -> str:
    """A button; one that opens the form also says what the form then asks for."""
    if objection.act == "appeal":
        more = f'aria-expanded="false" aria-controls="why-{key}" data-asks="{_asks(objection.kind, item)}"'
        without = _without_words(objection.kind, item)
        more += f' data-without="{html.escape(without, quote=True)}"' if without else ""
    else:
        more = f'data-confirm="{_CONFIRM.get(item.kind, _CONFIRM_ELSE)}"'
    return f'<button type="button" data-act="{objection.act}" aria-describedby="claim-{key}" {more}>{objection.label}</button>'


def _asks(kind: AppealKind, item: CriterionVerdict) -> str:
    return _WHICH_MAKE if kind == "is the point" else _WHICH.get(item.kind, _WHICH_ELSE)


def _without_words(kind: AppealKind, item: CriterionVerdict) -> str:
    """What is sent if the box is left empty; "" if it must not be."""
    if kind == "is the point":
        return f"{IS_THE_POINT}: {quoted(first_quote(item))}"
    return _READ_THIS if item.verdict == "ungraded" else ""


def _form(item: CriterionVerdict, key: str) -> str:
    """The form as the first button opens it."""
    empty = html.escape(_EMPTY.get(item.kind, _EMPTY_ELSE), quote=True)
    needed = "" if item.verdict == "ungraded" else f' required data-empty="{empty}"'
    return (
        f'<div class="why" id="why-{key}" hidden><label for="words-{key}">{_WHICH.get(item.kind, _WHICH_ELSE)}</label>'
        f'<textarea id="words-{key}" rows="2" maxlength="{MAX_BRIEF_CHARACTERS}"{needed}></textarea>'
        "<small>Only your answer is graded. What you add here shows where to look.</small>"
        '<div class="objections"><button type="button" data-act="send">Look again</button>'
        '<button type="button" data-act="cancel">Never mind</button></div></div>'
    )
