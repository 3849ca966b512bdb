"""How a drawing, a tree or code becomes part of the message: decided here, without Gradio."""

from __future__ import annotations

import json
from dataclasses import dataclass

from interviewer.conversation.state.state import InterviewState, QuestionAttempt
from interviewer.conversation.understanding.intent import read_intent
from interviewer.errors import UsageError
from interviewer.grading.forms.code.code import suite_of
from interviewer.grading.forms.fences import FenceKind, blocks, fenced, with_block
from interviewer.grading.text.evidence import MAX_GRADED_CHARACTERS
from knowledge.schema import Bank, Question

MAX_BLOCK_CHARACTERS = 10_000
"""Most characters of one block; 12,000 characters of an answer are graded. A drawing rarely has more than 6,000."""
FORM_KINDS: dict[str, FenceKind] = {"sketch": "sketch", "tree": "tree", "code": "python"}
"""Which block answers which kind of question."""
_NAMES: dict[FenceKind, str] = {"sketch": "drawing", "tree": "tree", "python": "code"}


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

    A question, request or note to the interviewer is sent by itself; the form goes with the next answer.

    Raises:
        UsageError: What was entered is too long to be read as a whole, so nothing is sent.
    """
    attempt = state.current
    if attempt is None or attempt.question_id not in bank or attempt.closed:
        return text
    kind = FORM_KINDS.get(bank[attempt.question_id].answer_kind)
    body = entered.code if kind == "python" else entered.drawn
    if kind is None or not body.strip() or read_intent(text) not in {"answer", "empty"}:
        return text
    if body.strip() == starter(bank[attempt.question_id]).strip():
        return text
    if kind != "python" and (len(body.strip()) <= MAX_BLOCK_CHARACTERS < len(body) or not _is_object(body)):
        return text  # the page sends no such thing
    said = [block.body.strip() for block in blocks(attempt.answer, kind)]
    if said and said[-1] == fenced_body(body):
        return text  # it was already sent with an earlier message
    message = with_block(text, kind, body)
    if why := too_long(body, kind) or _cut_off(message, kind, attempt):
        raise UsageError(f"{why[0].upper()}{why[1:]}. Nothing was sent, and nothing is lost")
    return message


def too_long(body: str, kind: FenceKind) -> str:
    """Why something is too long to be sent, or code to be run, without a capital and a full stop; "" if it is not."""
    length = len(body.strip())
    if length <= MAX_BLOCK_CHARACTERS:
        return ""
    way = "clear it and draw each curve in one line" if kind == "sketch" else "make it shorter"
    size = f"your {_NAMES[kind]} has {length:,} characters, and at most {MAX_BLOCK_CHARACTERS:,} can be sent"
    return f"{size}: {way}"


def _cut_off(message: str, kind: FenceKind, attempt: QuestionAttempt) -> str:
    """Why a message cannot be read to its end together with what was said before; "" if it can."""
    before = "" if attempt.replacing else attempt.answer
    length = len(f"{before}\n\n{message}" if before else message)
    if length <= MAX_GRADED_CHARACTERS:
        return ""
    together = "with what you have said so far" if before else "with your words"
    way = "make it shorter, or choose “Change my answer” first" if before else "make it or your words shorter"
    return (
        f"{together} and your {_NAMES[kind]}, your answer has {length:,} characters, "
        f"of which only the first {MAX_GRADED_CHARACTERS:,} are read: {way}"
    )


def why_not_run(question: Question | None, code: str, runs: bool) -> str:
    """Why code for a question is not run, without a capital and a full stop; "" if it is.

    Args:
        runs: Whether this machine runs code.
    """
    if question is None or suite_of(question) is None:
        return "there are no tests for this question; send the code with your answer"
    if not runs:
        return "running code is turned off on this machine (VIVA_RUN_CODE)"
    return too_long(code, "python") if code.strip() else "there is no code yet"


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
