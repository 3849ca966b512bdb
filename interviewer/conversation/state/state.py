"""Records of an interview: what happens in it (events), what must be done (actions), and what was said."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from interviewer.conversation.state.actions import Action as Action
from interviewer.conversation.state.actions import GradeAnswer as GradeAnswer
from interviewer.conversation.state.actions import LookAgain as LookAgain
from interviewer.conversation.state.actions import WordClarification as WordClarification
from interviewer.conversation.state.actions import WordProbe as WordProbe
from interviewer.conversation.state.doubted import Doubt
from interviewer.conversation.state.intents import Intent
from interviewer.conversation.state.setup import Mode as Mode
from interviewer.conversation.state.setup import Setup as Setup
from interviewer.conversation.state.verdict_change import VerdictChange as VerdictChange
from interviewer.grading.grade import Grade, Verdict
from interviewer.llm.usage import Usage

Role = Literal["interviewer", "candidate"]
_InAnAttempt = Literal["opening", "ask", "answer", "talk", "probe", "hint", "clarify", "repeat"]
TurnKind = Literal[_InAnAttempt, "note", "feedback", "change", "reveal", "closing", "appeal"]
NoteAbout = Literal["", "going on", "no grade"]
JustAsked = Literal["", "end", "which point", "skip", "later", "change", "done", "next", "finish"]
"""What the interviewer has just asked besides the question: whether to end the interview, which point is meant, or whether a wish
that was only guessed is to be granted."""


@dataclass(frozen=True)
class Started:
    """The interview begins. ``at`` is seconds since the epoch, here and in every event."""

    at: float
    kind: Literal["started"] = "started"


@dataclass(frozen=True)
class Said:
    """The candidate sent a message. ``confidence`` is how sure they say they are, 0..1, or None.

    ``heard`` is the kind of talk read from its embedding, only a possible one if ``unsure``; None for an answer.
    ``answers`` says that a wish to leave the question comes with words that may answer it. ``request`` is the part of the
    message that asks something, if only a courtesy comes before it; then ``heard`` is about that part.
    """

    at: float
    text: str
    confidence: float | None = None
    heard: Intent | None = None
    unsure: bool = False
    answers: bool = False
    request: str = ""
    kind: Literal["said"] = "said"


@dataclass(frozen=True)
class Pressed:
    """The candidate used a control instead of words."""

    at: float
    control: Literal["hint", "skip", "unskip", "repeat", "end", "next"]
    kind: Literal["pressed"] = "pressed"


@dataclass(frozen=True)
class Ticked:
    """Time has passed."""

    at: float
    kind: Literal["ticked"] = "ticked"


@dataclass(frozen=True)
class Resumed:
    """An unfinished interview is resumed; the time away does not count."""

    at: float
    kind: Literal["resumed"] = "resumed"


@dataclass(frozen=True)
class Graded:
    """A grade of the whole answer came back.

    ``bridges`` pairs a question's id with a mentioned topic, ``stated`` an open point with the sentence that seems to say it.
    """

    at: float
    grade: Grade
    bridges: tuple[tuple[str, str], ...] = ()
    stated: tuple[tuple[str, str], ...] = ()
    kind: Literal["graded"] = "graded"


@dataclass(frozen=True)
class Worded:
    """A probe or a clarification was put into words."""

    at: float
    text: str
    kind: Literal["worded"] = "worded"


@dataclass(frozen=True)
class Appealed:
    """A verdict on a closed question was contested and read again.

    Attributes:
        grade: The grade afterwards.
        decided: False if the appeal settled nothing, so that it is not used up.
    """

    at: float
    question_id: str
    criterion_id: str
    argument: str
    before: Verdict
    after: Verdict
    grade: Grade
    explanation: str
    decided: bool = True
    kind: Literal["appealed"] = "appealed"


@dataclass(frozen=True)
class Regraded:
    """Points of a closed question that could not be graded were read again. ``grade`` is the grade afterwards."""

    at: float
    question_id: str
    grade: Grade
    kind: Literal["regraded"] = "regraded"


Event = Started | Said | Pressed | Ticked | Resumed | Graded | Worded | Appealed | Regraded


@dataclass(frozen=True)
class Turn:
    """Something said, as the transcript has it; ``about``, what a note of this step is for, is not stored."""

    role: Role
    kind: TurnKind
    text: str
    at: float = 0.0
    question_id: str = ""
    criterion_id: str = ""
    about: NoteAbout = field(default="", compare=False)


@dataclass(frozen=True)
class QuestionAttempt:
    """One question part and how it went.

    Attributes:
        answer: Everything the candidate said in answer; replies are joined by a blank line, so that spans stay valid.
        grade: The grade, or None while there is none.
        hints: Indices of the hints given, from 0, in the order they were given.
        probing: The criterion being probed.
        graded_to: How many characters of the answer the grade has read; a later rise needs words after these.
        silent: How many replies in a row said nothing.
        seconds: The candidate's time on it.
        appealed: Criteria whose verdict was contested and settled.
        argued: What was said in those contests that changed nothing, each with its criterion.
        aloud: The candidate is thinking aloud; nothing is graded until they say they are done.
        replacing: The next answer replaces what was said so far.
        aside: The candidate set it aside, to come back to it before the end.
        set_aside: Whether it was ever set aside.
        confidence: How sure the candidate said they are of the answer, 0..1; the last word counts.
        closed_at: When it was closed; the ratings that follow from its grade are dated to this moment.
        doubt: The last message, if the candidate was asked whether it is part of the answer.
        assumed: What the candidate was told to assume.
        taken_up: Wrong statements that a probe has quoted; each is quoted once.
        left_at: The criterion being asked for when the candidate skipped, "" for the question itself; None if they did not skip.
        seen: A skip was undone after the reference answer was shown: answers are now practice and do not count.
        earned: The grade from before the reference answer was seen; it is the one that counts.
        withdrawn: How many of ``probed`` belong to an answer that was since replaced.
        spent: Language model use not recorded in the grade: wordings, and grades of replaced answers.
        denying: The point that the candidate was asked whether to take away; "" if none.
        denied: The points that they were asked about so far: naming one again takes it away, whatever came in between.
        passed_over: Criteria, each with the number of a skipped follow-up, which would have asked for what was just said.
        stated: Open points that the answer nevertheless seems to state, each with the sentence that does.
        exactly: How many follow-ups asked for something to be said more precisely.
        remarks: What the interviewer has replied to talk since the last answer, so that it isn't said over and over.
        blank: Messages without words since the last answer.
    """

    question_id: str
    answer: str = ""
    grade: Grade | None = None
    probed: tuple[str, ...] = ()
    probing: str = ""
    changes: tuple[VerdictChange, ...] = ()
    hints: tuple[int, ...] = ()
    graded_to: int = 0
    silent: int = 0
    skipped: bool = False
    closed: bool = False
    seconds: float = 0.0
    appealed: tuple[str, ...] = ()
    aloud: bool = False
    replacing: bool = False
    aside: bool = False
    set_aside: bool = False
    confidence: float | None = None
    closed_at: float = 0.0
    doubt: Doubt | None = None
    assumed: tuple[str, ...] = ()
    taken_up: tuple[str, ...] = ()
    left_at: str | None = None
    seen: bool = False
    earned: Grade | None = None
    withdrawn: int = 0
    spent: Usage = field(default_factory=Usage)
    denying: str = ""
    denied: tuple[str, ...] = ()
    passed_over: tuple[tuple[str, int], ...] = ()
    stated: tuple[tuple[str, str], ...] = ()
    exactly: int = 0
    argued: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()
    blank: int = 0

    @property
    def met(self) -> frozenset[str]:
        """Ids of the criteria the answer meets so far."""
        rows = self.grade.criteria if self.grade else ()
        return frozenset(row.id for row in rows if row.verdict == "met")

    @property
    def unread(self) -> bool:
        """Whether a thought aloud has not been graded yet."""
        return self.aloud and len(self.answer) > self.graded_to

    def as_closed(self, at: float) -> QuestionAttempt:
        """The question once it is over; one that was resumed after a skip keeps its earlier closing time."""
        at = self.closed_at or at
        return replace(self, closed=True, closed_at=at, probing="", aloud=False, replacing=False, doubt=None)


Ending = Literal["", "time up", "all asked", "nothing fits", "stopped"]
"""Why an interview is over: the time, the number of questions, no question that fits in the time left, or the candidate."""


@dataclass(frozen=True)
class InterviewState:
    """Everything the machine needs to continue; stored after every event.

    Attributes:
        phase: ``answering`` waits for the candidate, ``working`` for an action, ``reviewing`` for the candidate to go on.
        elapsed: Seconds of the candidate's time.
        pending: The action under way; it is done again after a crash.
        used: Phrases already said, which are not repeated.
        asked: What the interviewer has just asked, to which the next message may be the reply; "" for nothing but the question.
        paused: The candidate takes a break: no time counts until their next message.
        ended: Why it ended, or will end once the last thought is graded; "" while it goes on. In words: ``notices.ENDINGS``.
    """

    setup: Setup
    phase: Literal["new", "answering", "working", "reviewing", "finished"] = "new"
    attempts: tuple[QuestionAttempt, ...] = ()
    ability: float = 2.5
    elapsed: float = 0.0
    last_at: float = 0.0
    warned: tuple[int, ...] = ()
    pending: Action | None = None
    used: tuple[str, ...] = ()
    ended: Ending = ""
    paused: bool = False
    bridges: tuple[tuple[str, str], ...] = ()
    asked: JustAsked = ""

    @property
    def current(self) -> QuestionAttempt | None:
        """The question part under way, or else the last one."""
        return self.attempts[-1] if self.attempts else None

    @property
    def seconds_left(self) -> float:
        """Seconds of the candidate's time that are left, never below 0."""
        return max(0.0, self.setup.minutes * 60 - self.elapsed)
