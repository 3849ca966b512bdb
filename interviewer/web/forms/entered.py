"""How a drawing, a tree or code becomes part of the message: decided here, without Gradio."""

from __future__ import annotations

import json
from dataclasses import dataclass

from interviewer.conversation.intent import read_intent
from interviewer.conversation.state import InterviewState
from interviewer.grading.forms.code import suite_of
from interviewer.grading.forms.fences import FenceKind, blocks, fenced, with_block
from knowledge.schema import Bank, Question

MAX_BLOCK_CHARACTERS = 10_000
"""Most characters of one block; 12,000 characters of an answer are graded. The page's canvas stays far below it."""
FORM_KINDS: dict[str, FenceKind] = {"sketch": "sketch", "tree": "tree", "code": "python"}
"""Which block answers which kind of question."""


@dataclass(frozen=True)
class Entered:
    """What is in the page's forms when Send is pressed.

    Attributes:
        code: The text of the code editor.
        drawn: The drawing or the tree as JSON, "" if nothing was entered.
    """

    code: str = ""
    drawn: str = ""


def message_with(state: InterviewState, bank: Bank, text: str, entered: Entered) -> str:
    """The message to send: what was typed, followed by what was entered since the last message.

    A question, request or note to the interviewer is sent alone; the form goes with the next answer.
    """
    attempt = state.current
    if attempt is None or attempt.question_id not in bank or attempt.closed:
        return text
    kind = FORM_KINDS.get(bank[attempt.question_id].answer_kind)
    body = entered.code if kind == "python" else entered.drawn
    if kind is None or not body.strip() or read_intent(text) not in {"answer", "empty"}:
        return text
    if len(body) > MAX_BLOCK_CHARACTERS or body.strip() == starter(bank[attempt.question_id]).strip():
        return text
    if kind != "python" and not _is_object(body):
        return text
    said = [block.body.strip() for block in blocks(attempt.answer, kind)]
    if said and said[-1] == fenced_body(body):
        return text  # it was already sent with an earlier message
    return with_block(text, kind, body)


def last_code(answer: str) -> str:
    """The code that was sent last, which the editor continues from."""
    found = blocks(answer, "python")
    return found[-1].body.rstrip() if found else ""


def starter(question: Question) -> str:
    """The editor's initial contents: what the code must define, if it is tested."""
    suite = suite_of(question)
    return suite.signature if suite else ""


def fenced_body(body: str) -> str:
    """A body in the form it has when it is read back from its block."""
    return blocks(fenced("sketch", body))[0].body.strip()


def _is_object(body: str) -> bool:
    try:
        return isinstance(json.loads(body), dict)
    except (ValueError, RecursionError):
        return False
