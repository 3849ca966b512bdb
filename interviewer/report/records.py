"""The records a report is made of. They hold what is shown and decide nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Literal

from interviewer.conversation.state import Change, Turn
from interviewer.grading.grade import Grade, Kind
from interviewer.json_data import JsonObject
from interviewer.llm.usage import Usage, usage_data
from interviewer.report.entered import Picture
from interviewer.report.unanswered import SKIPPED


@dataclass(frozen=True)
class MissedPoint:
    """A criterion that was not fully met, with the sentence of the reference answer that makes it, or else its passage."""

    claim: str
    verdict: str
    weight: float
    passage: str


@dataclass(frozen=True)
class WrongPoint:
    """A criterion of which the answer says the contrary.

    Attributes:
        quote: The candidate's words that say so, verbatim.
        right: What is right, as whole sentences.
        passage: The passage of the reference answer that covers it.
    """

    claim: str
    weight: float
    quote: str
    right: str
    passage: str


@dataclass(frozen=True)
class Before:
    """How it went the last time. ``score`` is 0..1, ``date`` a local day such as "12 Nov 2026"."""

    score: float
    date: str
    title: str = ""


@dataclass(frozen=True)
class Priority:
    """A point to work on first, or a whole question that was never answered.

    Attributes:
        kind: ``contradicted``, ``not_met`` or ``partly_met``; ``unanswered`` for a question.
        claim: What the point says; of a question, why it has no answer.
        quote: What the candidate said wrongly, verbatim; "" if the point is missing.
        right: What is right, or the sentence of the reference answer that makes the point; "" if there is none.
        weight: The point's weight in its question; of a question, that of all its points.
    """

    question_id: str
    title: str
    kind: Kind | Literal["unanswered"]
    claim: str
    quote: str
    right: str
    weight: float


@dataclass(frozen=True)
class QuestionReport:
    """One question part of the report. ``score`` is None if nothing was graded.

    Attributes:
        wrong: What was said wrongly, the heaviest first. None of it is in ``missed``.
        missed: What is missing, what cost most first.
        seconds: The candidate's time on it.
        skipped: Whether it counts as 0 without a grade: it was skipped, or set aside and never come back to.
        before: How the same question went the last time it was asked, None if it never was.
        unanswered: Why it counts as 0, in words; "" if it does not.
        usage: What it took of a language model: its grade, and what was worded.
        confidence: How sure the candidate said they were of the answer, 0..1, None if they did not say.
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
    changes: tuple[Change, ...]
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

    @property
    def outcome(self) -> str:
        """How it went, in a word: a score such as "75%", or why there is none."""
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
        kind: What it is called: an interview, a coach session or a drill.
        score: The mean over all questions that were graded, skipped or set aside, 0..1, the latter two counting as 0; None
            where none was graded.
        sections: The same for each section.
        first: The points to work on first, those that cost most before the others.
        last_time: How the last interview of this kind went, None if there was none.
        wrong: Title of the question, the candidate's words and what is right, of all that was said wrongly.
        weakest: What cost most of that which is missing.
        pictures: What was drawn or filled in, by the text of the block in an answer that it stands for.
    """

    interview_id: str
    title: str
    mode: str
    date: str
    minutes_planned: float
    minutes_used: float
    ended: str
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
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    kind: str = "interview"

    @property
    def skipped(self) -> tuple[str, ...]:
        """Titles of the questions that were skipped."""
        return tuple(question.title for question in self.questions if question.outcome == SKIPPED)

    @property
    def set_aside(self) -> tuple[str, ...]:
        """Titles of the questions that were set aside and never come back to."""
        return tuple(q.title for q in self.questions if q.unanswered and q.unanswered != SKIPPED)

    @property
    def usage(self) -> Usage:
        """What the whole interview took of a language model."""
        return sum((question.usage for question in self.questions), Usage())

    @property
    def ending(self) -> str:
        """Why the interview ended, or that it has not."""
        return self.ended or "still open"

    def to_dict(self) -> JsonObject:
        """The report as JSON data; grades are as ``viva grade --json`` prints them."""
        data = asdict(self) | {"usage": usage_data(self.usage)}
        del data["pictures"]  # the transcript has the same as data
        for item, question in zip(data["questions"], self.questions, strict=True):
            item["grade"] = question.grade.to_dict() if question.grade else None
            item["usage"] = usage_data(question.usage)
        return data
