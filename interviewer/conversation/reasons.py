"""Why a closed question got its grade: the points that a candidate asks about, each with its claim and the reason."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.conversation import notices
from interviewer.grading.grade import CriterionGrade, Grade, loss, verdict_words
from interviewer.grading.quotation import first_quote, quoted
from interviewer.grading.spoken import point
from interviewer.grading.words import content_words

MOST_POINTS = 3
"""Points that are explained at once, where none is named; a judgement."""
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_NUMBER = re.compile(
    rf"\b(?:(?P<ordinal>{'|'.join(_ORDINALS)}|last)\s+(?:point|one|criterion|verdict|part)"
    r"|(?:point|criterion|verdict|number)\s*#?(?P<digit>[1-9]))\b",
    re.IGNORECASE,
)

_WHY = re.compile(
    r"\W*(?:(?:but|and|so|ok(?:ay)?|hm+|well|wait|sorry|right)\W+)*(?:why|how come|how so|what(?:['’]s| is| was) wrong)\b",
    re.IGNORECASE,
)
_OF_A_GRADE = content_words(
    "why how come what went wrong not met partly missing missed open contradicted verdict grade graded score marks point points criterion"
    " part one count counted credit lose lost answer question get got give given say said mean reason really exactly first second third"
    " fourth fifth sixth seventh eighth last number only just did didn't was wasn't is isn't so me my I you explain tell low bad"
)
"""Words that a question about a grade consists of; any other word is of a subject."""


def asks_why(request: str) -> bool:
    """Whether a message about a closed question opens as a why does."""
    return bool(_WHY.match(request))


def is_of_the_grade(grade: Grade | None, request: str) -> bool:
    """Whether a why is about the grade: it names a point of it, or no subject at all. Else it is about the subject."""
    return grade is None or bool(named_points(grade, request)) or not content_words(request) - _OF_A_GRADE


def explained(grade: Grade | None, request: str) -> str:
    """Why the grade is what it is, in a few lines.

    Args:
        grade: None where the question was skipped.
        request: The candidate's words; a point that they name is explained alone.
    """
    if grade is None:
        return notices.NO_GRADE
    named = named_points(grade, request)
    points = named or sorted((item for item in grade.criteria if loss(item) > 0), key=loss, reverse=True)[:MOST_POINTS]
    lines = [_line(item) for item in points]
    if not named:
        lines += [f"- One thing to correct: {finding.correction}" for finding in grade.misconceptions]
    return "\n".join(lines) or notices.NOTHING_LOST


def named_points(grade: Grade, request: str) -> Sequence[CriterionGrade]:
    """The point that a request names, by its number or by words that it shares with one claim more than with others."""
    if numbered := numbered_point(grade, request):
        return [numbered]
    words = content_words(request)
    shared = [len(words & content_words(item.claim)) for item in grade.criteria]
    most = max(shared, default=0)
    return [grade.criteria[shared.index(most)]] if most and shared.count(most) == 1 else ()


def numbered_point(grade: Grade, request: str) -> CriterionGrade | None:
    """The point that a request numbers, as in "the second point"; None where it numbers none that there is."""
    found = _NUMBER.search(request)
    if found is None:
        return None
    ordinal = (found["ordinal"] or "").lower()
    count = len(grade.criteria)
    number = count if ordinal == "last" else int(found["digit"] or _ORDINALS.index(ordinal) + 1)
    return next(iter(grade.criteria[number - 1 : number]), None)


def _line(item: CriterionGrade) -> str:
    if item.verdict == "met" and not item.contradicted:
        quote = first_quote(item)
        return f"- You have this one: {point(item.claim).rstrip('.')}." + (
            f" I counted {quoted(quote)}." if quote else ""
        )
    reason = f" {item.reason[:1].upper()}{item.reason[1:].rstrip('.')}." if item.reason else ""
    return f"- {point(item.claim).rstrip('.')}: **{verdict_words(item.kind)}**.{reason}"
