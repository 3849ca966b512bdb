"""Words by which an answer puts items in order: chains, places, scores and duels."""

from __future__ import annotations

import re

from interviewer.grading.forms.rankings.ranking_words import ITEM, MARK, NEXT_TO_LAST
from knowledge.text.alternatives import any_of, table

_GIVEN_SCORE = r"(?:\(?\s*(?:with|at|=|:|≈|~|of)?\s*(?:about|roughly)?\s*\d?[.,]\d+\s*\)?)?"
_BETWEEN = any_of(
    r",, and\s+then, and, &, /, \+, then, ;, >, ≥, ≻, \\succ, <, ≤, ≺, →, ->, ,\s*(?:and\s+)?then, "
    r"followed\s+by, before, ahead\s+of, beats, over, ,\s*followed\s+by"
)
CHAIN = table(
    (
        rf"{ITEM}(?:\s*{_GIVEN_SCORE}\s*{_BETWEEN}\s*(?:comes?\s+|it's\s+|by\s+)?{ITEM})+",
        f"{MARK.format(2)} (0.93), then {MARK.format(1)}",
    ),
    flags=re.NOFLAG,
)
ORDERS = re.compile(r"[>≥≻<≤≺]|\\succ|→|->|then|followed|before|ahead|beats|over")
TOP = re.compile(
    r"\b(?:top|best|highest|two\s+(?:best|highest)|winners?|win|wins|lead|leads|first\s+two|"
    r"come\s+out|comes\s+out|most\s+similar|nearest|closest|rank(?:ing|s|ed)?|order)\b",
    re.I,
)
FIRST = r"(?:first|1st|top|wins?|winner|leads?|(?<!second )(?<!second-)(?:highest|best)|number\s+one|number\s+1|rank\s+1|on\s+top|place\s+one|ahead)"
_SECOND = any_of(
    r"second[\s-]+(?:best|highest), second(?!\s+(?:to|from)\b|[\s-]+(?:last|lowest|worst)), 2nd, runner[-\s]up, "
    r"next(?!\s+to), number\s+two, number\s+2, rank\s+2, place\s+two, behind\s+it, after\s+it, followed\s+by, then"
)
PLACES = {
    1: FIRST,
    2: _SECOND,
    3: r"(?:third|3rd|rank\s+3)",
    4: rf"(?:fourth|4th|rank\s+4|{NEXT_TO_LAST})",
    5: r"(?:fifth|5th|(?<!to )(?<!second )last(?!\s+but)|rank\s+5)",
}
ITEM_SIGN = re.compile("\ue000(?P<n>\\d+)\ue001")
STRICT_PLACES = {
    place: re.compile(rf"\b(?:{word})\b", re.I)
    for place, word in {
        1: r"first(?! two)|1st|winner|wins|(?<!second[- ])(?:best|highest)|(?:rank|place|number|no\.)\s+(?:1|one)",
        2: r"second(?:[- ](?:best|highest))?|2nd|runner[- ]up|(?:rank|place|number|no\.)\s+(?:2|two)",
        3: r"third|3rd|(?:rank|place|number|no\.)\s+(?:3|three)",
        4: r"fourth|4th|(?:rank|place|number|no\.)\s+(?:4|four)",
        5: r"fifth|5th|(?:rank|place|number|no\.)\s+(?:5|five)",
    }.items()
}
"""Words that name a place and nothing else."""
VALUE = re.compile(rf"{ITEM}[^\ue000\n]{{0,60}}?(?<![\d.\w])([01]?\.\d{{2,4}}|1\.0)(?![\w.]*\d)")
SCORE = table(
    (
        rf"(?<!of ){ITEM}\s*"
        + any_of(
            r"[:=|(),~≈], with, at, has, scores?, gets?, comes?, to, out, about, roughly, a, the, cosine, cos, of, is, "
            r"wins?, winner, leads?, first, second, third, in, place, after, it, on, top, follows, leans, closest, best, "
            r"highest, \s"
        )
        + r"*(?<![\d.\w])([01]?\.\d{2,4}|1\.0)(?![\w.]*\d)",
        f"{MARK.format(2)} is first with a cosine of 0.93",
    ),
    flags=re.NOFLAG,
)
DUEL = re.compile(r"\b(?:beats|over|ahead|before)\b")
GOES_ON = re.compile(
    r"\b(?:then|next|after\s+(?:that|it)|followed\s+by|behind\s+it)\s*(?:comes?|is|are|there's|,|:)?\s*$", re.I
)
ONLY = re.compile(
    rf"^\W*(?:(?:so|therefore|hence|thus|answer|result|i'd say|that's)\b\W*)*{ITEM}\s*(?:,|and|&|then|,?\s*and\s+then)\s*{ITEM}\W*$",
    re.I,
)
RISING = re.compile(
    r"\b(?:worst|lowest|least\s+\w+|smallest|bottom)\s+to\s+(?:the\s+)?(?:best|highest|most|largest|top)\b|\b(?:ascending|increasing|rising)\b"
    r"|\b(?:worst|lowest)\s+first\b",
    re.I,
)
TAKEN_BACK = re.compile(
    r"\b(?:at first|first i thought|i (?:first |had |initially )?thought|initially)\b[^.;\n]{0,120}?\bbut\b", re.I
)
