"""The score of some verdicts, and the grade after some of them changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from interviewer.grading.feedback.feedback import write_feedback
from interviewer.grading.grade import (
    CREDIT,
    RANK,
    CriterionVerdict,
    Grade,
    MisconceptionFinding,
    Verdict,
    weighted_score,
)
from interviewer.grading.rubric.beliefs import charged
from interviewer.grading.rubric.rubric import holds_several_points
from knowledge.schema import Question

PassageFinder = Callable[[Question, str], str]
"""Gives the passage of a question's reference answer nearest to a text."""


def score_of(
    question: Question, criteria: Sequence[CriterionVerdict], heard: Sequence[MisconceptionFinding] = ()
) -> float:
    """The score of some verdicts, 0..1: their weighted mean (1, 1/2, 0), less what misconceptions cost.

    If a claim contains several points, like a whole reference answer, "partly met" can mean a third of them or nearly all. It
    then earns the mean of one half and the share that seems to be covered: the share orders answers better, but is often too
    low for people whose style the judge was not trained on.
    """

    def credit(item: CriterionVerdict) -> float:
        share = _holds_a_share(question, item)
        return credit_of_whole(item.verdict, item.probability) if share else CREDIT[item.verdict]

    return weighted_score(tuple(criteria), sum(m.penalty for m in heard), credit)


def credit_of_whole(verdict: Verdict, p: float) -> float:
    """What the verdict on a claim with several points earns, 0..1; ``p`` is the share that seems to be covered."""
    return (CREDIT[verdict] + p) / 2 if verdict == "partly_met" else CREDIT[verdict]


def _holds_a_share(question: Question, item: CriterionVerdict) -> bool:
    asked = (c for c in question.criteria if c.id == item.id)
    return item.verdict == "partly_met" and any(holds_several_points(question, criterion) for criterion in asked)


def merge_grades(
    question: Question,
    before: Grade,
    after: Grade,
    *,
    new_from: int = 0,
    passage: PassageFinder | None = None,
    cut: bool = False,
    corrected: bool = False,
    answer: str = "",
) -> Grade:
    """The grade after some criteria were graded again with a longer answer.

    Added words lower a criterion only if they clearly contradict it, and one that could not be judged again keeps its verdict.
    A point that is called wrong stays so unless it is clearly corrected.

    Args:
        new_from: Where the added words begin; a verdict changes only on evidence that reaches into them, so that an empty
            reply cannot raise an earlier verdict.
        passage: See ``write_feedback``, also for ``cut`` and ``answer``.
        corrected: Whether the added words take something back.
    """
    fresh = {item.id: item for item in after.criteria}

    def settled(item: CriterionVerdict) -> CriterionVerdict:
        new = fresh.get(item.id)
        if new is None:
            return item
        asked_about = new.contradicted and item.verdict == "not_met"
        if not (new.called_wrong or asked_about or RANK[new.verdict] > RANK[item.verdict]):
            return item
        if item.called_wrong and not (new.called_wrong or corrected or (new.verdict == "met" and not new.uncertain)):
            return item
        said_now = any(evidence.end > new_from for evidence in new.evidence)
        return new if said_now or item.verdict == "ungraded" else item

    criteria = tuple(settled(item) for item in before.criteria)
    known = {m.id for m in before.misconceptions}
    # what was read before and not charged, or no longer is, is not charged because something else was said
    said_now = [m for m in after.misconceptions if not before.judged or any(e.end > new_from for e in m.evidence)]
    new = tuple(m for m in said_now if m.id not in known)
    merged = with_verdicts(
        question,
        grade=before,
        criteria=criteria,
        heard=before.misconceptions + new,
        passage=passage,
        cut=cut,
        answer=answer,
    )
    return replace(
        merged,
        judge=before.judge if before.judge == after.judge else f"{before.judge}, {after.judge}",
        prompt_version=after.prompt_version or before.prompt_version,
        usage=before.usage + after.usage,
    )


def with_criterion(
    question: Question,
    grade: Grade,
    settled: CriterionVerdict,
    passage: PassageFinder | None = None,
    cut: bool = False,
    answer: str = "",
) -> Grade:
    """The grade with the verdict on one criterion replaced, and with a new score and new feedback.

    Args:
        passage: See ``write_feedback``, also for ``cut`` and ``answer``.
    """
    criteria = tuple(settled if item.id == settled.id else item for item in grade.criteria)
    return with_verdicts(
        question, grade=grade, criteria=criteria, heard=grade.misconceptions, passage=passage, cut=cut, answer=answer
    )


def with_verdicts(
    question: Question,
    grade: Grade,
    criteria: Sequence[CriterionVerdict],
    heard: Sequence[MisconceptionFinding],
    passage: PassageFinder | None = None,
    cut: bool = False,
    answer: str = "",
) -> Grade:
    """The grade with other verdicts and beliefs, and with a new score and new feedback.

    Args:
        passage: See ``write_feedback``, also for ``cut`` and ``answer``.
    """
    held = charged(question, criteria, heard)
    settled = replace(grade, score=score_of(question, criteria, held), criteria=tuple(criteria), misconceptions=held)
    return settled.with_remarks(write_feedback(question, criteria, held, passage, cut, answer))
