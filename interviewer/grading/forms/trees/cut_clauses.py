"""Cuts a sentence about pruning into parts with one statement each: at commas, and where "and" or "so" begins another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interviewer.grading.forms.trees.cut_words import CUT, SEEN_AT_ALL
from interviewer.grading.forms.trees.game_tree import GameTree
from interviewer.grading.forms.trees.mention import mentions
from interviewer.grading.forms.trees.mention_phrasings import A_NUMBER

MOST_PLACES = 60
"""Most words per part at which another statement could begin. By hand; it bounds the time."""
_PARTS = re.compile(r",\s+|\s+[-–—]\s+|;\s*|:\s+|\b(?:but|while|whereas)\b")
"""Matches what always ends a part."""
_SO = re.compile(r"\s(?:and\s+)?(?:so|hence|thus|therefore|consequently)\s+", re.I)
"""May begin a conclusion without a comma: "beta 4 <= alpha 5 so the leaves 5 and 9 are pruned"."""
_NOT = re.compile(r"\s(?:and\s+)?(?:not|rather\s+than|instead\s+of|as\s+opposed\s+to)\s+", re.I)
"""May begin what is left out of a cut: "9 is pruned and not 5"."""
_AND = re.compile(r"\sand\s+", re.I)
"""May begin another statement, if each has nodes and a verb of its own."""
_VERB = re.compile(
    r"\b(?:is|are|was|were|gets?|got|gives?|returns?|takes?|keeps?|equals?|does|do|did|has|have|had|becomes?|can|may|must"
    r"|will|needs?|stays?)\b|n['’]t\b|[<>=≤≥]",
    re.I,
)
"""Matches what makes a statement: a verb, or the sign of a comparison."""
_ACTS = re.compile(
    r"(?:(?:we|you|i|then|now|can|may|do|does|will|never|not|don['’]t)\s+)*"
    r"(?:prune|cut|skip|visit|look\s+at|evaluate|search|examine|explore|expand|check|see|read)s?\b",
    re.I,
)
"""A second verb of the same subject: "we visit 1 and 4 and skip 5 and 9"."""
_NO_END = re.compile(r"\b(?:is|are|was|were|be|been|gets?|can|may|must|will)\s*$", re.I)
"""A statement does not end like this: "5 and 9 are thus pruned" is one."""


def parts_of(sentence: str, tree: GameTree) -> Iterator[str]:
    """The parts of a sentence, in order, each with at most one statement about a cut."""
    for part in _PARTS.split(sentence):
        if part and part.strip():
            yield from _statements(part, tree)


@dataclass(frozen=True)
class _Words:
    """Some words of a part, with where nodes or numbers are named in the whole part."""

    part: str
    start: int
    end: int
    names: Sequence[tuple[int, int]]

    @property
    def text(self) -> str:
        return self.part[self.start : self.end]

    @property
    def first(self) -> int | None:
        """Where the first name begins, counted from the start of the words; None if there is none."""
        return next((begin - self.start for begin, _ in self.names if self.start <= begin < self.end), None)

    @property
    def says(self) -> bool:
        """Whether something is said of a cut, or of what is looked at."""
        return _says_cut(self.text)


def _says_cut(words: str) -> bool:
    return bool(CUT.search(words) or SEEN_AT_ALL.search(words))


def _statements(part: str, tree: GameTree) -> Iterator[str]:
    """A part, divided where a second statement begins in it."""
    begin = 0
    if _says_cut(part):
        breaks = sorted((m for kind in (_SO, _NOT, _AND) for m in kind.finditer(part)), key=lambda m: m.start())
        spans = [(m.start, m.end) for m in mentions(part, tree)] if breaks else []
        names = sorted([*spans, *(m.span() for m in A_NUMBER.finditer(part))])
        for found in breaks[:MOST_PLACES]:
            inside = any(start <= found.start() < end for start, end in spans)
            head = _Words(part, begin, found.start(), names)
            rest = _Words(part, found.end(), len(part), names)
            if not inside and head.text.strip() and _begins_another(head, found.re, rest):
                yield head.text
                begin = found.start()
    yield part[begin:]


def _begins_another(head: _Words, word: re.Pattern[str], rest: _Words) -> bool:
    """Whether the rest is said of nodes of its own, and not of those before it, too."""
    first = rest.first
    if first is None or _NO_END.search(head.text):
        return False
    if word is _SO:
        return rest.says
    if head.first is None or not (head.says or _VERB.search(head.text)):
        return False
    if word is _NOT:
        return head.says and not _says_cut(rest.text[:first])
    if first == 0 and any(end == head.end for _, end in head.names):
        return False  # "4 and 5" can be a list
    if acts := _ACTS.match(rest.text):
        return first >= acts.end()
    return bool(_VERB.search(rest.text, first)) and not _VERB.search(rest.text[:first])
