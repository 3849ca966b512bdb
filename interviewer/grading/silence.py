"""Whether an answer is empty or only says that the candidate does not know."""

from __future__ import annotations

import re

_NOTHING_SAID = re.compile(
    r"^(?:(?:sorry|hmm+|um+|uh+|well|honestly|ok(?:ay)?|so|no|but)[,.!\s]*)*"
    r"(?:i\s+(?:really\s+|honestly\s+)?(?:do\s*n[o'’]?t|can\s*no?t|can['’]t)\s+(?:know|remember|recall|say|tell)(?:\s+(?:anything|much))?(?:\s+(?:about\s+)?(?:that|this|it|the answer(?: to (?:that|this|it))?)(?:\s+one)?)?"
    r"|(?:i(?:\s+have|['’]ve)?\s+(?:got\s+)?)?(?:absolutely\s+)?no\s+(?:idea|clue)(?:\s+(?:at all|about (?:that|this|it)|here))?"
    r"|(?:i\s+(?:have\s+)?|i['’]ve\s+)?never\s+heard\s+(?:of\s+)?(?:that|this|it)(?:\s+before)?|(?:it\s+)?beats me"
    r"|pass|idk|dunno|(?:i['’]?m\s+|i am\s+)?not\s+(?:really\s+|too\s+)?sure(?:\s+about\s+(?:that|this|it)(?:\s+one)?)?|i\s+forgot(?:\s+(?:that|it))?|no|nope|nothing|\?+)(?:[,\s]+(?:sorry|actually|i['’]?m afraid))?[\s.!…]*$",
    re.IGNORECASE,
)


def says_nothing(text: str) -> bool:
    """Whether an answer is empty or only says that the candidate does not know."""
    return not any(char.isalnum() for char in text) or bool(_NOTHING_SAID.match(text.strip()))
