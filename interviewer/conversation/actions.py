"""What the machine asks for: grade, word a follow-up, clarify, look again. Each ends in an event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class GradeAnswer:
    """To do: grade the answer to the current question; ``only`` some criteria, or all where empty."""

    question_id: str
    only: tuple[str, ...] = ()
    kind: Literal["grade"] = "grade"


@dataclass(frozen=True)
class WordProbe:
    """To do: word the probe of a criterion.

    Attributes:
        angle: Leads into a further go, with ``{probe}`` in it; "" where none is wanted.
        contrary: What the candidate said wrongly of it and no probe took up yet.
        near: What the candidate said that makes part of it, or may make it.
        lead: What is said before it, in the same message.
    """

    question_id: str
    criterion_id: str
    angle: str = ""
    contrary: str = ""
    near: str = ""
    lead: str = ""
    kind: Literal["probe"] = "probe"


@dataclass(frozen=True)
class WordClarification:
    """To do: clarify an open question without giving its answer away, or explain a closed one."""

    question_id: str
    request: str
    kind: Literal["clarify"] = "clarify"


@dataclass(frozen=True)
class LookAgain:
    """To do: read a point again that the candidate objects to in the chat, just as the button on its card has it read.

    Attributes:
        words: What the objection says of the subject, "" where it says nothing.
        denies: The candidate says that the answer does not make the point, so it is taken away and nothing is read.
    """

    question_id: str
    criterion_id: str
    argument: str
    words: str = ""
    denies: bool = False
    kind: Literal["look"] = "look"


Action = GradeAnswer | WordProbe | WordClarification | LookAgain
