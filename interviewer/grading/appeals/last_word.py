"""Honours a candidate's last word: a verdict that rests on something retracted is read once more without it.

A contradiction, so that nobody is held to what they took back; and a point that was made, since the last word counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewer.grading.appeals.pointing import placed
from interviewer.grading.grade import CREDIT, CriterionVerdict, Grade
from interviewer.grading.grader import Grader
from interviewer.grading.merging import PassageFinder, with_verdicts
from interviewer.grading.screening.taken_back import Challenge, TakenBack, taken_back
from interviewer.grading.text.evidence import MAX_GRADED_CHARACTERS, readable
from knowledge.schema import Question

TAKEN_BACK = "you took back what contradicted this point"
UNCLEAR_AND_TAKEN_BACK = "you took back what was said about this point"
MADE_AND_TAKEN_BACK = "you took back what made this point"
"""The reasons for a verdict that has no basis left once the words are withdrawn."""


def held_to_last_word(
    grader: Grader,
    question: Question,
    answer: str,
    grade: Grade,
    passage: PassageFinder | None = None,
    said: Sequence[str] = (),
    challenge: Challenge | None = None,
) -> Grade:
    """The grade without penalties and points for words the candidate retracted.

    Calls no judge if nothing was taken back, or if no verdict rests on it.

    Args:
        said: What the interviewer said about the question besides asking it.
        challenge: The words that the last message replies to, if the interviewer held them against the candidate.
    """
    text = readable(answer)
    back = taken_back(text, challenge)
    if not back.spans:
        return grade
    charged = [item for item in grade.criteria if _rests_on(item, back)]
    heard = tuple(m for m in grade.misconceptions if not all(back.covers(e) for e in m.evidence))
    if not charged and len(heard) == len(grade.misconceptions):
        return grade
    ids = {item.id for item in charged}
    fresh = grader.grade(question, back.rest, only=ids, said=said) if ids and back.rest else None
    settled = {item.id: _settled(item, fresh, text) for item in charged}
    criteria = tuple(settled.get(item.id, item) for item in grade.criteria)
    cut = len(answer) > MAX_GRADED_CHARACTERS
    settled_grade = with_verdicts(question, grade, criteria, heard, passage, cut, text)
    return replace(settled_grade, usage=grade.usage + fresh.usage if fresh else grade.usage)


def _rests_on(item: CriterionVerdict, back: TakenBack) -> bool:
    if item.drawn or not item.evidence:
        return False
    if item.contradicted:
        return all(back.covers(e) for e in item.evidence)
    # a computed point follows corrections by itself; what a correction says in the same sentence stands
    return bool(CREDIT.get(item.verdict)) and not item.computed and all(back.withdraws(e) for e in item.evidence)


def _settled(item: CriterionVerdict, fresh: Grade | None, text: str) -> CriterionVerdict:
    """The point's verdict without the retracted words; not met if it can't be read or nothing is left."""
    again = placed(fresh.criterion(item.id), text, "") if fresh else None
    reason = TAKEN_BACK if item.called_wrong else UNCLEAR_AND_TAKEN_BACK if item.contradicted else MADE_AND_TAKEN_BACK
    if again is None or again.verdict == "ungraded":
        return replace(
            item, verdict="not_met", contradicted=False, evidence=(), probability=0.0, reason=reason, computed=False
        )
    return again if again.verdict != "not_met" or again.contradicted else replace(again, reason=reason, computed=False)
