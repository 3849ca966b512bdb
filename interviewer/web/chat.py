"""The conversation as chat messages, each turn rendered once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from interviewer.conversation.state.state import Turn
from interviewer.grading.forms.fences import blocks
from interviewer.grading.text.evidence import MAX_GRADED_CHARACTERS
from interviewer.web.forms.pictures import picture_of
from interviewer.web.markdown import safe_markdown
from knowledge.schema import Bank, Question
from knowledge.text.pictures import described, embedded, without_images

KEPT_MESSAGES = 1024
"""Size of the cache of rendered messages: several open interviews with a hundred or so turns each. A judgement."""
_HIDDEN_KINDS = {"reveal"}
"""Not shown in the chat: the reference answer has its own panel next to it."""


@dataclass(frozen=True)
class Message:
    """One chat bubble. ``content`` is Markdown that is safe to show."""

    role: Literal["user", "assistant"]
    content: str

    def to_dict(self) -> dict[str, str]:
        """The message in the form that Gradio's chat takes."""
        return {"role": self.role, "content": self.content}


def chat_messages(
    turns: Sequence[Turn], root: Path, partial: str | None = None, bank: Bank | None = None
) -> tuple[Message, ...]:
    """Turns as messages of the chat.

    Args:
        root: The folder of the figures, if no bank is given.
        partial: What a model has said so far of the next turn.
        bank: If given, the candidate's drawings and trees are shown as pictures.
    """
    messages = []
    roots = bank.roots if bank is not None else (root,)
    question: Question | None = None
    for turn in turns:
        if bank is not None and turn.question_id in bank:
            question = bank[turn.question_id]
        if turn.kind in _HIDDEN_KINDS:
            continue
        drawn = question is not None and turn.role == "candidate" and "```" in turn.text
        # the tree of a question is shown below the conversation, to be filled in, and once is enough
        boarded = question is not None and question.answer_kind == "tree" and turn.role == "interviewer"
        put = replace(turn, text=without_images(turn.text)) if boarded else turn
        messages.append(drawn_message(turn, question) if drawn and question else chat_message(put, *roots))
    if partial is not None:
        messages.append(Message("assistant", described(safe_markdown(partial)) + " …"))
    return tuple(messages)


@lru_cache(maxsize=KEPT_MESSAGES)
def chat_message(turn: Turn, *roots: Path) -> Message:
    """One turn as a message. Cached by turn, since figures are embedded in it and a turn never changes."""
    if turn.role == "candidate":
        return Message("user", _own(turn.text))
    # the interviewer quotes the candidate, so its words are sanitised as well
    return Message("assistant", embedded(safe_markdown(turn.text), *roots))


def drawn_message(turn: Turn, question: Question) -> Message:
    """A candidate's turn with its drawings and trees as pictures; code and words stay as they are."""
    out, at = [], 0
    for block in blocks(turn.text):
        source = picture_of(block, question) if block.kind != "python" else ""
        if source:
            what = "Your drawing" if block.kind == "sketch" else "Your tree"
            out += [_own(turn.text[at : block.start]), f"![{what}]({source})"]
            at = block.end
    return Message("user", "\n".join(part for part in (*out, _own(turn.text[at:])) if part.strip()))


def _own(text: str) -> str:
    """The candidate's words; only the beginning of a very long text, since a browser takes minutes to render a megabyte."""
    more = len(text) - MAX_GRADED_CHARACTERS
    shown = described(safe_markdown(text[:MAX_GRADED_CHARACTERS]))
    return shown if more <= 0 else f"{shown}\n\n… and {more:,} more characters, kept but not graded."
