"""What to work on first: what cost most before the rest, whether it was missing or wrong."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.grading.grade import loss
from interviewer.grading.quotation import you_said
from interviewer.grading.reference import best_sentence
from interviewer.grading.spoken import in_sentence, said, unsaid
from interviewer.report.records import Priority, QuestionReport
from knowledge.schema import Bank

MOST_FIRST = 5
"""Points that are named first; more is a list that nobody works through. A judgement."""
MAX_STUDY_ITEMS = 5
STUDY_BELOW = 0.8
"""Score below which a question is worth studying again. A judgement."""


def first_points(questions: Sequence[QuestionReport], bank: Bank) -> tuple[Priority, ...]:
    """The points that cost most over all questions; of two that cost the same, what was said wrongly before what is missing."""
    found: list[tuple[float, Priority]] = []
    for item in questions:
        question = bank[item.question_id]
        rights = {point.claim: point for point in item.wrong}
        passages = {point.claim: point.passage for point in item.missed}
        for point in item.grade.criteria if item.grade else ():
            cost = loss(point)
            if point.claim in rights and point.contradicted:
                quote, right = rights[point.claim].quote, rights[point.claim].right
            elif point.claim in passages and cost > 0:
                quote, right = "", best_sentence(question, passages[point.claim], point.claim)
            else:
                continue
            priority = Priority(item.question_id, item.title, point.kind, point.claim, quote, right, point.weight)
            found.append((cost, priority))
    found.sort(key=lambda row: (-row[0], row[1].kind != "contradicted"))
    return tuple(priority for _, priority in found[:MOST_FIRST])


def advice(point: Priority) -> str:
    """A point to work on in one or two sentences, said to the candidate."""
    if point.kind == "contradicted":
        return f"{you_said(point.quote)} {point.right}".strip()
    lead = lacking(point.claim, half=point.kind == "partly_met")
    return f"{lead} From the reference answer: {point.right}" if point.right else lead


def lacking(claim: str, half: bool = False) -> str:
    """What is missing of a claim, said to the candidate and not in the words of a rubric."""
    return f"You got half of this: {in_sentence(claim)}." if half else f"{unsaid(claim)}."


def achieved(claim: str) -> str:
    """What was said of a claim, told to the candidate."""
    return f"{said(claim)}."


def study_plan(questions: Sequence[QuestionReport]) -> tuple[str, ...]:
    """What to study, the weakest question first; a skipped one counts as 0, one that was not graded is left out."""
    scored = [(q.score if q.score is not None else 0.0, q) for q in questions if q.score is not None or q.skipped]
    weak = sorted((row for row in scored if row[0] < STUDY_BELOW), key=lambda row: row[0])
    return tuple(_study_item(question) for _, question in weak[:MAX_STUDY_ITEMS])


def _study_item(question: QuestionReport) -> str:
    # both have the heaviest first
    claims = [point.claim for point in question.wrong] + [point.claim for point in question.missed]
    focus = f" Above all: {in_sentence(claims[0])}." if claims else ""
    if question.skipped and question.score is None:
        focus = " You skipped it, so start with the reference answer."
    source = f" Read {question.sources[0]}." if question.sources else ""
    return f"{question.title}.{focus}{source}"
