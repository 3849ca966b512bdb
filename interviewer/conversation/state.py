"""Records of an interview: its settings, what happens in it (events), what must be done (actions), what was said."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from interviewer.conversation.ability import Outcome
from interviewer.conversation.actions import Action as Action
from interviewer.conversation.actions import GradeAnswer as GradeAnswer
from interviewer.conversation.actions import LookAgain as LookAgain
from interviewer.conversation.actions import WordClarification as WordClarification
from interviewer.conversation.actions import WordProbe as WordProbe
from interviewer.conversation.doubted import Doubt
from interviewer.conversation.phrases import Style
from interviewer.conversation.phrasing import Intent
from interviewer.grading.grade import Grade, Verdict, VerdictKind
from interviewer.llm.usage import Usage

Mode = Literal["coach", "interview"]
Role = Literal["interviewer", "candidate"]
_Asked = Literal["opening", "ask", "answer", "talk", "probe", "hint", "clarify", "repeat"]
TurnKind = Literal[_Asked, "note", "feedback", "change", "reveal", "closing", "appeal"]


@dataclass(frozen=True)
class Setup:
    """What the candidate chose at the start.

    Attributes:
        sections: Slugs; all sections where empty.
        minutes: Minutes of the candidate's own time; grading does not count.
        pool: Ids that may be asked, in no order.
        questions: Parts to ask at most, or None.
        title: What the interview is called in lists.
        drill: Asked as a drill, where there is no clock.
        style: How the interviewer speaks; it changes no question and no grade.
        earlier: Outcomes of earlier interviews, so that this one begins where the candidate stands.
        difficulties: What those outcomes tell of how hard their questions are, beside the author's word.
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


@dataclass(frozen=True)
class Started:
    """The interview begins. ``at`` is seconds since the epoch, here and in every event."""

    at: float
    kind: Literal["started"] = "started"


@dataclass(frozen=True)
class Said:
    """The candidate sent a message. ``confidence`` is how sure they said they are, 0..1, or None.

    ``heard`` is the kind of talk that its embedding was read as, or may be where that is ``unsure``; None for an answer.
    ``answers`` says that a wish to leave the question comes with words that may answer it.
    """

    at: float
    text: str
    confidence: float | None = None
    heard: Intent | None = None
    unsure: bool = False
    answers: bool = False
    kind: Literal["said"] = "said"


@dataclass(frozen=True)
class Pressed:
    """The candidate used a control instead of words."""

    at: float
    control: Literal["hint", "skip", "unskip", "repeat", "end", "next"]
    kind: Literal["pressed"] = "pressed"


@dataclass(frozen=True)
class Ticked:
    """Time went on."""

    at: float
    kind: Literal["ticked"] = "ticked"


@dataclass(frozen=True)
class Resumed:
    """An unfinished interview is taken up again; the time away does not count."""

    at: float
    kind: Literal["resumed"] = "resumed"


@dataclass(frozen=True)
class Graded:
    """A grade of the whole answer came back. ``bridges`` are pairs of question id and mentioned topic."""

    at: float
    grade: Grade
    bridges: tuple[tuple[str, str], ...] = ()
    kind: Literal["graded"] = "graded"


@dataclass(frozen=True)
class Worded:
    """A probe or a clarification was put into words."""

    at: float
    text: str
    kind: Literal["worded"] = "worded"


@dataclass(frozen=True)
class Appealed:
    """A verdict of a closed question was contested and read again.

    Attributes:
        grade: The grade after it.
        decided: False where no verdict was contested and settled, so that the appeal is not used up.
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
    """Points of a closed question that could not be graded were read once more. ``grade`` is the grade after it."""

    at: float
    question_id: str
    grade: Grade
    kind: Literal["regraded"] = "regraded"


Event = Started | Said | Pressed | Ticked | Resumed | Graded | Worded | Appealed | Regraded


@dataclass(frozen=True)
class Turn:
    """Something said, as it stands in the transcript."""

    role: Role
    kind: TurnKind
    text: str
    at: float = 0.0
    question_id: str = ""
    criterion_id: str = ""


@dataclass(frozen=True)
class VerdictChange:
    """How a verdict changed, after a probe or another look."""

    criterion_id: str
    before: VerdictKind
    after: VerdictKind
    score_before: float
    score_after: float


@dataclass(frozen=True)
class QuestionAttempt:
    """One question part as it went.

    Attributes:
        answer: Everything the candidate said to it, replies joined by a blank line, so that spans stay valid.
        grade: The grade, or None while there is none.
        hints: The hints that were given, counted from 0, in the order of giving.
        probing: The criterion being probed now.
        graded_to: Characters of the answer that the grade has read; a later rise needs words after them.
        silent: Replies in a row that said nothing.
        seconds: The candidate's time on it.
        appealed: Criteria whose verdict was contested and settled.
        aloud: The candidate thinks aloud; nothing is graded until they say that they are done.
        replacing: The next answer replaces what was said so far.
        aside: Set aside by the candidate, to come back to before the end.
        set_aside: Whether it ever was.
        confidence: How sure the candidate said they are of the answer, 0..1; the last word counts.
        closed_at: When it was closed; the ratings that its grade stands for are of this moment.
        doubt: The last message, where the candidate was asked whether it is part of the answer.
        assumed: What the candidate was told to assume.
        taken_up: What was said wrongly and a probe took up, each once.
        left_at: The criterion that was asked for when the candidate skipped on, "" for the question; None where they did not.
        seen: The reference answer was shown, and then a skip taken back: what is answered now is practice and counts nowhere.
        earned: The grade from before it was seen, which is what counts then.
        withdrawn: How many of ``probed`` belong to an answer that was replaced since.
        spent: What was spent on a language model besides what the grade has: wordings, and grades of replaced answers.
        denying: The point that the candidate was asked about, whether it shall be taken away; "" while none is.
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

    @property
    def met(self) -> frozenset[str]:
        """Ids of the criteria that the answer meets so far."""
        rows = self.grade.criteria if self.grade else ()
        return frozenset(row.id for row in rows if row.verdict == "met")

    @property
    def unread(self) -> bool:
        """Whether something was thought aloud that no grade has read."""
        return self.aloud and len(self.answer) > self.graded_to

    def as_closed(self, at: float) -> QuestionAttempt:
        """The question once it is over; one that was taken up again after a skip stays closed as of then."""
        at = self.closed_at or at
        return replace(self, closed=True, closed_at=at, probing="", aloud=False, replacing=False, doubt=None)


Ending = Literal["", "time up", "all asked", "nothing fits", "stopped"]
"""Why an interview is over: the time, the number of questions, no question that fits in the time left, or the candidate."""


@dataclass(frozen=True)
class InterviewState:
    """Everything the machine needs to go on; stored after every event.

    Attributes:
        phase: ``answering`` waits for the candidate, ``working`` for an action, ``reviewing`` for a word to go on.
        elapsed: Seconds of the candidate's time.
        pending: The action under way, done again after a crash.
        used: Phrases that were said, none of them again.
        ended: Why it ended, or will once the last thought is graded; "" while it goes on. In words: ``notices.ENDINGS``.
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
    bridges: tuple[tuple[str, str], ...] = field(default_factory=tuple)

    @property
    def current(self) -> QuestionAttempt | None:
        """The question part under way, or the last one."""
        return self.attempts[-1] if self.attempts else None

    @property
    def seconds_left(self) -> float:
        """Seconds of the candidate's time that are left, never below 0."""
        return max(0.0, self.setup.minutes * 60 - self.elapsed)
