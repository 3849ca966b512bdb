"""Which verdicts of an interview can be contested, with which button, and how they are read again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from interviewer.conversation.debrief.elsewhere import may_look_again, points_elsewhere
from interviewer.conversation.debrief.reasons import point_objected_to
from interviewer.conversation.phrases import notices
from interviewer.conversation.probing.said_before import said_before
from interviewer.conversation.state.limits import MAX_BRIEF_CHARACTERS
from interviewer.conversation.state.state import Appealed, InterviewState, QuestionAttempt
from interviewer.conversation.state.stored import AppealCase
from interviewer.errors import UsageError
from interviewer.grading.appeals.appeal import hear
from interviewer.grading.appeals.outcome import AppealOutcome
from interviewer.grading.grade import CriterionVerdict, Grade
from interviewer.grading.grader import Grader
from interviewer.grading.merging import PassageFinder
from interviewer.grading.rubric.beliefs import contestable, verdict_on
from interviewer.grading.rubric.spoken import heading, in_sentence
from interviewer.grading.text.quotation import first_quote, quoted
from knowledge.schema import Question

NOT_SAID = "That’s not what I said"
IS_THE_POINT = "That is the point"
NEITHER = "It says neither"
"""Labels of the buttons under words that count as contradicting a point."""
ALREADY_CONTESTED = "you have already contested this verdict; the transcript has the outcome"
AppealKind = Literal["again", "is the point"]
"""What is asked of a second look: to read the answer again, or to read the words quoted as the point itself."""


@dataclass(frozen=True)
class AppealButton:
    """A button that has a verdict read again."""

    label: str
    kind: AppealKind = "again"


def contested(
    state: InterviewState, question_id: str, criterion_id: str, denies: bool = False, argument: str = ""
) -> tuple[QuestionAttempt, Grade]:
    """The question whose verdict is contested, and its grade.

    Args:
        denies: The candidate says that the answer doesn't say it, which is still possible if a second look has repeated a charge.
        argument: Why the verdict is wrong; if it points at words that no refused contest pointed at, they are read.

    Raises:
        UsageError: It is not closed and graded, has no such point, or the verdict was contested before.
    """
    closed = (a for a in state.attempts if a.question_id == question_id and a.closed)
    attempt = next(closed, None)
    if attempt is None or attempt.grade is None:
        raise UsageError("you can contest a verdict only once its question is closed and graded")
    item = verdict_on(attempt.grade, criterion_id)
    if item is None:
        raise UsageError("choose the point you want to contest")
    elsewhere = points_elsewhere(attempt, criterion_id, argument)
    if criterion_id in attempt.appealed and not (denies and item.called_wrong) and not elsewhere:
        if not denies and may_look_again(attempt, criterion_id):
            raise UsageError("I've read those words; quote others of your answer that make the point")
        raise UsageError(ALREADY_CONTESTED)
    return attempt, attempt.grade


def checked_argument(argument: str) -> str:
    """Why a verdict is wrong, as it is read and stored.

    Raises:
        UsageError: No reason is given.
    """
    clean = argument.encode("utf-8", "replace").decode("utf-8").strip()[:MAX_BRIEF_CHARACTERS]
    if not any(char.isalnum() for char in clean):
        raise UsageError("say why the verdict is wrong; it helps to quote your own words")
    return clean


def appealed(at: float, question_id: str, criterion_id: str, argument: str, outcome: AppealOutcome) -> Appealed:
    """The outcome of an appeal as an event, however it was made."""
    return Appealed(
        at=at,
        question_id=question_id,
        criterion_id=criterion_id,
        argument=argument,
        before=outcome.before,
        after=outcome.after,
        grade=outcome.grade,
        explanation=outcome.explanation,
        decided=outcome.decided,
    )


def contestable_ids(question: Question) -> frozenset[str]:
    """The ids of what can be read again: a question's points and its known wrong beliefs."""
    return frozenset(c.id for c in question.criteria) | frozenset(m.id for m in question.misconceptions)


def case_of(attempt: QuestionAttempt, event: Appealed) -> AppealCase | None:
    """A settled appeal as a case for checking the grader; None if nothing was settled."""
    if not event.decided or (attempt.grade and event.criterion_id in {m.id for m in attempt.grade.misconceptions}):
        return None  # a case is about a point; a belief has no verdict to be checked
    return AppealCase(
        at=event.at,
        question_id=attempt.question_id,
        criterion_id=event.criterion_id,
        answer=attempt.answer,
        argument=event.argument,
        before=event.before,
        after=event.after,
        judge=attempt.grade.judge if attempt.grade else "",
    )


