"""Replies to "was everything I said right?": only the points were checked, and the reply says so."""

from __future__ import annotations

from interviewer.conversation.debrief.not_clear import in_question, not_clear
from interviewer.conversation.phrases import notices
from interviewer.grading.feedback.correction import point_corrected
from interviewer.grading.grade import Grade
from interviewer.grading.rubric.beliefs import corrected
from interviewer.grading.rubric.spoken import count_word
from interviewer.grading.text.quotation import first_quote
from knowledge.schema import Question
from knowledge.text.alternatives import any_of, table

MOST_CORRECTED = 3
"""How many mistakes to list at once; nobody listens to a longer list. A judgement."""
_RIGHT = any_of("correct, right, true, accurate, fine, okay, ok, wrong, false, incorrect, mistaken, good")
_ALL = any_of(
    "everything, every (?:word|thing|sentence), all, anything, any of (?:it|that|this|what), the rest, the whole (?:thing|answer)"
)
_BIT = any_of("bit, part, sentence, remark, claim, statement, thing")
_ASKS = table(
    (
        rf"\b(?:was|were|is|are|am)\b[^?.!]{{0,20}}\b{_ALL}\b[^?!]{{0,60}}\b{_RIGHT}\b",
        "Was everything I said correct?",
    ),
    (
        rf"\b(?:so )?{_ALL}\b[^?.!]{{0,40}}\b(?:was|were|is|are)\b[^?.!]{{0,20}}\b{_RIGHT}\b[^?.!]{{0,60}}\?",
        "So all of that was right?",
    ),
    (
        rf"\b(?:was|were|is|are)\b (?:the|my) {_BIT}s? (?:about|on|with|that)\b[^?.!]{{0,60}}\b{_RIGHT}\b",
        "Was the bit about momentum true?",
    ),
)
"""Asks whether all of something is right, or one part of it."""
_OF_MINE = table(
    ("i (?:just |had )?(?:said|wrote|told|mentioned|claimed|gave|answered|put)", "what I just said"),
    ("my|of (?:it|that|this)", "all of it"),
    ("the (?:bit|part|rest|whole)", "the rest"),
    before=r"\b",
    after=r"\b",
)
"""Speaks of the answer. "Are all initialisations good for ReLU?" does not."""


def asks_if_all_is_right(text: str) -> bool:
    """Whether a message asks if all of the answer is right, or a remark in it that makes no point."""
    return bool(_ASKS.search(text) and _OF_MINE.search(text))


def told_if_all_is_right(question: Question, grade: Grade | None) -> str:
    """What was checked and what was wrong with it; nothing else was checked.

    Args:
        grade: None if the question was skipped.
    """
    if grade is None:
        return notices.NO_GRADE
    number = len(grade.criteria)
    checked = "the one point" if number == 1 else f"the {count_word(number)} points"
    wrong = [item for item in grade.criteria if item.called_wrong and first_quote(item)]
    told = [point_corrected(question, item) for item in wrong[:MOST_CORRECTED]]
    told += [corrected(finding) for finding in grade.misconceptions if finding.correction]
    found = list(dict.fromkeys(told))[:MOST_CORRECTED]
    found += map(not_clear, in_question(grade)[: MOST_CORRECTED - len(found)])
    heard = " ".join(found) or "I heard nothing that contradicts them."
    return (
        f"All I check is {checked} of this question and the usual mistakes about it. {heard} "
        "The rest of what you said I didn't check, so I can't tell you whether it's right."
    )
