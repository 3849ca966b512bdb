"""A point that the candidate denies having made: once they have said so twice, it is taken away on their word alone.

The button on a card does the same. Nothing is read again, since nobody knows better than the candidate what they meant.
"""

from __future__ import annotations

import re
from dataclasses import replace

from interviewer.conversation import notices
from interviewer.conversation.objection import read_objection
from interviewer.conversation.reasons import asks_why, numbered_point, point_objected_to
from interviewer.conversation.state import InterviewState, LookAgain, QuestionAttempt, Said
from interviewer.conversation.steps import Step, turn, with_attempt
from interviewer.grading.given_back import DENIAL
from interviewer.grading.grade import CREDIT, CriterionGrade
from interviewer.grading.quotation import first_quote, quoted
from interviewer.grading.spoken import in_sentence
from knowledge.schema import Bank

_NOT = r"(?:(?:do|does|did|have|has|was|were|is)(?:n['’]?t| not)|never|not)"
_GIVES_BACK = re.compile(
    rf"\b{_NOT}\b[^.?!]{{0,20}}\b(?:says?|said|makes?\b(?! (?:any |much |a |no )?(?:sense|difference))|made\b|mention(?:s|ed)?|mean|meant|what i (?:said|meant))\b"
    r"|\b(?:i|my answer|it)\b[^.?!]{0,20}\b(?:said|says|say|meant|wrote|claimed) (?:exactly |just |quite )?the (?:opposite|reverse|contrary|other way)"
    r"|\btake\b[^.?!]{0,30}\b(?:away|back|off)\b|\bgive\b[^.?!]{0,20}\bback\b"
    rf"|\b{_NOT}\b[^.?!]{{0,20}}\b(?:deserve|earn(?:ed)?)\b|\b(?:should|shall|ought)(?:n['’]?t| not)\b[^.?!]{{0,20}}\b(?:count|have|be|get|earn)\b",
    re.IGNORECASE,
)
"""Matches words that say a point was not made, or should not have been given."""
_REQUESTS = re.compile(r"\W*(?:(?:please|so|and|ok(?:ay)?)\W+)*(?:can|could|would|will) you\b", re.IGNORECASE)
_YES = re.compile(
    r"\W*(?:(?:oh|well|ok(?:ay)?|and)\W+)*(?:yes|yeah|yep|yup|y|sure|please do|do (?:it|that|so)|go ahead|i(?:['’]m| am) (?:sure|afraid so)"
    r"|correct|right|exactly|that['’]s (?:right|true|correct)|of course|definitely|absolutely|take it)\b"
    r"(?:\W*$|\W+(?:i|it|that|this|take|please|do|you|the|go|my|sure|away|yes)\b)",
    re.IGNORECASE,
)
"""Matches words that agree and ask for nothing else."""
_NO = re.compile(
    r"\W*(?:(?:oh|well|ok(?:ay)?|hm+|actually|sorry)\W+)*(?:no|nope|nah|keep|leave|never ?mind|don['’]?t|do not|let (?:it|me) (?:stand|keep)|forget it)\b",
    re.IGNORECASE,
)


def on_a_point_made(state: InterviewState, event: Said, bank: Bank) -> Step | None:
    """The step to take when the candidate denies a point that a closed question counts as made, or confirms the denial.

    Returns:
        None if the message denies no such point, and does not answer whether an earlier denial was meant.
    """
    attempt = state.attempts[-1]
    item = _given_back(attempt, event.text, bank)
    asked = attempt.denying
    again = item is not None and item.id == asked
    numbered = numbered_point(attempt.grade, event.text) if attempt.grade else None
    another = numbered is not None and numbered.id != asked
    backs_out = bool(_NO.match(event.text)) and not _GIVES_BACK.search(event.text)
    agrees = again or bool(_YES.match(event.text) or _GIVES_BACK.search(event.text))
    if asked and agrees and not backs_out and not another:
        pending = LookAgain(attempt.question_id, asked, DENIAL, denies=True)
        return replace(with_attempt(state, denying=""), phase="working", pending=pending), []
    if asked and backs_out:
        return with_attempt(state, denying=""), [turn("note", notices.POINT_KEPT, event.at, attempt)]
    if item is None:
        return None
    return with_attempt(state, denying=item.id), [turn("note", _question(item), event.at, attempt, item.id)]


def gives_back(text: str) -> bool:
    """Whether some words say that a point was not made, or should not have been given."""
    asks = text.rstrip(" .!").endswith("?") and not _REQUESTS.match(text)
    return bool(_GIVES_BACK.search(text)) and not asks and not asks_why(text)


def _given_back(attempt: QuestionAttempt, text: str, bank: Bank) -> CriterionGrade | None:
    """The point that a message denies by name; None if it names none that can be taken away."""
    if attempt.grade is None or attempt.question_id not in bank:
        return None
    objection = read_objection(text)
    plainly = gives_back(text)
    if not plainly and (objection is None or objection.kind == "why"):
        return None
    if not plainly and numbered_point(attempt.grade, text) is None:
        return None  # "I did say that" complains of a verdict, and no point is given back by that
    named = [item] if (item := point_objected_to(attempt.grade, text)) else []
    known = {criterion.id for criterion in bank[attempt.question_id].criteria}
    item = named[0] if named else None
    if item is None or item.id not in known or item.id in attempt.appealed:
        return None
    # for a half-made point, "I said that" asks for the other half
    return item if item.verdict == "met" or (plainly and CREDIT.get(item.verdict)) else None


def _question(item: CriterionGrade) -> str:
    heard = first_quote(item)
    counted = f" I counted {quoted(heard)}." if heard else ""
    return f"You have that one: {in_sentence(item.claim)}.{counted} {notices.TAKE_AWAY}"