def appeal_label(item: CriterionVerdict) -> str:
    """The label of the button that has a verdict read again."""
    match item.kind:
        case "ungraded":
            return "Read it again"
        case "contradicted":
            return NOT_SAID
        case _:
            return "Yes, it says that" if item.uncertain else "No, I did say that"


def appeal_buttons(grade: Grade, item: CriterionVerdict) -> tuple[AppealButton, ...]:
    """All the buttons that have a verdict read again; a wrong belief makes no point."""
    makes_none = any(belief.id == item.id for belief in grade.misconceptions)
    also = (AppealButton(IS_THE_POINT, "is the point"),) if item.called_wrong and not makes_none else ()
    return (AppealButton(appeal_label(item)), *also)


def asks_which_point(attempt: QuestionAttempt, said: str = "") -> bool:
    """Whether the reply to a candidate who disagrees asks which point they mean.

    Args:
        said: The candidate's words.
    """
    if attempt.grade is None:
        return False
    named = point_objected_to(attempt.grade, said)
    return not _was_read_again(named, attempt) and bool(_choice(attempt, attempt.grade, named))


def way_to_contest(attempt: QuestionAttempt, said: str = "") -> str:
    """How a candidate who disagrees can contest a point of a closed question, using the buttons shown now.

    Args:
        said: The candidate's words; the point they name may already have had a second look.
    """
    if attempt.grade is None:
        return notices.NO_GRADE
    named = point_objected_to(attempt.grade, said)
    if named and _was_read_again(named, attempt) and may_look_again(attempt, named.id) and not named.evidence:
        return notices.QUOTE_OTHERS.format(point=in_sentence(named.claim))
    if named and _was_read_again(named, attempt):
        return _went_by(named)
    buttons = " or ".join(_labels(attempt, attempt.grade))
    if points := _choice(attempt, attempt.grade, named):
        return notices.WHICH_POINT.format(points=points, buttons=buttons)
    if buttons:
        return notices.CONTEST.format(buttons=buttons)
    return notices.NOTHING_TO_CONTEST if _lost(attempt.grade) else notices.ALL_MADE


def _was_read_again(named: CriterionVerdict | None, attempt: QuestionAttempt) -> bool:
    return named is not None and named.id in attempt.appealed


def _choice(attempt: QuestionAttempt, grade: Grade, named: CriterionVerdict | None) -> str:
    """The points among which a candidate who disagrees is asked to choose; "" if there is no choice, or they named one."""
    if not _labels(attempt, grade) or (named is not None and named.verdict != "met"):
        return ""
    rows = enumerate(grade.listed, start=1)
    lost = [(number, item) for number, item in rows if item.verdict != "met" and item.id not in attempt.appealed]
    if len(lost) < 2:
        return ""
    *others, last = (f"{number} ({heading(item.claim)})" for number, item in lost)
    return f"{', '.join(others)} or {last}"


def _labels(attempt: QuestionAttempt, grade: Grade) -> tuple[str, ...]:
    """The labels of the buttons that are shown under lost points, each once."""
    left = (item for item in _lost(grade) if item.id not in attempt.appealed)
    return tuple(dict.fromkeys(f"*{button.label}*" for item in left for button in appeal_buttons(grade, item)))


def _lost(grade: Grade) -> tuple[CriterionVerdict, ...]:
    return tuple(item for item in contestable(grade) if item.verdict != "met")


def _went_by(item: CriterionVerdict) -> str:
    """What a verdict that was read twice rests on, and what can still be done about it."""
    heard, point = quoted(first_quote(item)), in_sentence(item.claim)
    if item.denied:
        return notices.DENIED_BY_YOU
    if item.called_wrong:
        return notices.STILL_CHARGED.format(quote=heard, point=point, button=NEITHER)
    if item.verdict == "met":
        return notices.STILL_MET.format(point=point)
    if item.verdict == "partly_met":
        return notices.STILL_PARTLY.format(quote=heard, point=point)
    if item.contradicted:
        return notices.STILL_NOT_CLEAR.format(quote=heard, point=point)
    return notices.STILL_NOT_FOUND.format(point=point)


def read_again(
    grader: Grader,
    question: Question,
    attempt: QuestionAttempt,
    grade: Grade,
    criterion_id: str,
    argument: str,
    *,
    passage: PassageFinder,
) -> AppealOutcome:
    """The outcome of a contested verdict, when the answer is read once more in the light of what the interviewer had said."""
    said = said_before(question, attempt)
    return hear(grader, question, attempt.answer, grade, criterion_id, argument, passage=passage, said=said)
