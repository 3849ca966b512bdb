"""Replies to what else candidates ask once they have a grade: is it a pass, what do hints cost, may I try again?

The replies come from the grade and from how the question went. The bank is not needed.
"""

from __future__ import annotations

from interviewer.conversation.debrief.further_phrasings import FURTHER, Further
from interviewer.conversation.debrief.grade_talk import points_made
from interviewer.conversation.debrief.moved import moves
from interviewer.conversation.debrief.reasons import explained
from interviewer.conversation.phrases import notices
from interviewer.conversation.state.state import QuestionAttempt
from interviewer.grading.grade import PASS, CriterionVerdict, Grade, loss, verdict_words
from interviewer.grading.rubric.spoken import core, count_word, in_sentence
from interviewer.grading.rubric.worth import counts_for
from interviewer.grading.text.quotation import first_quote, quoted

MOST_CHARACTERS = 300
"""A longer message asks none of this (a judgement). The limit keeps the patterns fast."""
MOST_LISTED = 8
"""How many points a reply lists at most (a judgement)."""


def asks_further(text: str) -> Further | None:
    """What a message asks or says about the grade; None if it is about something else."""
    if len(text) > MOST_CHARACTERS:
        return None
    kind = next((kind for kind, pattern in FURTHER.items() if pattern.search(text)), None)
    return None if kind == "taken in" and "?" in text else kind


def told_further(kind: Further, attempt: QuestionAttempt) -> str:
    """The reply to a question or remark of this kind, in a few sentences."""
    grade = attempt.grade
    match kind:
        case "hints":
            return _hints(attempt)
        case "again":
            return notices.NOT_AGAIN
        case "taken in":
            return notices.STILL_HERE
        case "reviews":
            return notices.IN_REVIEWS
        case "language":
            return notices.LANGUAGE
        case "rules":
            return f"{notices.BY_MEANING} {notices.BY_POINTS}"
        case "slip":
            return notices.TAKEN_BACK_LATE
    if grade is None:
        return notices.NO_GRADE
    match kind:
        case "pass":
            return f"{notices.PASS_MARK.format(share=PASS)} You got {grade.score:.0%}. {points_made(grade)}"
        case "replies":
            return _replies(attempt, grade)
        case "points":
            return _points(grade)
        case "bonus":
            return _bonus(grade)
        case "clear":
            return _clear(grade)
        case "weakest":
            return explained(grade, "")
    return f"{points_made(grade)} {notices.BY_POINTS} {notices.IF_MISREAD}"


def _hints(attempt: QuestionAttempt) -> str:
    used = len(attempt.hints)
    told = "You used none here." if not used else f"You used {count_word(used)} here."
    return f"{notices.HINTS_FREE} {told}"


def _replies(attempt: QuestionAttempt, grade: Grade) -> str:
    """What the answers to follow-ups changed."""
    if not attempt.probed:
        return "I asked no follow-up on this one."
    ways = moves(attempt)
    told = [f"{core(item.claim)}: {ways[item.id]}." for item in grade.criteria if item.id in ways]
    return " ".join(told) or "They changed no verdict: every point stands as it did after your first answer."


def _points(grade: Grade) -> str:
    """The points in the order of the question, with what became of each."""
    asked = [item for item in grade.criteria if not item.bonus] or list(grade.criteria)
    many = "There was one point" if len(asked) == 1 else f"There were {count_word(len(asked))} points"
    weights = [item.weight for item in asked]
    differ = len(set(weights)) > 1
    worth = [counts_for(weight, weights) for weight in weights]
    rows = [
        f"- {core(item.claim)}{f' ({times})' if times else ''}: *{verdict_words(item.kind)}*"
        for item, times in zip(asked[:MOST_LISTED], worth, strict=False)
    ]
    same = "" if differ or len(asked) == 1 else " They weigh the same."
    return "\n".join([f"{many}.{same}", *rows])


def _bonus(grade: Grade) -> str:
    rows = [item for item in grade.criteria if item.bonus]
    if not rows:
        return "There was no bonus point in this one."
    return " ".join(_what_became_of(item) for item in rows)


def _what_became_of(bonus: CriterionVerdict) -> str:
    quote = first_quote(bonus)
    if bonus.verdict == "met" and quote:
        return f"{core(bonus.claim)}: that goes beyond the question, and you said it: {quoted(quote)}. So it's a bonus."
    if bonus.kind == "not_met":
        return f"{core(bonus.claim)}: that was a bonus, and I didn't hear it, which costs you nothing."
    return f"{core(bonus.claim)}: that was a bonus, and it's {verdict_words(bonus.kind)}."


def _clear(grade: Grade) -> str:
    """Whether words were too vague to count: those that come close to a point without making it."""
    near = [item for item in grade.criteria if item.verdict == "partly_met" and first_quote(item)]
    if near:
        told = [f"{quoted(first_quote(item))} is only part of this: {in_sentence(item.claim)}." for item in near]
        return " ".join(told[:MOST_LISTED])
    if any(loss(item) > 0 for item in grade.criteria):
        return f"What cost you points isn't how you put it. {explained(grade, '')}"
    return "It was clear enough for me: I heard every point."
