"""Handles a candidate who denies having made a point: if they say so twice, they lose it, with no second look.

The button on a verdict does the same. The answer is not read again: nobody knows better than the candidate what they meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from interviewer.conversation.debrief.reasons import asks_why, numbered_point, numbered_points, point_objected_to
from interviewer.conversation.phrases import notices
from interviewer.conversation.state.state import InterviewState, LookAgain, QuestionAttempt, Said
from interviewer.conversation.state.steps import Step, turn, with_attempt
from interviewer.conversation.understanding.objection import read_objection
from interviewer.grading.appeals.given_back import DENIAL
from interviewer.grading.grade import CREDIT, CriterionVerdict, Grade
from interviewer.grading.rubric.spoken import count_word, in_sentence
from interviewer.grading.screening.taken_back import corrects_itself, named_as_taken_back, only_withdraws, speaks_of
from interviewer.grading.text.quotation import first_quote, quoted
from knowledge.schema import Bank
from knowledge.text.alternatives import any_of, table

_NOT = r"(?:(?:do|does|did|have|has|was|were|is)(?:n['’]?t| not)|never|not)"
_SAY = any_of(
    r"says?, said, makes?\b(?! (?:any |much |a |no )?(?:sense|difference)), made\b, mention(?:s|ed)?, mean, meant, what i (?:said|meant)"
)
_GIVES_BACK = table(
    # "it doesn't make sense" gives nothing back
    (rf"\b{_NOT}\b[^.?!]{{0,20}}\b{_SAY}\b", "I never said the second point."),
    (
        r"\b(?:i|my answer|it)\b[^.?!]{0,20}\b(?:said|says|say|meant|wrote|claimed) "
        r"(?:exactly |just |quite )?the (?:opposite|reverse|contrary|other way)",
        "I said just the opposite.",
    ),
    (r"\btake\b[^.?!]{0,30}\b(?:away|back|off)\b", "Take that point away."),
    (r"\bgive\b[^.?!]{0,20}\bback\b", "I'd give it back."),
    (rf"\b{_NOT}\b[^.?!]{{0,20}}\b(?:deserve|earn(?:ed)?)\b", "I don't deserve that one."),
    (
        r"\b(?:should|shall|ought)(?:n['’]?t| not)\b[^.?!]{0,20}\b(?:count|have|be|get|earn)\b",
        "That shouldn't count.",
    ),
)
"""Says that a point was not made, or should not have been given."""
_FOLLOWS = r"(?:^|[.!?,;:]\s+|\b(?:and|but|so|wait|oh|sorry|hm+|think|actually|no)\W+)"
_CONFESSES = table(
    ("swap(?:ped)?|revers(?:e|ed)|flip(?:ped)?|confused?", "Didn't I swap the first two?"),
    (r"mix(?:ed)?\b(?=[^.?!]{0,60}\bup)", "I mixed the norms up."),
    (
        r"(?:get|got|had|have)\b(?=[^.?!]{0,60}\b(?:wrong|backwards|swapped|reversed|mixed up|the wrong way))",
        "I had it backwards.",
    ),
    before=rf"{_FOLLOWS}(?:did(?:n['’]?t| not) i|i(?:['’]ve| have)?)\b[^.?!,;:]{{0,15}}\b",
    after=r"\b",
)
"""Confesses a mistake. "What did I get wrong?" confesses nothing."""
_BOTH = re.compile(r"\bboth\b", re.IGNORECASE)
"""Means two points at once: "take both away"."""
_REQUESTS = re.compile(r"\W*(?:(?:please|so|and|ok(?:ay)?)\W+)*(?:can|could|would|will) you\b", re.IGNORECASE)
"""Opens a request that only looks like a question: "can you take it away?"."""
_YES = table(
    ("yes|yeah|yep|yup|y|sure|please do", "Yes."),
    ("do (?:it|that|so)|go ahead", "Do it."),
    (r"i(?:['’]m| am) (?:sure|afraid so)", "I'm afraid so."),
    (r"correct|right|exactly|that['’]s (?:right|true|correct)", "That's right."),
    ("of course|definitely|absolutely|take it", "Of course."),
    before=r"\W*(?:(?:oh|well|ok(?:ay)?|and)\W+)*",
    after=r"\b(?:\W*$|\W+(?:i|it|that|this|take|please|do|you|the|go|my|sure|away|yes)\b)",
)
"""Agrees, and asks for nothing else."""
_NO = table(
    ("no|nope|nah|keep|leave|never ?mind", "No, keep it."),
    (r"don['’]?t|do not", "Sorry, don't."),
    ("let (?:it|me) (?:stand|keep)", "Let me keep it."),
    ("forget it", "Forget it."),
    before=r"\W*(?:(?:oh|well|ok(?:ay)?|hm+|actually|sorry)\W+)*",
    after=r"\b",
)
"""Wants to keep a point after all."""


def on_a_point_made(state: InterviewState, event: Said, bank: Bank) -> Step | None:
    """The step to take when the candidate denies points that a closed question counts as made, or confirms the denial.

    Returns:
        None if the message denies no such point, and does not answer whether an earlier denial was meant.
    """
    attempt = state.attempts[-1]
    items = _given_back(attempt, event.text, bank)
    asked = attempt.denying.split()
    named = [item.id for item in items]
    again = bool(items) and set(named) <= {*asked, *attempt.denied}
    numbered = numbered_point(attempt.grade, event.text) if attempt.grade else None
    another = numbered is not None and numbered.id not in asked and not again
    more = bool(items) and not again
    backs_out = bool(_NO.match(event.text)) and not _GIVES_BACK.search(event.text)
    agrees = again or bool(_YES.match(event.text) or _GIVES_BACK.search(event.text))
    if (asked or again) and agrees and not backs_out and not another and not more:
        first, *others = asked or named
        pending = LookAgain(attempt.question_id, first, DENIAL, denies=True, also=tuple(others))
        return replace(with_attempt(state, denying=""), phase="working", pending=pending), []
    if asked and backs_out:
        return with_attempt(state, denying="", denied=()), [turn("note", notices.POINT_KEPT, event.at, attempt)]
    if not items:
        return None
    denied = (*attempt.denied, *(each for each in named if each not in attempt.denied))
    return with_attempt(state, denying=" ".join(named), denied=denied), [
        turn("note", _question(items), event.at, attempt, items[0].id)
    ]


def gives_back(text: str) -> bool:
    """Whether some words say that a point was not made, or should not have been given."""
    if _CONFESSES.search(text):
        return True
    asks = text.rstrip(" .!").endswith("?") and not _REQUESTS.match(text)
    return bool(_GIVES_BACK.search(text)) and not asks and not asks_why(text)


def _given_back(attempt: QuestionAttempt, text: str, bank: Bank) -> list[CriterionVerdict]:
    """The points that a message denies by name or number; empty if it names none that can be taken away."""
    if attempt.grade is None or attempt.question_id not in bank:
        return []
    objection = read_objection(text)
    mine = resting_on(attempt.grade, named_as_taken_back(text))
    plainly = gives_back(text) or bool(mine)
    if plainly and corrects_itself(text) and not only_withdraws(text):
        return []  # "I take that back: it's the other one" puts words right, and gives no point back
    if not plainly and (objection is None or objection.kind == "why"):
        return []
    if not plainly and numbered_point(attempt.grade, text) is None:
        return []  # "I did say that" complains of a verdict, and no point is given back by that
    known = {criterion.id for criterion in bank[attempt.question_id].criteria}
    named = mine or _named(attempt.grade, text, plainly)
    items = [item for item in named if item.id in known and item.id not in attempt.appealed]
    # for a half-made point, "I said that" asks for the other half
    return [item for item in items if item.verdict == "met" or (plainly and CREDIT.get(item.verdict))]


def resting_on(grade: Grade, what: str) -> list[CriterionVerdict]:
    """The points that were earned by words about a thing which the candidate takes back."""
    return [item for item in grade.criteria if CREDIT.get(item.verdict) and speaks_of(first_quote(item), what)]


def _named(grade: Grade, text: str, plainly: bool) -> list[CriterionVerdict]:
    """The points that a message names: several only if it gives them back."""
    numbered = numbered_points(grade, text)
    if plainly and len(numbered) > 1:
        return numbered
    counted = [item for item in grade.criteria if CREDIT.get(item.verdict)]
    if plainly and not numbered and _BOTH.search(text) and len(counted) == 2:
        return counted
    item = numbered[0] if plainly and numbered else point_objected_to(grade, text)
    return [item] if item else []


def _question(items: Sequence[CriterionVerdict]) -> str:
    if len(items) > 1:
        claims = "; ".join(in_sentence(item.claim) for item in items)
        return f"You have those {count_word(len(items))}: {claims}. {notices.TAKE_ALL_AWAY}"
    heard = first_quote(items[0])
    counted = f" I counted {quoted(heard)}." if heard else ""
    return f"You have that one: {in_sentence(items[0].claim)}.{counted} {notices.TAKE_AWAY}"
