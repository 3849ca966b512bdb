"""What to work on first: the points that cost most, whether missing or wrong."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from interviewer.grading.feedback.wordings import FROM_THE_REFERENCE
from interviewer.grading.grade import loss
from interviewer.grading.rubric.beliefs import reading, right
from interviewer.grading.rubric.reference import best_sentence
from interviewer.grading.rubric.spoken import in_sentence, unsaid
from interviewer.grading.text.quotation import you_said
from interviewer.report.records import Priority, QuestionReport
from interviewer.report.unanswered import NEVER_ANSWERED, SKIPPED, TIME_RAN_OUT
from interviewer.report.verdicts import beliefs_left
from knowledge.schema import Bank

MOST_FIRST = 5
"""Most points to work on first; nobody works through a longer list. A judgement."""
MOST_UNANSWERED = 2
"""Most unanswered questions among them: answers teach more, however many questions were skipped. A judgement."""
MAX_STUDY_ITEMS = 5
"""Most questions named for study; more are no priority. By hand."""
STUDY_BELOW = 0.8
"""Score below which a question is worth studying again. A judgement."""


UNANSWERED: Final = "unanswered"
_LEFT: Mapping[str, str] = MappingProxyType(
    {
        SKIPPED: "You skipped this question. Start with the reference answer, then try it again.",
        TIME_RAN_OUT: "You set this question aside, and time ran out before you came back to it. Try it again.",
        NEVER_ANSWERED: "You set this question aside, and the interview ended before you came back to it. Try it again.",
    }
)


def first_points(questions: Sequence[QuestionReport], bank: Bank) -> tuple[Priority, ...]:
    """The costliest points and unanswered questions of the interview.

    Of two points that cost the same, a mistake comes before an omission.
    """
    found = _unanswered(questions, bank)[:MOST_UNANSWERED]
    for item in questions:
        question = bank[item.question_id]
        rights = {point.claim: point for point in item.wrong}
        passages = {point.claim: point.passage for point in item.missed}
        for point in item.grade.criteria if item.grade else ():
            cost = loss(point)
            if point.claim in rights and point.called_wrong:
                wrong = rights[point.claim]
                quote, told, unsure = wrong.quote, wrong.right, False
            elif point.claim in passages and cost > 0:
                quote, told, unsure = "", best_sentence(question, passages[point.claim], point.claim), point.uncertain
            else:
                continue
            priority = Priority(
                item.question_id,
                title=item.title,
                kind=point.kind,
                claim=point.claim,
                quote=quote,
                right=told,
                weight=point.weight,
                unsure=unsure,
            )
            found.append((cost, priority))
        found += _beliefs(item, bank)
    found.sort(key=lambda row: (-row[0], row[1].kind != "contradicted"))
    return tuple(priority for _, priority in found[:MOST_FIRST])


def _beliefs(item: QuestionReport, bank: Bank) -> list[tuple[float, Priority]]:
    """The wrong beliefs that cost something, which are points of no list otherwise, with what they took off the question."""
    whole = float(sum(criterion.weight for criterion in bank[item.question_id].criteria))
    found = []
    for belief in beliefs_left(item):
        if belief.penalty:
            quote = belief.evidence[0].quote if belief.evidence else ""
            told = f"{reading(belief.claim)} {right(belief.correction, belief.claim)}".strip()
            cost = belief.penalty * whole
            found.append(
                (
                    cost,
                    Priority(
                        item.question_id,
                        title=item.title,
                        kind="contradicted",
                        claim=belief.correction,
                        quote=quote,
                        right=told,
                        weight=cost,
                    ),
                )
            )
    return found


def _unanswered(questions: Sequence[QuestionReport], bank: Bank) -> list[tuple[float, Priority]]:
    """The questions that earned nothing because they were not answered, with what all their points would have earned."""
    found = []
    for item in questions:
        if item.unanswered:
            worth = float(sum(criterion.weight for criterion in bank[item.question_id].criteria))
            found.append(
                (
                    worth,
                    Priority(
                        item.question_id,
                        title=item.title,
                        kind=UNANSWERED,
                        claim=item.unanswered,
                        quote="",
                        right="",
                        weight=worth,
                    ),
                )
            )
    return sorted(found, key=lambda row: -row[0])


def advice(point: Priority) -> str:
    """A point to work on, in one or two sentences addressed to the candidate."""
    if point.kind == UNANSWERED:
        return _LEFT.get(point.claim, _LEFT[SKIPPED])
    if point.kind == "contradicted":
        return f"{you_said(point.quote)} {point.right}".strip()
    lead = lacking(point.claim, half=point.kind == "partly_met", unsure=point.unsure)
    return f"{lead} {FROM_THE_REFERENCE} {point.right}" if point.right else lead


def lacking(claim: str, half: bool = False, unsure: bool = False) -> str:
    """What is missing from a claim, addressed to the candidate and not in the words of a rubric.

    Args:
        unsure: Whether the answer may make the point after all, so that candidates are not told that they didn't.
    """
    if half:
        return f"You got half of this: {in_sentence(claim)}."
    return f"I couldn't tell whether you made this point: {in_sentence(claim)}." if unsure else f"{unsaid(claim)}."


def study_plan(questions: Sequence[QuestionReport], first: Sequence[Priority] = ()) -> tuple[str, ...]:
    """What to study, the weakest question first; a skipped one counts as 0, and an ungraded one is left out.

    Args:
        first: The points to work on first, which are listed above it and not named again.
    """
    scored = [(q.score if q.score is not None else 0.0, q) for q in questions if q.score is not None or q.skipped]
    weak = sorted((row for row in scored if row[0] < STUDY_BELOW), key=lambda row: row[0])
    named = {(point.question_id, point.claim) for point in first}
    return tuple(_study_item(question, named) for _, question in weak[:MAX_STUDY_ITEMS])


def _study_item(question: QuestionReport, named: Collection[tuple[str, str]]) -> str:
    # both lists have the heaviest first
    claims = [point.claim for point in question.wrong] + [point.claim for point in question.missed]
    focus = (
        f" Above all: {in_sentence(claims[0])}." if claims and (question.question_id, claims[0]) not in named else ""
    )
    if question.skipped and question.score is None:
        how = "skipped" if question.outcome == SKIPPED else "set"
        focus = f" You {how} it{'' if how == 'skipped' else ' aside'}, so start with the reference answer."
    source = f" Read {question.sources[0]}." if question.sources else ""
    return f"{question.title}.{focus}{source}"
