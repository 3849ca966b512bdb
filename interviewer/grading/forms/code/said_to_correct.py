"""Finds the lines of code that some words give as a correction: "Sorry, I forgot the mask: dz1 = dh * (z1 > 0)".

A line in an explanation ("The ReLU gates the gradient: dz1 = dh * (z1 > 0)") corrects nothing. So the words must admit a mistake,
say what a line should be, or ask for a change; in doubt they do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.text.alternatives import any_of, shared, table

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+|;\s+")
"""Where a sentence ends: unlike in ``sentences``, a semicolon goes, since it is no part of the line of code before it."""
_ADMITS = table(
    (r"sorry(?!\s+(?:for|about|if)\b)", "Sorry, it should be N"),
    ("oops", "Oops, the bias is missing"),
    ("my (?:mistake|bad|error|slip)", "my mistake"),
    ("(?:a|the) (?:typo|slip)", "the slip is in line 3"),
    (r"typo\b", "that was a typo"),
    ("mistyped", "I have mistyped it"),
    ("misspelt", "I misspelt it"),
    shared(
        "i (?:just |now )?",
        (any_of("forgot, missed, meant, mixed up, swapped, left out, overlooked"), "I mixed up the axes"),
        ("made a (?:mistake|slip|typo)", "I made a slip here."),
        (r"got \w+ wrong", "I got that wrong."),
    ),
    ("i should have", "I should have divided"),
    (r"correction\b", "a correction of line 3"),
    (r"corrected\b", "I stand corrected."),
    (r"(?:the |a |one |my )?(?:fix|bug)(?=\s*(?::|is\b|in\b))", "The fix is one line"),
    ("scratch that", "Scratch that, it is three."),
    (r"no,? wait\b", "No wait, it is N"),
    ("wait,", "wait, it is N"),
    before=r"\b",
)
"""Words that admit a mistake in what was written."""
_OUGHT = r"(?:should|must|has to|have to|needs? to|ought to)\s+(?:be|read|say|have been|have read|have said|become)"
_IS_TO_BE = re.compile(
    rf"\b(?:it|that|this|which|(?:the|that|this|my) (?:\w+ )?line|line \d+)\s+{_OUGHT}\s*:?\s*[`\"'“]*$", re.IGNORECASE
)
"""Right before a line: what a line of the code should be."""
_ASKS = re.compile(
    r"\b(?:change|replace|correct|fix|rewrite|turn)\b[^.!?]{0,80}\b(?:to|by|with|into)\s*:?\s*[`\"'“]*$"
    r"|\bmake (?:that|it|this|line \d+)\s*:?\s*[`\"'“]*$",
    re.IGNORECASE,
)
"""Right before a line: a request to change the code to it."""
_PUTS = re.compile(
    r"\bi(?:'d| would|'ll| will| should)\s+(?:now |rather )?(?:write|put|use|have)\s*:?\s*[`\"'“]*$", re.IGNORECASE
)
_INSTEAD = re.compile(r"[`\"'”]*\s*instead\b", re.IGNORECASE)
"""Before and after a line: "I'd write dh[h == 0] = 0 instead"."""
_SUPPOSED = table(
    (any_of("unlike, if, unless, whereas, would (?:be|have|need), could, might"), "it would have to be N"),
    ("in (?:theory|general|principle)", "in general"),
    (
        any_of("usually, normally, notes?, book, lectures?, course, friends?, people, someone, pytorch"),
        "it is usually N",
    ),
    ("(?:no|without|any) (?:correction|typo|mistake|bug|fix|slip)s?", "it needs no correction"),
    ("nothing to (?:correct|fix|change)", "nothing to change"),
    (
        r"(?:not|n't|never)\s+(?:\w+ ){0,2}"
        + any_of(r"forg[eo]t\w*, miss\w*, change, correct, fix, typo, mistake, bug, sorry, be, read"),
        "It does not miss a bias.",
    ),
    before=r"\b",
    after=r"\b",
)
"""Words before a line that make it a case, a quotation or no correction at all."""
_NAMED = re.compile(rf"[`\"'“]?(?P<name>\b[A-Za-z_]\w*(?:\[[^\]\n]{{1,80}}\])?)[`\"'”]?\s+{_OUGHT}\s*:?\s*[`\"'“]*(?=[\w(\[-])", re.IGNORECASE)  # fmt: skip
"""A line said in words: "dz1 should be dh * (z1 > 0)"."""


def said_to_correct(said: str, assigns: re.Pattern[str]) -> Iterator[str]:
    """The pieces of some words that begin with a line that corrects the code, each up to the end of its sentence.

    Args:
        assigns: Matches the left side of an assignment, up to its sign.
    """
    before = ""
    for sentence in _SENTENCE.split(said):
        admitted = bool(_ADMITS.search(before)) and not _SUPPOSED.search(before)
        if admitted or _ADMITS.search(sentence):
            sentence = _NAMED.sub(lambda found: f"{found['name']} = ", sentence)
        for line in assigns.finditer(sentence):
            lead, rest = sentence[: line.start()], sentence[line.start() :]
            alone = admitted and not re.search(r"\w", lead)
            if not _SUPPOSED.search(lead) and (alone or _corrects(lead, rest)):
                yield rest
        before = sentence


def _corrects(lead: str, rest: str) -> bool:
    """Whether the words before a line in its sentence make it a correction."""
    if _ADMITS.search(lead) or _IS_TO_BE.search(lead) or _ASKS.search(lead):
        return True
    return bool(_PUTS.search(lead)) and any(_INSTEAD.match(rest, end.start()) for end in re.finditer(r"[\s`]", rest))
