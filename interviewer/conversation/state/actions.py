"""What the machine asks for: grade, word a follow-up, clarify, look again. Each ends in an event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class GradeAnswer:
    """To do: grade the answer to the current question: only the criteria in ``only``, or all if it is empty."""

    question_id: str
    only: tuple[str, ...] = ()
    kind: Literal["grade"] = "grade"


@dataclass(frozen=True)
class WordProbe:
    """To do: word the probe of a criterion.

    Attributes:
        angle: A question that fits any point, asked in place of the bank's, which were all asked; "" for the bank's.
        contrary: What the candidate got wrong about it, if no probe has quoted it yet.
        near: What the candidate said that makes part of the point, or possibly all of it.
        lead: What is said before the probe, in the same message.
        heard: A word of the probe that the candidate has just used, if every probe of the point asks for what they said.
        stated: What the candidate said that seems to make the point, so that they are asked to say it more exactly.
    """

    question_id: str
    criterion_id: str
    angle: str = ""
    contrary: str = ""
    near: str = ""
    lead: str = ""
    heard: str = ""
    stated: str = ""
    kind: Literal["probe"] = "probe"


@dataclass(frozen=True)
class WordClarification:
    """To do: clarify an open question without giving its answer away, or explain a closed one."""

    question_id: str
    request: str
    kind: Literal["clarify"] = "clarify"


@dataclass(frozen=True)
class LookAgain:
    """To do: read a point again because the candidate objected in the chat; the button on its verdict does the same.

    Attributes:
        words: What the objection says about the subject, "" if nothing.
        denies: The candidate says that the answer does not make the point, so it is taken away without another reading.
        also: Further points that they deny in the same words.
    """

    question_id: str
    criterion_id: str
    argument: str
    words: str = ""
    denies: bool = False
    also: tuple[str, ...] = ()
    kind: Literal["look"] = "look"


Action = GradeAnswer | WordProbe | WordClarification | LookAgain
