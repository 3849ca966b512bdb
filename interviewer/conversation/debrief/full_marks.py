"""What a full answer would have sounded like: the missing points, in words a candidate would use."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.grading.grade import CriterionVerdict, Grade, loss
from interviewer.grading.rubric.spoken import core, count_word
from interviewer.grading.text.quotation import quoted
from knowledge.schema import Criterion, Question
from knowledge.text.alternatives import any_of, table

MOST_POINTS = 3
"""How many points are given; a reply in the chat has no room for more. A judgement."""
FEWEST_WORDS, MOST_WORDS = 5, 30
"""Shortest and longest sentence that can be spoken as it is, in words (judgements)."""
_WRITTEN = re.compile(r"[$`|{}\\^_=<>√∑∂∇]|\|\||\w\(")
"""What is written but not spoken: formulas, code and tables."""
_FULL = any_of(
    "perfect, ideal, model, complete, top, best, great, strong, excellent, full, correct, right, reference, sample"
)
_ASKS = table(
    ("full (?:marks|score|credit|points)", "full marks"),
    (rf"{_FULL} (?:answer|response|reply|solution)", "a model answer"),
    ("100 ?%", "an answer worth 100%"),
    ("(?:a|an) (?:ten|10) out of (?:ten|10)", "a ten out of ten"),
    ("full answer", "the full answer"),
    before=r"\b",
)
"""Names an answer that is as good as can be."""
_REQUEST = table(
    (r"\b(?:what|how|show|give|tell|say|see|hear|read|explain|walk)\b.*", "Show me the ideal answer."),
    (r".*\?\W*$", "The ideal answer?"),
    (r"\W*(?:the |a |your )?\w+ (?:answer|solution)\W*(?:please\W*)?$", "A model answer, please."),
    flags=re.IGNORECASE | re.DOTALL,
)
"""Asks for something."""
_WHO = r"(?:i|one|you|somebody|someone|a (?:good|strong|perfect) candidate|an expert)"
_SAID = "(?:said|say|answer(?:ed)?|put|phrase[d]?|word(?:ed)?)"
_SHOULD = table(
    (
        rf"\b(?:what|how) (?:should|could|would|ought|might) {_WHO} (?:to )?(?:have )?{_SAID}\b",
        "What should I have said?",
    )
)
"""Asks what would have been a better answer."""
_ABOUT_THE_GRADE = table(
    (r".*\bwhy\b", "And why was it no full answer?"),
    (r"\W*(?:so\W+|and\W+|but\W+)*(?:did|do|didn['’]?t|have|was|is) (?:i|my|that|it|this)\b", "Did I get full marks?"),
)
"""Asks about the grade, and not about the answer."""


def asks_full_marks(text: str) -> bool:
    """Whether a message asks what a full answer would have been."""
    if _SHOULD.search(text):
        return True
    return bool(_ASKS.search(text) and _REQUEST.search(text)) and not _ABOUT_THE_GRADE.match(text)


def full_marks(question: Question, grade: Grade | None) -> str:
    """What was missing from a full answer, in a candidate's words, or that nothing was missing.

    Args:
        grade: None if the question was skipped; then all of it was missing.
    """
    asked = [criterion for criterion in question.criteria if not criterion.bonus] or list(question.criteria)
    rows = {item.id: item for item in grade.criteria} if grade else {}
    met = [criterion for criterion in asked if criterion.id in rows and rows[criterion.id].verdict == "met"]
    missing = [criterion for criterion in asked if criterion not in met]
    if not missing:
        return _beyond(question, rows)
    first = sorted(missing, key=lambda c: -(loss(rows[c.id]) if c.id in rows else c.weight))[:MOST_POINTS]
    words = " ".join(
        quoted(as_said(criterion), MOST_WORDS) + "." for criterion in question.criteria if criterion in first
    )
    more = " The rest is in the reference answer." if len(missing) > len(first) else ""
    if not met:
        return f"It would sound like this: {words}{more}"
    had = f"You had {count_word(len(met))} of {count_word(len(asked))}"
    return f"{had}; what was missing would sound like this: {words}{more}"


def as_said(criterion: Criterion) -> str:
    """A point as a candidate would say it: one of the bank's ways of making it, or its claim if each has a formula."""
    ways: Sequence[str] = criterion.satisfied_by
    spoken = [way for way in ways if FEWEST_WORDS <= len(way.split()) <= MOST_WORDS and not _WRITTEN.search(way)]
    said = spoken[0] if spoken else core(criterion.claim)
    return f"{said[:1].upper()}{said[1:]}"


def _beyond(question: Question, rows: dict[str, CriterionVerdict]) -> str:
    """That nothing was missing, and what would have gone beyond it."""
    told = "You had full marks: your answer made every point I was listening for."
    extra = [c for c in question.criteria if c.bonus and c.id in rows and rows[c.id].verdict != "met"]
    return f"{told} To go beyond it, you could add: {quoted(as_said(extra[0]), MOST_WORDS)}." if extra else told
