"""Values that are given for one case only, while another one has another value: "1/2 for real images and 0 for others"."""

from __future__ import annotations

import re
from collections.abc import Callable

from interviewer.grading.forms.maths.notation import plain_notation
from interviewer.grading.forms.maths.numerals import Numeral, numerals
from interviewer.grading.forms.stance import stood_by
from interviewer.grading.text.evidence import sentences

_SCOPE = re.compile(
    r"^[\s*_)]*(?:only\s+|just\s+|\(\s*)*(?:for|on|at|in|during|when|while|if|until|before|"
    r"after|initially|early|to begin|as long as|the moment)\b(?!\s+(?:any|all|every|each)\b)",
    re.I,
)
_OTHER_SUBJECT = re.compile(
    r"=|:|\b(?:value|objective|loss|game|minimum|maximum|generator|cost|entropy|accuracy|ratio|sum|half|so|because|since|where|with|as|from)\b",
    re.I,
)
_LATER = re.compile(
    r"\b(?:but|then|later|finally|eventually|afterwards|(?:by|at|in|towards) the end)\b(?=.*\b(?:it|that)\b)",
    re.I | re.DOTALL,
)
FURTHEST = 80
"""Most characters between the two values; further away, the second is usually about something else."""


def is_limited(answer: str, wanted: Callable[[Numeral], bool]) -> bool:
    """Whether a wanted value is given for one case, and right after it another value for another case."""
    heard = stood_by(answer)
    for sentence in sentences(heard):
        plain = plain_notation(sentence.of(heard))
        found = numerals(plain)
        for at, numeral in enumerate(found):
            if not wanted(numeral):
                continue
            for other in found[at + 1 : at + 3]:
                between = plain[numeral.end : other.start]
                apart = not wanted(other) and len(between) <= FURTHEST
                if apart and (_SCOPE.match(between) or _LATER.search(between)) and not _OTHER_SUBJECT.search(between):
                    return True
    return False
