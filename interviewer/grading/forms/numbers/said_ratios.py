"""How many times fewer an answer says that its second number is: "73,728 against 8,768 (8.4 times fewer)"."""

from __future__ import annotations

import re

from interviewer.grading.forms.maths.number_words import SMALL_NUMBER, in_digits
from knowledge.text.alternatives import any_of, table

ROUGH = 0.12
"""Relative error up to which a factor is taken as rounded: 8 for 8.4 or 7.9 and 9 for 8.4 are; 9 for 7.9 is not. By hand."""
FARTHEST = 40
"""Most characters between the numbers and their factor; what is farther away may be said of something else."""
_FACTOR = rf"(?:\d{{1,3}}\.\d{{1,3}}|{SMALL_NUMBER})"
_RATIO = table(
    (
        rf"(?P<times>{_FACTOR})\s*(?:times|x|×|-?\s?fold)\s+(?:"
        + any_of("fewer, less, smaller, as\\s+few, cheaper, reduction, saving, more, as\\s+many")
        + r")\b",
        "9 times fewer",
    ),
    (rf"\bfactor\s+(?:of\s+)?(?P<factor>{_FACTOR})(?![\w.]|\s*%)", "a factor of 8"),
    before=r"(?<![\w.,])",
)
"""Matches how many times fewer, or more, something is said to be."""
_ROUGHLY = re.compile(
    r"\b(?:almost|nearly|up\s+to|limit|at\s+(?:most|best)|close\s+to|towards?|approach\w*|under|over|more\s+than|less\s+than"
    r"|for|with|if|when|large)\b|[~≈<>]",
    re.I,
)
"""Words with which a factor bounds the right one, or is that of other sizes."""


def false_ratio(text: str, behind: int, before: float, after: float) -> str:
    """What is wrong with the factor said right behind two numbers, as a sentence; "" if it is right, or none is said.

    Args:
        behind: Where the later of the two numbers begins.
        before: The number before the replacement.
        after: The one after it.
    """
    words = re.split(r"[;\n]|\.\s", text[behind : behind + FARTHEST + 20])[0]
    match = _RATIO.search(words)
    if match is None or match.start() > FARTHEST or after <= 0 or _ROUGHLY.search(words[: match.end()]):
        return ""
    said, right = float(in_digits(match["times"] or match["factor"])), before / after
    if abs(said - right) <= ROUGH * right:
        return ""
    return f"But {before:,.0f} is {right:.1f} times {after:,.0f}, not {said:g} times."
