"""The records a report is made of. They contain what is shown, without any logic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from types import MappingProxyType
from typing import Literal

from interviewer.conversation.phrases import notices
from interviewer.conversation.selection.readiness import Readiness
from interviewer.conversation.state.state import Ending, Turn, VerdictChange
from interviewer.grading.grade import Grade, VerdictKind
from interviewer.grading.text.quotation import you_said
from interviewer.json_data import JsonObject
from interviewer.llm.usage import Usage, usage_data
from interviewer.report.entered import Picture
from interviewer.report.unanswered import SKIPPED

_ENDINGS: Mapping[Ending, str] = MappingProxyType({**notices.ENDINGS, "all asked": "all questions asked"})
"""Why an interview ended, as a fact in a list."""


@dataclass(frozen=True)
class MissedPoint:
    """A criterion that was not fully met, with the sentence of the reference answer that makes it, or the passage."""

    claim: str
    verdict: str
    weight: float
    passage: str


@dataclass(frozen=True)
class WrongPoint:
    """A criterion that the answer contradicts.

    Attributes:
        quote: The candidate's words that contradict it, verbatim.
        right: What is right, as whole sentences.
        passage: The passage of the reference answer that covers it.
    """

    claim: str
    weight: float
    quote: str
    right: str
    passage: str

    @property
    def said(self) -> str:
        """The candidate's words in a sentence; "" if there are none, as for a drawing."""
        return you_said(self.quote)


@dataclass(frozen=True)
class Before:
    """How an interview or a question went last time. ``score`` is 0..1, ``date`` a local day such as "12 Nov 2026"."""

    score: float
    date: str
    title: str = ""


@dataclass(frozen=True)
class Priority:
    """A point to work on first, or a whole question that was never answered.

    Attributes:
        kind: ``contradicted``, ``not_met`` or ``partly_met``; ``unanswered`` for a question.
        claim: What the point says; for a question, why it has no answer.
        quote: The candidate's wrong words, verbatim; "" if the point is missing.
        right: What is right, or the sentence of the reference answer that makes the point; "" if there is none.
        weight: The point's weight in its question; for a question, the weight of all its points.
        unsure: Whether the answer may make the point after all.
    """

    question_id: str
    title: str
    kind: VerdictKind | Literal["unanswered"]
    claim: str
    quote: str
    right: str
    weight: float
    unsure: bool = False


@dataclass(frozen=True)
class QuestionReport:
    """One question part of the report. ``score`` is None if nothing was graded.

    Attributes:
        wrong: The contradicted points, the heaviest first. None of them is in ``missed``.
        missed: The missing points, the costliest first.
        seconds: The candidate's time on it.
        skipped: Whether it counts as 0 without a grade: it was skipped, or set aside and never resumed.
        before: How the same question went when it was last asked, None if it never was.
        unanswered: Why it counts as 0, in words; "" if it does not.
        usage: Its language model use, for its grade and for wording.
        confidence: How sure the candidate said they were of the answer, 0..1, None if they did not say.
        remarks: The feedback without what the report says of the question elsewhere.
    """

    question_id: str
    section: str
    title: str
    question: str
    answer: str
    score: float | None
    grade: Grade | None
    wrong: tuple[WrongPoint, ...]
    missed: tuple[MissedPoint, ...]
    changes: tuple[VerdictChange, ...]
    hints: int
    seconds: float
    skipped: bool
    reference: str
    deeper: str
    sources: tuple[str, ...]
    before: Before | None = None
    unanswered: str = ""
    usage: Usage = field(default_factory=Usage)
    confidence: float | None = None
    remarks: str = ""

    @property
    def outcome(self) -> str:
        """The outcome in a word: a score such as "75%", or why there is none."""
        if self.score is not None:
            return f"{self.score:.0%}"
        if self.skipped:
            return self.unanswered or SKIPPED
        return "not graded" if self.answer else "not answered"


@dataclass(frozen=True)
class Report:
    """A whole interview, ready to show.

    Attributes:
        date: When it began, in local time.
        kind: Its kind: an interview, a coach session or a drill.
        score: The mean over all questions that were graded, skipped or set aside, 0..1, where the latter two count as 0; None
            if none was graded.
        sections: The same per section.
        first: The points to work on first, the costliest before the others.
        last_time: How the last interview of this kind went, None if there was none.
        passing: What an interview of the candidate's level would come to, by these answers alone; None for a drill, and if
            nothing was graded.
        wrong: For each mistake, the title of the question, the candidate's words and what is right.
        weakest: The costliest of the missing points.
        pictures: Drawings and trees, by the text of the block in an answer that each replaces.
        metered: Whether an endpoint is set, so that calls, tokens and cost are shown. They are always in the JSON data.
    """

    interview_id: str
    title: str
    mode: str
    date: str
    minutes_planned: float
    minutes_used: float
    ended: Ending
    score: float | None
    sections: dict[str, float]
    wrong: tuple[tuple[str, str, str], ...]
    strongest: tuple[tuple[str, str, str], ...]
    weakest: tuple[tuple[str, str], ...]
    study: tuple[str, ...]
    questions: tuple[QuestionReport, ...]
    transcript: tuple[Turn, ...]
    first: tuple[Priority, ...] = ()
    last_time: Before | None = None
    passing: Readiness | None = None
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    kind: str = "interview"
    metered: bool = False

    @property
    def skipped(self) -> tuple[str, ...]:
        """Titles of the questions that were skipped."""
        return tuple(question.title for question in self.questions if question.outcome == SKIPPED)

    @property
    def set_aside(self) -> tuple[str, ...]:
        """Titles of the questions that were set aside and never resumed."""
        return tuple(q.title for q in self.questions if q.unanswered and q.unanswered != SKIPPED)

    @property
    def usage(self) -> Usage:
        """The language model use of the whole interview."""
        return sum((question.usage for question in self.questions), Usage())

    @property
    def ending(self) -> str:
        """Why the interview ended, or that it has not."""
        return _ENDINGS.get(self.ended, "still open")

    def to_dict(self) -> JsonObject:
        """The report as JSON data; grades are as ``viva grade --json`` prints them."""
        data = asdict(self) | {"usage": usage_data(self.usage)}
        # the transcript has the same content as data; the data always has the usage
        del data["pictures"], data["metered"]
        for item, question in zip(data["questions"], self.questions, strict=True):
            item["grade"] = question.grade.to_dict() if question.grade else None
            item["usage"] = usage_data(question.usage)
        return data
