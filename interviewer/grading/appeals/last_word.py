"""Goes by the last thing a candidate said: a verdict that rests on retracted words is read again without them.

This applies to contradictions, so that nobody is held to what they took back, and to points that were made, since the last thing
said counts. A reply about a point that was called wrong is also read by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewer.grading.appeals.point_reader import PointReader
from interviewer.grading.appeals.pointing import placed
from interviewer.grading.appeals.put_right import LastWord, after_last_word
from interviewer.grading.grade import CREDIT, CriterionVerdict, Grade, MisconceptionFinding
from interviewer.grading.grader import Grader
from interviewer.grading.merging import PassageFinder, with_verdicts
from interviewer.grading.screening.silence import says_nothing
from interviewer.grading.screening.taken_back import Challenge, TakenBack, corrects_itself, left_since, taken_back
from interviewer.grading.text.evidence import MAX_GRADED_CHARACTERS, readable
from interviewer.llm.usage import Usage
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
    *,
    passage: PassageFinder | None = None,
    said: Sequence[str] = (),
    challenge: Challenge | None = None,
    since: int = 0,
) -> Grade:
    """The grade without penalties and points for words the candidate retracted, and without contradictions that the last
    message corrects.

    Does not call the judge if nothing was retracted or held against the candidate, or if no verdict rests on it.

    Args:
        said: What the interviewer said about the question besides asking it.
        challenge: The words that the last message replies to, if the interviewer held them against the candidate.
        since: Where the last message begins, 0 if it is the only one; the challenge's place counts if there is one.
    """
    text = readable(answer)
    back = taken_back(text, challenge)
    settled, heard, usage = _without_retracted(grader, question, text, grade, back, said)
    since = challenge.since if challenge else since
    corrects = bool(since) and corrects_itself(text[since:], challenged=challenge is not None)
    for item in settled if since and not says_nothing(text[since:]) else ():
        asked = challenge is not None and challenge.point == item.id
        if not _may_be_put_right(item, back, since, asked, corrects):
            continue
        last = LastWord(left_since(text, back, since), corrects, asked)
        reader = PointReader(grader, question, item.id, said)
        after = after_last_word(item, text, last, reader.read)
        usage += reader.spent
        settled = tuple(after if other.id == item.id else other for other in settled)
    if settled == grade.criteria and len(heard) == len(grade.misconceptions):
        return replace(grade, usage=grade.usage + usage)
    cut = len(answer) > MAX_GRADED_CHARACTERS
    settled_grade = with_verdicts(
        question, grade=grade, criteria=settled, heard=heard, passage=passage, cut=cut, answer=text
    )
    return replace(settled_grade, usage=grade.usage + usage)


def _without_retracted(
    grader: Grader, question: Question, text: str, grade: Grade, back: TakenBack, said: Sequence[str]
) -> tuple[tuple[CriterionVerdict, ...], tuple[MisconceptionFinding, ...], Usage]:
    """The verdicts and beliefs that don't rest on retracted words, and what reading without these cost."""
    charged = [item for item in grade.criteria if back.spans and _rests_on(item, back)]
    heard = tuple(m for m in grade.misconceptions if not back.spans or not all(back.covers(e) for e in m.evidence))
    ids = {item.id for item in charged}
    fresh = grader.grade(question, back.rest, only=ids, said=said) if ids and back.rest else None
    settled = {item.id: _settled(item, fresh, text) for item in charged}
    criteria = tuple(settled.get(item.id, item) for item in grade.criteria)
    return criteria, heard, fresh.usage if fresh else Usage()


def _may_be_put_right(item: CriterionVerdict, back: TakenBack, since: int, asked: bool, corrects: bool) -> bool:
    """Whether the last message may correct what counts as contradicting a point: earlier words, or its own correction."""
    if not item.contradicted or item.drawn or not (asked or corrects):
        return False
    return all(e.end <= since for e in item.evidence) or (corrects and all(back.covers(e) for e in item.evidence))


def _rests_on(item: CriterionVerdict, back: TakenBack) -> bool:
    if item.drawn or not item.evidence:
        return False
    if item.contradicted:
        return all(back.covers(e) for e in item.evidence)
    # a computed point takes corrections into account anyway; what a correction says in the same sentence remains valid
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
