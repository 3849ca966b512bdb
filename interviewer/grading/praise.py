"""How the interviewer says that a point or a bonus was made, in several wordings.

A grade is written without knowing the rest of the interview, so it always has the first wording. ``retold`` then gives each
feedback of an interview another one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.grading.quotation import is_code, quoted

POINT = (
    "{you} {quote}: that's one of the points I was hoping to hear.",
    "I was glad to hear {quote}.",
    "You made a good point here: {quote}.",
    "That belongs in a strong answer: {quote}.",
    "{you} {quote}, and that's just what I was after.",
    "I was waiting for this one, and you had it: {quote}.",
    "With {quote} you name something that matters here.",
    "What I liked here: {quote}.",
    "{quote} is a point well worth making.",
    "You earned a point with {quote}.",
    "Yes, {quote} is part of what I had in mind.",
    "One thing I wanted to hear is in your answer: {quote}.",
)
BONUS = (
    "You get a bonus for adding {quote}.",
    "You went beyond the question with {quote}, which is a bonus.",
    "And there's a bonus for {quote}.",
    "I didn't ask for it, but you added {quote}: that's a bonus.",
    "{quote} goes beyond what I asked, so it's a bonus.",
    "A bonus, too: you brought up {quote}.",
)
POINT_UNSURE = "If I heard you right, {quote} makes one of the points I was hoping to hear."
POINT_AGAIN = "The same words also make one of the points I was hoping to hear."
BONUS_AGAIN = "The same words go beyond what I asked, too, which is a bonus."
"""Said if the words were already quoted in the same feedback."""
BONUS_MEANS = "A bonus doesn't change your score: it shows that you know more than was asked."
_YOU = r"(?P<you>You said|You wrote)"
_QUOTE = r"(?P<quote>“[^”]*”|`[^`]*`)"


def point_made(quote: str, unsure: bool = False) -> str:
    """That a point was made, in the candidate's own words: the rubric may say more than they did.

    Args:
        unsure: Whether the verdict may be wrong, which full praise would contradict.
    """
    return (POINT_UNSURE if unsure else POINT[0]).format(you=_you(quote), quote=quoted(quote))


def bonus_made(quote: str) -> str:
    """That a bonus was earned, in the candidate's own words."""
    return BONUS[0].format(quote=quoted(quote))


def retold(feedbacks: Sequence[str]) -> tuple[str, ...]:
    """The feedbacks of an interview in their order, each praising in words of its own; what a bonus means is said once.

    The wordings start over once all were used.
    """
    out: list[str] = []
    points = bonuses = 0
    explained = False
    for feedback in feedbacks:
        text, points = _reworded(feedback, POINT, points)
        text, bonuses = _reworded(text, BONUS, bonuses)
        if explained:
            text = text.replace(f" {BONUS_MEANS}", "")
        explained = explained or BONUS_MEANS in text
        out.append(text)
    return tuple(out)


def _reworded(text: str, wordings: Sequence[str], used: int) -> tuple[str, int]:
    """A text with each praise in the next wording, and how many were used by then."""

    def another(match: re.Match[str]) -> str:
        nonlocal used
        found = match.groupdict()
        used += 1
        return wordings[(used - 1) % len(wordings)].format(
            you=found.get("you") or _you(found["quote"]), quote=found["quote"]
        )

    first = re.escape(wordings[0]).replace(r"\{you\}", _YOU).replace(r"\{quote\}", _QUOTE)
    return re.sub(first, another, text), used


def _you(quote: str) -> str:
    return "You wrote" if is_code(quote) else "You said"
