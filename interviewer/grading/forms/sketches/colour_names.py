"""Which curve is which colour, as the words beside a picture say: "the teal curve: sigmoid", "tanh in amber", or two lists."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.answers.drawn import DrawnCurve

ALIKE = (
    ("teal", "turquoise", "cyan"),
    ("amber", "orange", "yellow"),
    ("violet", "purple", "lilac"),
    ("rose", "pink", "red", "magenta"),
    ("blue",),
    ("green",),
    ("black", "grey", "gray", "dark"),
)
"""Words for colours that look alike. A word means the colour of that name if there is one, and else the only one like it."""
_LINK = re.compile(
    r"(?:\W|\b(?:is|are|was|were|the|an?|my|in|as|for|with|by|to|of|one|ones|it|drawn|plotted|shown|shows?|means|represents?"
    r"|stands|lines?|curves?|graphs?|plots?|functions?|you|see|have|colou?r(?:ed)?)\b)*",
    re.I,
)
"""Words and signs that tie a colour to a curve, without a comma or a stop."""
_LIST = re.compile(r"[\s,;&/|+*]*(?:\band\b)?[\s*]*(?:the\b)?[\s*]*", re.I)
"""What is between the entries of a list."""
_STOP = re.compile(r"[,;!?]|\.(?=\s|$)|\n")
"""Ends what belongs together: signs behind which something else begins, but not a point inside a number or a name."""
_DENIED = re.compile(r"\b(?:not|isn['’]?t|never|nor|unlike)\s+(?:(?:the|an?|in)\s+)*$", re.I)
"""Before a colour or a curve that is only mentioned: a denial, or what it is set against."""


@dataclass(frozen=True)
class _Mention:
    kind: str
    what: str
    start: int
    end: int


def named_by_colour(prose: str, colours: Collection[str], drawn: Sequence[DrawnCurve]) -> Mapping[str, str]:
    """The question's name for each colour that the words give one; where they give several, the last.

    Args:
        colours: Those in the drawing.
    """
    mentions = list(_mentions(prose, colours, drawn))
    found: dict[str, str] = {}
    used = 0
    for at, (one, other) in enumerate(pairwise(mentions)):
        gap = prose[one.end : other.start]
        if at < used or one.kind == other.kind or not _LINK.fullmatch(gap):
            continue
        before, after = _row(prose, mentions, at, -1), _row(prose, mentions, at + 1, 1)
        if _STOP.search(gap) or (len(before) == len(after) == 1 and _binds_on(prose, mentions, at + 1)):
            continue
        if len(before) != len(after):  # "sigmoid in teal, tanh in amber": only neighbours belong together
            before, after = before[-1:], after[:1]
        for pair in zip(before, after, strict=True):
            colour, name = pair if pair[0].kind == "colour" else pair[::-1]
            found[colour.what] = name.what
        used = at + 1 + len(after)
    return found


def _binds_on(prose: str, mentions: Sequence[_Mention], at: int) -> bool:
    """Whether a mention is closer to the next one, to which it belongs then: "tanh is the amber curve" after "sigmoid"."""
    if at + 1 >= len(mentions) or mentions[at + 1].kind == mentions[at].kind:
        return False
    before, after = prose[mentions[at - 1].end : mentions[at].start], prose[mentions[at].end : mentions[at + 1].start]
    return not after.strip() and bool(before.strip()) and not _STOP.search(after)


def _row(prose: str, mentions: Sequence[_Mention], at: int, step: int) -> list[_Mention]:
    """The mentions of one kind that are listed with one, in order."""
    row = [mentions[at]]
    while 0 <= (at := at + step) < len(mentions) and mentions[at].kind == row[0].kind:
        first, last = sorted((mentions[at], row[-1]), key=lambda m: m.start)
        if not _LIST.fullmatch(prose[first.end : last.start]):
            break
        row.append(mentions[at])
    return row[::step]


def _mentions(prose: str, colours: Collection[str], drawn: Sequence[DrawnCurve]) -> Iterator[_Mention]:
    """The colours and the curves that are named, without those that are denied; the longest name at a place counts."""
    names = {name.lower(): curve.names[0] for curve in drawn for name in curve.names}
    meant = _meant(colours)
    known = sorted({*names, *meant}, key=len, reverse=True)
    words = "|".join(re.escape(word).replace(r"\ ", r"[\s-]+") for word in known)
    for match in re.finditer(rf"(?<![\w-])(?:{words})(?!\w)", prose, re.I):
        word = re.sub(r"[\s-]+", " ", match[0].lower())
        if _DENIED.search(prose[: match.start()]):
            continue
        if word in names:
            yield _Mention("name", names[word], *match.span())
        elif word in meant:
            yield _Mention("colour", meant[word], *match.span())


def _meant(colours: Collection[str]) -> dict[str, str]:
    """The colour of the drawing that each word for a colour means."""
    found = {colour: colour for colour in colours}
    for words in ALIKE:
        there = [word for word in words if word in colours]
        if len(there) == 1:
            found |= {word: there[0] for word in words if word not in found}
    return found
