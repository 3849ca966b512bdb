"""Words that name a node of a game tree, or a number."""

from __future__ import annotations

import re

from knowledge.text.alternatives import any_of, shared, table

_WORD_LIST = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"""
WORDS = _WORD_LIST.split()
_INF = r"(?:plus\s+|minus\s+|negative\s+|[+-−]\s?)?(?:\\infty|infinity|infty|inf\b|∞)"
NUMBER = rf"(?:{_INF}|(?<![\w.])[-−]?\d{{1,9}}(?:\.\d{{1,6}})?(?![\w]|\.\d)|\b(?:{'|'.join(w for w in WORDS if w != 'one')})\b|(?<=is )one\b)"
"""A number in figures or words. "one" is mostly no number ("the left one"), so it counts only after "is"."""
A_NUMBER = table((NUMBER, "minus 3"))
"""Finds such numbers."""
EQUALS = any_of("=, is, :, →, ->, ⇒, =>, gives, becomes, equals, makes")
"""Stands between a calculation and its result."""
_LIST = rf"{NUMBER}(?:\s*(?:,\s*and|,|and|or|&|vs\.?|/)\s*(?:the\s+)?{NUMBER})*"
_ORDER = (
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|1st|2nd|3rd|[4-8]th|last|left-?most|right-?most"
    r"|left(?:-hand)?|right(?:-hand)?|middle"
)
_KIND = r"max(?:imi[sz]er)?|min(?:imi[sz]er)?|mini?max"
_NOUN = r"nodes?|circles?|child(?:ren)?|branch|sub-?trees?|side|half|part|lea(?:f|ves)|one|player"
ROOT = table(
    (r"root(?:\s+node)?", "the root node"),
    (r"top(?:most)?(?:\s+(?:node|max|circle|one))*", "top circle"),
    shared(
        "",
        (r"value\s+of\s+the\s+(?:game|tree)", "value of the game"),
        (r"game\s+value", "The game value is 5."),
        (r"final\s+(?:answer|value|result)", "final answer"),
        ("result", "the result is 5"),
        (r"overall\s+value", "The overall value is 5."),
        (r"max(?:imi[sz]er)?\s+(?:node\s+)?at\s+the\s+top", "the max node at the top"),
    ),
    before=r"\b",
    after=r"\b",
)
SIDED = table(
    # "left 3" is a value; a count has something to count behind it
    (
        rf"\b(?P<order>{_ORDER})(?P<count>\s+(?:two|three|2|3)(?=\s+(?:inner\s+)?(?:{_KIND}|{_NOUN})\b))?"
        rf"(?:\s+inner)?(?:\s+(?P<kind>{_KIND})\b)?(?:\s+(?P<noun>{_NOUN})\b)?",
        "left min node",
    ),
)
ONE_OF_KIND = re.compile(
    r"\b(?:the|our)\s+(?P<kind>max|min)(?:imi[sz]er|\s+(?:node|circle|player|one))?(?=\s+(?:is|gets|takes|has|picks|chooses|keeps|becomes|goes|at)\b)",
    re.I,
)
"""Names a node by its kind alone, which says which one only if there is no other."""
MY_ANSWER = table(
    (
        rf"\b(?:the|my|our)\s+answer(?=\s*(?:is|=|:)\s*{NUMBER}\s*(?:[.,;!]|$|\b(?:because|since|as|at)\b))",
        "the answer is 2",
    ),
)
"""What an answer ends with is the value of the root."""
LETTERS = table(
    (
        rf"(?<![\w.])(?:(?:min|max)_?)?(?P<side>[LR])(?:_?(?:min|max))?(?=\s*(?:[=:]|is|gets)?\s*{NUMBER})",
        "L-inf per column",
    ),
    flags=re.NOFLAG,
)
"""The letters that stand for left and right, as in "L = 3", "minL = 3"."""
BARE_SIDE = re.compile(
    r"(?:(?:on|in|at|to|for|of)\s+(?:the|my)\s+|\bthe\s+|^\W*|,\s*(?:and\s+)?|:\s*|\band\s+"
    r"|\b(?:so|then|hence|thus|therefore|now|get|gives)\s+)$",
    re.I,
)
GIVEN_VALUE = table(
    (rf"\s*(?:=|:|->|→)\s*{NUMBER}", "ttl = infinity"),
)
TOWARDS = re.compile(r"\b(?:to|from)\s+(?:the\s+)?$", re.I)
DIRECTION = re.compile(r"\s+(?:to\s+(?:the\s+)?(?:left|right)|after|now|away|before|when)\b", re.I)
OVER = table(
    (r"(?P<kind>max|min)(?:imi[sz]er)?(?:\s+(?:node|player))?", "min of three"),
    (any_of("node, one, circle, child"), "one of three and two."),
    before=r"\b",
    after=r"\s*(?:\(|(?:over|above|with|of)\s+(?:the\s+)?(?:leaves\s+)?(?:from\s+)?)\s*"
    rf"(?P<list>{_LIST})\s*\)?",
)
BRACKETED = table(
    (rf"\s*[(\[]\s*{NUMBER}(?:\s*[,;]\s*{NUMBER})+\s*[)\]]", "root      (-inf, inf)"),
)
LEAVES = table(
    (rf"\b(?:lea(?:f|ves)|numbers?)\s+(?:with\s+)?(?:the\s+)?(?P<list>{_LIST})", "Number four"),
)
SCOPED = re.compile(r"\s*,?\s*(?:of|on|in|under|below|from|inside)\s+(?:the\s+|its\s+)?$", re.I)
IN_SIDE = re.compile(r"\s*(?:hand\s+side)?\s*[:,]?\s*(?:only\s+)?(?:the\s+)?", re.I)
OWNED = re.compile(r"['’]s?\s+$", re.I)
