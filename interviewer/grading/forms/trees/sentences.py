"""The sentences about a tree that plainly say something, in pieces short enough to read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interviewer.grading.forms.trees.mention import number_in
from interviewer.grading.forms.trees.mention_phrasings import NUMBER
from knowledge.text.alternatives import any_of, shared, table
from knowledge.text.sentences import sentences

LONGEST_SENTENCE = 600
"""Most characters read together: every number is tried with every node before it, which is quadratic."""
SETS_ASIDE = table(
    (r"\bif\b", "I think if the eigenvalues"),
    (r"\bwould\b", "It would weigh two."),
    (r"\bsuppose\b", "I suppose"),
    (r"\?\s*$", "Is it 5?"),
    (r"\b(?:some|people|others|they|somebody|someone|textbooks?)\s+(?:say|says|think|claim)", "People say"),
    shared(
        r"\b",
        (
            any_of("false, untrue, wrong, not true, not the case, not right, don['’]?t think, doubt, deny"),
            "don't think",
        ),
        ("isn['’]t (?:true|the case|right)", "isn't true"),
        after=r"\b",
    ),
)
"""Matches a sentence that supposes, asks, quotes others or denies what follows, and so cannot be checked word by word."""

NOT_CUT = re.compile(
    r"\b(?:nothing|no\s+\w+)\s+(?:\w+\s+){0,2}(?:prun\w+|cut|skipped)\b|"
    r"\b(?:not|n't|no)\s+(?:\w+\s+){0,2}(?:prun\w+|cut)\b|n't\s+(?:be\s+|get\s+)?(?:prun\w+|cut)\b",
    re.I,
)
"""A sentence that says that nothing is pruned."""

_EITHER = table(
    (rf"({NUMBER})\s*,?\s*or\s+(?:maybe\s+|perhaps\s+|even\s+)?({NUMBER})(?!\s*equal)", "two or three"),
)
IT = table(
    ("^", "it is"),
    (r"[,;.]\s*", "now 4, it is"),
    (r"\b(?:but|so|then|and|hence|later|finally|right|left|branch|side|half|part)\s*,?\s*", "and so it becomes"),
    after=r"(?:i say\s+)?(?:it|that one|its value)(?:['’]s|\s+"
    + any_of(
        "is, becomes?, must be, should be, gets, takes, has, drops? to, falls? to, rises? to, "
        "changes to, ends up(?: at| as)?, turns into"
    )
    + rf")?\s*{any_of('a, an, the, really, actually, in fact, value, now, of, =')}*\s*$",
)
"""Before a number, this says that it belongs to the node mentioned last."""

TIME = re.compile(
    r"\b(?:after|once|before|until|than|having)\s+(?:(?:we\s+)?(?:look\w*\s+at|see\w*|"
    r"seen|visit\w*|evaluat\w*|search\w*|finish\w*|do(?:ing|ne)?)\s+)?(?:the\s+)?$",
    re.I,
)
"""In "after the left branch" the node only says when."""
_PERHAPS_DENIED = table((rf"(\b(?:not|rather than|instead of)\s+)?({NUMBER})", "not 3"))
_FILLER_WORDS = """
    is are was be gets get gives give got becomes become has have takes take must should comes out at to as a an the value
    number worth equals equal ends end ended up with so then now also just stays stay still set goes go down drops drop
    lowered raised rises moves updated changes holds hold returns return carries shows there stands it too thus hence therefore
    finally in put write you we i say node min max circle 's s = : → -> => , ( picks chooses selects passes keeps
    reports evaluates resolves settles scores but my for me that which turns into becoming being again of ends on this point ) [ ]
    larger largest bigger biggest greater greatest higher highest smaller smallest lower lowest best one goes
"""
FILLERS = frozenset(_FILLER_WORDS.split())
"""Words that can come between a node and what is said about it."""


def sentences_of(text: str) -> Iterator[str]:
    """The sentences and lines of a prose answer that plainly say something."""
    for whole in sentences(text, also=";…"):
        if not SETS_ASIDE.search(whole):
            yield from (piece for piece in _pieces(whole) if piece.strip())


def _pieces(sentence: str) -> Iterator[str]:
    """A sentence, cut if it is too long: at its last comma or gap, or anywhere if there is none."""
    start = 0
    while len(sentence) - start > LONGEST_SENTENCE:
        end = start + LONGEST_SENTENCE
        cut = max(sentence.rfind(mark, start + LONGEST_SENTENCE // 2, end) for mark in (",", ";"))
        cut = cut if cut >= 0 else sentence.rfind(" ", start, end)
        end = cut + 1 if cut >= 0 else end
        yield sentence[start:end]
        start = end
    yield sentence[start:]


def without_alternatives(sentence: str) -> str:
    """A sentence without numbers given as alternatives, as in "5 or 4"; offsets stay valid."""
    for match in _EITHER.finditer(sentence):
        if number_in(match[1]) != number_in(match[2]):
            sentence = blanked(sentence, match)
    return sentence


def without_numbers(rest: str, heard: str) -> str:
    """A sentence with numbers blanked out that the candidate does not stand by; in "not 3" the "not" goes too."""
    for match in _PERHAPS_DENIED.finditer(rest):
        if not heard[match.start(2) : match.end(2)].strip():
            rest = blanked(rest, match, " " if match[1] else "#")
    return rest


def blanked(text: str, match: re.Match[str], by: str = "#") -> str:
    """The text with what was read blanked out, so that nothing is read twice; offsets stay valid."""
    return text[: match.start()] + by * len(match[0]) + text[match.end() :]
