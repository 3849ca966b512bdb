"""Replies to questions about the grade of a question that is still open: a coach shows it, so can say what earned it.

For points that are still open see ``standing.py``: their claims are not revealed.
"""

from __future__ import annotations

from interviewer.conversation.debrief.grade_talk import points_made
from interviewer.conversation.debrief.moved import moves
from interviewer.conversation.debrief.reasons import named_points, told_alone
from interviewer.conversation.debrief.standing import standing
from interviewer.conversation.phrases import notices
from interviewer.conversation.state.state import InterviewState
from interviewer.conversation.understanding.intent import is_long
from knowledge.schema import Bank
from knowledge.text.alternatives import table

_SCORE = r"(?:high |low |good |bad |full )?(?:score|grade|marks?|percentage|rating)"
_GRADE = (
    r"(?:\d{1,3} ?(?:%|per ?cent)|full (?:marks|score|credit|points)|(?:all|every|so (?:many|few)|no) (?:the )?points?"
    rf"|(?:the|that|this|my|a) {_SCORE}|so (?:high|low))"
)
"""A grade, by its number or otherwise: "60%", "no points", "such a low score"."""
_ASKS = table(
    (rf"\b(?:how|why|what)\b[^?]*\b(?:i|my|me|you)\b[^?]*{_GRADE}", "How did I get 60%?"),
    (
        rf"\b(?:how come|where does|where did|what gave|what earned)\b[^?]*{_GRADE}",
        "Where does the low score come from?",
    ),
    (
        rf"\b(?:is|was|isn['’]?t|wasn['’]?t) (?:it|that|my (?:answer|score|grade)) (?:really )?(?:at )?{_GRADE}",
        "Is my answer really at 60 percent?",
    ),
    (rf"\bdo i (?:really )?(?:deserve|have|get) {_GRADE}", "Do I really deserve full marks?"),
)
"""Asks how a grade came about. "Why does a model get 100 % on the training set?" speaks of nobody here."""


def asks_of_grade(state: InterviewState, text: str) -> bool:
    """Whether a message asks about the grade of an open question that a coach has shown."""
    attempt = state.attempts[-1]
    if state.setup.mode != "coach" or attempt.closed or attempt.grade is None or attempt.aloud:
        return False
    return "?" in text and not is_long(text) and bool(_ASKS.search(text))


def told_so_far(state: InterviewState, text: str, bank: Bank) -> str:
    """What earned the grade so far: of the point that is named, or of all that were made. "" if the grade is not asked about."""
    attempt = state.attempts[-1]
    if attempt.grade is None or not asks_of_grade(state, text):
        return ""
    named = named_points(attempt.grade, text)
    if not named:
        return f"So far you have {attempt.grade.score:.0%}. {points_made(attempt.grade)}"
    if named[0].verdict == "met":
        return f"{told_alone(attempt.grade, named[0], '', moves(attempt))} {notices.MADE_OTHERWISE}"
    known = {belief.id for belief in attempt.grade.misconceptions}
    item = named[0]
    return item.reason if item.id in known else standing(bank[attempt.question_id], attempt, item)
