"""What a message to a closed question asks for by its words alone, whatever it sounds like."""

from __future__ import annotations

import re

from knowledge.text.alternatives import any_of, table

ASKS = table(
    (r".*\?\W{0,40}$", "And the norm?"),
    (
        r"\W*(?:(?:please|can you|could you|would you)\W+)*(?:explain|tell me|show me|say more|elaborate|go over)\b",
        "Could you please elaborate",
    ),
    flags=re.IGNORECASE | re.DOTALL,
)
"""Asks something."""
AGAIN = table(
    (r"\b(?:grade|read|check|look at|judge|mark|assess)\b[^?]*\bagain\b", "Please read my answer again."),
    (r"\bre-?(?:grade|check|read|assess)\b", "I want a re-grade."),
    (r"\bsecond look\b", "Take a second look."),
    (r"\b(?:give|want|deserve) (?:me )?(?:that|the|this|my) points?\b", "Give me that point."),
    (
        r"\bi(?: think| believe)? (?:you|that you) (?:misheard|misread|misunderstood|missed|overlooked)\b",
        "I think you misread me.",
    ),
    (r"\byou(?:['’]re| are) (?:wrong|mistaken)\b", "You're wrong."),
)
"""Asks for the answer to be read again without saying which point."""
_PLACE = any_of(
    r"left, remain\w*, more, to go, questions?, time, minutes?, hours?, long, clock, number, last, next, over, end, finish\w*, done, "
    "half ?way, through, progress"
)
OF_PLACE = re.compile(rf"\b{_PLACE}\b", re.IGNORECASE)
"""Asks how far the interview is, and not how the answer did."""
WANTS_MORE = table(
    (r"\bexplain\b", "Explain the second one."),
    (
        r"\bi (?:don['’]?t|do not|didn['’]?t|still don['’]?t|can['’]?t) (?:really |quite |fully )?(?:get|understand|follow|see)\b",
        "I still don't quite get why.",
    ),
)
"""Asks for more than the verdict on a point: what it means."""
IF_WRONG = table(
    (
        r"\b(?:was|were|is|are) (?:that|this|it|those|they|my \w+|what i \w+)\b[^?]{0,30}"
        r"\b(?:wrong|right|false|true|correct|incorrect)\W*\?\W*$",
        "Was what I said wrong?",
    )
)
"""Asks whether something that was said is right, which objects to nothing."""
