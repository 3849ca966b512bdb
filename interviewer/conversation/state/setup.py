"""The settings of an interview, as they were chosen at its start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from interviewer.conversation.state.past_outcome import Outcome
from interviewer.conversation.state.style import Style

Mode = Literal["coach", "interview"]
Drilled = Literal["", "today", "topic", "section", "one"]
"""What a drill is about: what is due and new today, a topic in the candidate's words, a section, or one question."""


@dataclass(frozen=True)
class Setup:
    """What the candidate chose at the start.

    Attributes:
        sections: Slugs; all sections where empty.
        minutes: Minutes of the candidate's own time; grading does not count.
        pool: Ids that can be asked, in no particular order.
        questions: Most parts to ask, or None for no limit.
        title: What the interview is called in lists.
        drill: Whether this is a drill, which has no clock.
        drilled: What kind of thing a drill is about; "" if this is no drill, or if an earlier version stored it without.
        topic: What is drilled, as the interviewer calls it; the candidate may have typed it.
        style: How the interviewer speaks; it changes no question and no grade.
        earlier: Outcomes of earlier interviews, so that this one starts at the candidate's level.
        difficulties: Question difficulties learnt from those outcomes.
        chosen: The candidate chose the questions of the pool, so that all parts of a question are asked.
    """

    mode: Mode
    minutes: float
    pool: tuple[str, ...]
    seed: int
    sections: tuple[str, ...] = ()
    questions: int | None = None
    title: str = ""
    drill: bool = False
    topic: str = ""
    style: Style = "neutral"
    earlier: tuple[Outcome, ...] = ()
    difficulties: tuple[tuple[str, float], ...] = ()
    chosen: bool = False
    drilled: Drilled = ""

    @property
    def questions_in_all(self) -> int | None:
        """How many parts are asked at most, as far as that is known: a drill asks no more than it was made of."""
        if not self.drill:
            return self.questions
        return min(self.questions or len(self.pool), len(self.pool))
