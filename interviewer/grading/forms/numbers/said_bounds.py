"""Numbers that only bound a value: "at most 4", "between 3 and 5", "4 or 5"."""

from __future__ import annotations

import itertools
import re

from interviewer.grading.forms.maths.numerals import Numeral
from knowledge.text.alternatives import shared, table

_BOUND = table(
    shared(
        r"\b",
        ("at (?:the (?:very )?)?(?:most|least)", "at the very least"),
        ("up to", "it is up to"),
        ("(?:not|no) (?:more|less|fewer|larger|smaller|greater|bigger) than", "no more than"),
        ("(?:less|more|fewer|larger|smaller|greater|bigger|higher|lower) than(?: or equal to)?", "no more than"),
        ("(?:above|below|over|under|beyond)", "it is below"),
        ("(?:a )?(?:maximum|minimum) of", "with a maximum of"),
        ("(?:upper|lower) bound (?:of|is)", "an upper bound of"),
        ("between", "it is between"),
    ),
    ("(?<![-=])[<>]=?", "it is <"),
    after=r"\s*$",
)
_BOUND_AFTER = re.compile(
    r"^[\s*_)]*(?:\w+\s+)?(?:or|and)\s+(?:even\s+)?(?:more|fewer|less|higher|lower|greater|larger|smaller|bigger|up|above|below|over|under)\b"
    r"|^[\s*_)]*(?:\w+\s+)?at (?:least|most)\b|^\+",
    re.I,
)
_RANGE = re.compile(r"(?<![\w.=^*/+-])(?<![=^*/+-]\s)(\d{1,4})\s?–\s?(\d{1,4})(?![\w.]|\s*[=*/^+–-])")
"""An en dash between two numbers, as in 3–5, is a range."""
_BETWEEN = re.compile(r"\b(?:between|from|anywhere from|in the range(?: of)?)\s*(?:about\s+|roughly\s+)?$", re.I)
_TO = re.compile(r"\s*(?:[a-z]{2,12}\s+)?(?:and|to|or|through)\s+(?:about\s+|roughly\s+)?", re.I)
_OR = re.compile(r"\s*,?\s*or\s+(?:maybe\s+|perhaps\s+|possibly\s+|even\s+)?", re.I)


def is_bounded(plain: str, numeral: Numeral) -> bool:
    """Whether the value is only bounded below or above: "at least 4", "4 or more"."""
    return bool(_BOUND.search(plain[: numeral.start]) or _BOUND_AFTER.search(plain[numeral.end :]))


def without_dashes(words: str) -> str:
    """The words with dashes in ranges replaced by "to"."""
    return _RANGE.sub(r"\1 to \2", words)


def ranged(plain: str, found: tuple[Numeral, ...]) -> set[Numeral]:
    """The ends of ranges, as in "between 3 and 5" or "3 to 5": neither is given as the answer."""
    ends: set[Numeral] = set()
    for low, high in itertools.pairwise(found):
        middle = plain[low.end : high.start]
        spans = _BETWEEN.search(plain[: low.start]) and _TO.fullmatch(middle)
        if spans or (low.value < high.value and re.fullmatch(r"\s*(?:up\s+)?to\s*", middle)):
            ends |= {low, high}
    return ends


def hedged(plain: str, found: tuple[Numeral, ...]) -> set[Numeral]:
    """Numbers given as alternatives, as in "4 or 5": neither is given as the answer."""
    return {
        numeral
        for pair in itertools.pairwise(found)
        if pair[0].value != pair[1].value and _OR.fullmatch(plain[pair[0].end : pair[1].start])
        for numeral in pair
    }
