"""Hears an appeal against a wrong belief: its words are read again, by themselves and with the words around them.

A belief is held against the candidate, so it is kept only if every reading finds it again; in doubt it is dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewer.grading.appeals.outcome import AppealOutcome
from interviewer.grading.appeals.pointing import pointed_at
from interviewer.grading.grade import CREDIT, CriterionVerdict, Grade, MisconceptionFinding
from interviewer.grading.grader import Grader
from interviewer.grading.merging import PassageFinder, with_verdicts
from interviewer.grading.rubric.beliefs import told
from interviewer.grading.screening.taken_back import taken_back
from interviewer.grading.text.evidence import MAX_GRADED_CHARACTERS, locate, readable
from interviewer.llm.usage import Usage
from knowledge.schema import Question


def hear_belief(
    grader: Grader,
    question: Question,
    answer: str,
    grade: Grade,
    belief: MisconceptionFinding,
    argument: str,
    *,
    passage: PassageFinder | None = None,
    said: Sequence[str] = (),
) -> AppealOutcome:
    """Read the words that a wrong belief rests on again.

    Args:
        said: What the interviewer said about the question besides asking it.
    """
    stands, spent = _heard_again(grader, question, answer, belief, argument, said)
    after = grade
    if stands is False:
        criteria, more = _points_again(grader, question, answer, grade, said)
        after, spent = _without(question, answer, grade, belief.id, criteria, passage), spent + more
    return AppealOutcome(
        grade=replace(after, usage=grade.usage + spent),
        before="not_met",
        after="not_met",
        upheld=stands is False,
        decided=stands is not None,
        explanation=_outcome_told(belief, grade, after, stands),
    )


def _heard_again(
    grader: Grader,
    question: Question,
    answer: str,
    finding: MisconceptionFinding,
    argument: str,
    said: Sequence[str],
) -> tuple[bool | None, Usage]:
    """Whether each reading finds a belief again, and what the readings cost; None if the answer could not be read."""
    text = readable(answer)
    stands = taken_back(text).rest or text
    places = [place for e in finding.evidence if (place := locate(e.quote, stands))]
    spent = Usage()
    if not places:  # the words were taken back
        return False, spent
    for words in dict.fromkeys((pointed_at(stands, readable(argument), places), *(e.quote for e in places))):
        fresh = grader.grade(question, words, said=said)
        spent += fresh.usage
        if not fresh.judged:
            return None, spent
        if all(m.id != finding.id for m in fresh.misconceptions):
            return False, spent
    return True, spent


def _points_again(
    grader: Grader, question: Question, answer: str, grade: Grade, said: Sequence[str]
) -> tuple[tuple[CriterionVerdict, ...], Usage]:
    """The verdicts after a belief is dropped, and what reading them cost: before that, its words could not make a point."""
    unsure = {c.id for c in grade.criteria if c.verdict == "not_met" and c.uncertain and not (c.evidence or c.denied)}
    if not unsure or taken_back(readable(answer)).spans:
        return grade.criteria, Usage()
    fresh = grader.grade(question, answer, unsure, said=said)
    found = {item.id: item for item in fresh.criteria if CREDIT.get(item.verdict)}
    return tuple(found.get(item.id, item) if item.id in unsure else item for item in grade.criteria), fresh.usage


def _without(
    question: Question,
    answer: str,
    grade: Grade,
    belief_id: str,
    criteria: Sequence[CriterionVerdict],
    passage: PassageFinder | None,
) -> Grade:
    """The grade without a belief, with a new score and new feedback."""
    heard = tuple(m for m in grade.misconceptions if m.id != belief_id)
    cut = len(answer) > MAX_GRADED_CHARACTERS
    return with_verdicts(
        question, grade=grade, criteria=criteria, heard=heard, passage=passage, cut=cut, answer=readable(answer)
    )


def _outcome_told(finding: MisconceptionFinding, before: Grade, after: Grade, stands: bool | None) -> str:
    """The outcome of an appeal against a belief, in a few sentences."""
    if stands is None:
        return "I couldn't read it again just now. It stays as it is for now; please try again later."
    if stands:
        return f"I read those words again, and I still read them the same way. {told(replace(finding, penalty=1.0))}"
    score = f" The grade goes from {before.score:.0%} to {after.score:.0%}." if before.score != after.score else ""
    return f"You are right. I've read it again, and your answer doesn't say that, so I no longer hold it against you.{score}"
