"""The status of a point while its question is open: what was said towards it, and what is still missing.

The claim itself is never revealed. For what is missing, the bank's own follow-up is asked, which gives nothing away.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from interviewer.conversation.debrief.reasons import numbered_point
from interviewer.conversation.probing.numbering import number_of
from interviewer.conversation.state.state import QuestionAttempt
from interviewer.grading.grade import CriterionVerdict, Grade, loss
from interviewer.grading.rubric.beliefs import as_point, contestable
from interviewer.grading.text.paragraphs import has_break
from interviewer.grading.text.quotation import first_quote, quoted
from interviewer.grading.text.words import content_words
from knowledge.probes import probe_at
from knowledge.schema import Question
from knowledge.text.alternatives import table

FEWEST_REPEATED = 2
"""Fewest words of a contradicted point that a message about it repeats. A judgement."""
_CONTRADICTION = re.compile(r"\bcontradict|\bcontrary\b|\bthe opposite\b", re.IGNORECASE)
"""Speaks of a contradiction."""
_OPEN_POINT = re.compile(r"\b(?:open|missing|unmet)\b", re.IGNORECASE)
"""Speaks of an open point, so that a contradiction is not what is meant."""
_ASKED_BEFORE = table(
    (r"\b(?:open|missing|unmet|still|not (?:met|enough|counted?))\b", "Why is it still open?"),
    (r"n['’]?t\b[^?]{0,30}\b(?:met|enough|counted?)\b", "Why wasn't that enough?"),
)
"""Speaks of a point as open, so that it must have been asked for before."""


def point_meant(
    attempt: QuestionAttempt, grade: Grade, text: str, question: Question, beliefs: bool = False
) -> CriterionVerdict:
    """The point that a message about an open question is about: the first of these that there is.

    1. The one it numbers.
    2. A contradicted one or a wrong belief whose words it repeats.
    3. The one asked for before, if a message that speaks of a point as open comes before any reply to the latest follow-up.
    4. The one being asked for.
    5. The open one whose claim shares most words with it, and of equal ones the costliest.

    Args:
        beliefs: Whether wrong beliefs are named while the question is open, so that one can be meant.
    """
    if numbered := numbered_point(grade, text, closed=attempt.closed):
        return numbered
    known = {criterion.id for criterion in question.criteria}
    charged = known | {belief.id for belief in question.misconceptions} if beliefs else known
    if wrong := _contradicted_in(grade, text, charged):
        return wrong
    if _ASKED_BEFORE.search(text) and (before := _asked_before(attempt, grade, known)):
        return before
    asked = [item for item in grade.criteria if item.id == attempt.probing and item.id in known]
    if asked:
        return asked[0]
    words = content_words(text)
    items = [item for item in grade.criteria if loss(item) > 0 and item.id in known] or list(grade.criteria)
    return max(items, key=lambda item: (len(words & content_words(item.claim)), loss(item)))


def _asked_before(attempt: QuestionAttempt, grade: Grade, known: Collection[str]) -> CriterionVerdict | None:
    """The open point that was asked for before the one being asked for: "that point is still open" was said of it."""
    asked = attempt.probed[attempt.withdrawn :]
    if len(asked) < 2 or asked[-1] != attempt.probing or asked[-2] == attempt.probing:
        return None
    return next((i for i in grade.criteria if i.id == asked[-2] and i.id in known and i.verdict != "met"), None)


def _contradicted_in(grade: Grade, text: str, known: Collection[str]) -> CriterionVerdict | None:
    """The contradicted point or belief whose words or quote a message repeats; if it speaks of a contradiction, any of them."""
    words = content_words(text)

    def repeated(item: CriterionVerdict) -> int:
        return len(words & content_words(f"{item.claim} {first_quote(item)}"))

    wrong = [item for item in contestable(grade) if item.contradicted and item.id in known]
    best = max(wrong, key=lambda item: (repeated(item), item.weight), default=None)
    if best is None:
        return None
    speaks = _CONTRADICTION.search(text) and not _OPEN_POINT.search(text)
    return best if speaks or repeated(best) >= FEWEST_REPEATED else None


def belief_told(attempt: QuestionAttempt, grade: Grade, question: Question) -> CriterionVerdict | None:
    """The one wrong belief that was told while the question is open, as a point; None if there is none, or several.

    Those of the first message are kept for the close.
    """
    known = {belief.id for belief in question.misconceptions}
    later = [m for m in grade.misconceptions if m.id in known and m.evidence]
    told = [m for m in later if has_break(attempt.answer[: m.evidence[0].start])]
    return as_point(told[0]) if len(told) == 1 else None


def standing(question: Question, attempt: QuestionAttempt, item: CriterionVerdict) -> str:
    """What was heard for a point and what is still missing, in two sentences at most."""
    heard = first_quote(item)
    if any(belief.id == item.id for belief in question.misconceptions):
        return f"{item.reason} If I misread you, tell me what you meant."
    if item.verdict == "met":
        return f"That one isn't open any more: I heard {quoted(heard)}." if heard else "That one isn't open any more."
    if item.verdict == "ungraded":
        return "I couldn't read your answer for that point, so it doesn't count against you."
    missing = _missing(question, attempt, item)
    if item.called_wrong and heard:
        return (
            f"I heard {quoted(heard)}, and that contradicts this point. "
            f"If I misread you, tell me what you meant. {missing}"
        )
    if heard and item.uncertain:
        return f"I heard {quoted(heard)}, but I can't tell for sure that it makes this point. {missing}"
    if heard:
        return f"I heard {quoted(heard)}, and that's part of it. {missing}"
    return f"I haven't heard anything for that point yet. {missing}"


def _missing(question: Question, attempt: QuestionAttempt, item: CriterionVerdict) -> str:
    criterion = next((c for c in question.criteria if c.id == item.id and c.probe), None)
    if criterion is None:
        return "Say it once more in your own words."
    probe = probe_at(criterion, number_of(attempt, item.id, question))
    return f"What I'm still missing is the answer to this: {probe}"
