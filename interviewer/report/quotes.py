"""What is quoted of an answer where a verdict is shown: the words about the subject, without the talk before them."""

from __future__ import annotations

import re

from interviewer.grading.grade import CriterionGrade
from interviewer.grading.quotation import first_quote

_TALK = (
    r"(?:ok(?:ay)?|well|so|sure|fine|right|hm+|uh+|um+|oh|hey|wait|now|all ?right|tbh|to be honest|honestly|you know"
    r"|let me (?:think|see)|if you (?:insist|like|must|say so|want)|(?:as|like) i (?:just |already )?said"
    r"|i(?:['’]ve)? (?:just |already )?(?:said|told you)(?: (?:it|that|this|so))?)"
)
_BEFORE = re.compile(rf"(?:{_TALK}(?:\s+{_TALK})*\s*(?:[:,;.!…]+|[-–—]+(?=\s))\s*)+", re.IGNORECASE)
"""Talk up to a mark that ends it: "ok if you insist: ". "Yes" and "no" are part of an answer."""
FEWEST_LEFT = 2
"""Words that must be left. A judgement."""


def shown_quote(item: CriterionGrade, answer: str = "") -> str:
    """``first_quote`` without the talk that it begins with, such as "ok if you insist:"."""
    return without_talk(first_quote(item, answer))


def without_talk(quote: str) -> str:
    """A quote from where it speaks of the subject; unchanged if little would be left."""
    talk = _BEFORE.match(quote)
    rest = quote[talk.end() :] if talk else quote
    return rest if len(rest.split()) >= FEWEST_LEFT else quote
