"""Replies to a candidate who asks about a mistake of theirs: first their own words, then what is right."""

from __future__ import annotations

from interviewer.conversation.debrief.denial import resting_on
from interviewer.conversation.debrief.relevant import wanted_words
from interviewer.conversation.phrases import notices
from interviewer.conversation.understanding.asked_words import asked_words, broad_words
from interviewer.grading.feedback.correction import point_corrected
from interviewer.grading.grade import CriterionVerdict, Grade
from interviewer.grading.merging import PassageFinder
from interviewer.grading.rubric.beliefs import told
from interviewer.grading.screening.taken_back import named_as_taken_back
from interviewer.grading.text.quotation import first_quote, quoted
from knowledge.schema import Question
from knowledge.text.alternatives import table

ABOUT = 0.5
"""Share of a request's words that a point, its correction and the mistaken words must have for the request to be about them
(a judgement)."""
_OF_MINE = table(
    (r"\bmy (?:idea|thinking|thought|guess|mistake|error|claim|reasoning)\b", "my idea was the other way round"),
    (r"\bi (?:said|thought|claimed|meant|wrote|believed|assumed)\b", "I thought it shrinks"),
    (r"\bwhat i (?:said|wrote|thought)\b", "what I wrote"),
    (r"\bi was wrong\b", "so I was wrong"),
)
"""Speaks of what the candidate said."""
_MINE = asked_words(
    "idea thinking thought guess mistake error claim reasoning said meant wrote believed assumed wrong right true false correct"
)


def told_mistake(question: Question, grade: Grade | None, request: str, passage: PassageFinder) -> str:
    """What the candidate said wrongly about what they now ask, and what is right; "" if it is not about a mistake of theirs."""
    if grade is None:
        return ""
    if item := mistake_asked_about(question, grade, request):
        return point_corrected(question, item, passage)
    wanted = _subject(request)
    for finding in grade.misconceptions:
        quote = finding.evidence[0].quote if finding.evidence else ""
        if quote and finding.correction and wanted and _share(wanted, quote, finding.correction) >= _bound(request):
            return told(finding)
    return ""


def told_too_late(question: Question, grade: Grade | None, text: str) -> str:
    """The reply to a message that takes something back once the question is closed: the grade stays, and what is right.

    Only a mistake that the message names, or the only one, can be meant. If it names words that earned a point, it is told
    that these are the ones it takes back.
    """
    if grade is None:
        return notices.CLOSED
    if credited := resting_on(grade, named_as_taken_back(text)):
        return notices.TAKEN_BACK_WORDS.format(quote=quoted(first_quote(credited[0])))
    wrong = [item for item in grade.criteria if item.called_wrong and first_quote(item)]
    item = mistake_asked_about(question, grade, text)
    if item is None and len({first_quote(each) for each in wrong}) == 1:
        item = max(wrong, key=lambda each: len(asked_words(each.claim) & asked_words(first_quote(each))))
    if item is not None:
        return f"{notices.TAKEN_BACK_LATE} {point_corrected(question, item)}"
    beliefs = [finding for finding in grade.misconceptions if finding.evidence and finding.correction]
    if not wrong and len(beliefs) == 1:
        return f"{notices.TAKEN_BACK_LATE} {told(beliefs[0])}"
    return notices.TAKEN_BACK_LATE


def mistake_asked_about(question: Question, grade: Grade, request: str) -> CriterionVerdict | None:
    """The contradicted point that a request is about, by the words they share; None if it is about none."""
    wrong = [item for item in grade.criteria if item.called_wrong and first_quote(item)]
    wanted = _subject(request)
    if not wrong:
        return None
    if not wanted:
        return wrong[0] if len(wrong) == 1 and _OF_MINE.search(request) else None
    stated = {criterion.id: criterion.in_reference for criterion in question.criteria}
    shares = [_share(wanted, item.claim, first_quote(item), stated.get(item.id, "")) for item in wrong]
    best = max(range(len(wrong)), key=shares.__getitem__)
    return wrong[best] if shares[best] >= _bound(request) else None


def _subject(request: str) -> frozenset[str]:
    return wanted_words(request) - _MINE - broad_words()


def _share(wanted: frozenset[str], *texts: str) -> float:
    return len(wanted & frozenset().union(*map(asked_words, texts))) / len(wanted)


def _bound(request: str) -> float:
    """The share from which a request is about a mistake: half as much if it speaks of what the candidate said."""
    return ABOUT / 2 if _OF_MINE.search(request) else ABOUT
