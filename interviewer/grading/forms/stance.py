"""Finds what a candidate stands by, leaving out words that are retracted, denied, asked, supposed or attributed to others.

Every form that reads words uses this. A right value in a sentence that rejects it earns nothing, and a wrong one that is
corrected costs nothing. If in doubt, too much is left out, and the judge decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from interviewer.grading.forms.stance_phrasings import (
    ANSWERED_NO,
    ANSWERED_YES,
    ASKS,
    BACKWARD,
    BOUND,
    BREAKS_OFF,
    CONCLUDES,
    CONDITION,
    CORRECTS,
    DENIED,
    END,
    FORWARD,
    MAY_TURN,
    NOT_BUT,
    OTHER_SUBJECT,
    POINTS_BACK,
    STEP,
    SUPPOSED,
    TAKES_UP,
    TURN,
    TURNS_FIRST,
    UNEQUAL,
    UPHELD,
)
from interviewer.grading.text.evidence import Segment

_VISIBLE = re.compile(r"[^\n]")
"""What is replaced by spaces: everything but line breaks."""
BLOCK = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
"""Fenced code, to the end of the text if it is never closed."""
_SENTENCE = re.compile(r"(?<=[.!?…])[\"')\]*]*\s+(?=\S)|\n+")
"""Where a sentence ends: unlike in ``sentences``, marks of emphasis may close it, and dots end it. It ends after "e.g.", too; a
denial there doesn't reach the example."""
_BRACKETS = re.compile(r"\([^()]*\)")
"""Words in brackets."""
FURTHEST = 120
"""How many characters into a sentence it can say that what it points back at is wrong; later, it is usually about something
else."""


@lru_cache(maxsize=64)  # each criterion of a question asks for the same answer
def stood_by(text: str, denials: bool = True, questions: bool = True, retractions: bool = True) -> str:
    """The text with everything the candidate does not stand by replaced by spaces. Fenced code stays.

    Args:
        denials: Whether denied values go as well: "it cannot be 4". Forms in which a denial says something, such as that a
            leaf is not visited, keep them.
        questions: Whether questions go as well.
        retractions: Whether anything retracted, supposed or said by others goes. Otherwise only plain denials do, and a
            denied bound stays: "I doubt it's more than 4".
    """
    out, at = [], 0
    for start, end in sorted(_set_aside(text, denials, questions, retractions)):
        if end > at:  # spans can overlap; each character is written once
            start = max(start, at)
            out += [text[at:start], _VISIBLE.sub(" ", text[start:end])]
            at = end
    return "".join((*out, text[at:]))


def corrections(text: str) -> tuple[int, ...]:
    """The places where words take back what was said before them: "no wait", "but actually", "scratch that"."""
    return tuple(match.start() for match in CORRECTS.finditer(text))


def may_turn(answer: str, quotes: Sequence[str]) -> bool:
    """Whether words behind the last of some quotes may take them back, in any way that is not surely something else."""
    end = max((answer.rfind(quote) + len(quote) for quote in quotes), default=len(answer))
    behind = answer[end:]  # as a text of its own: "No, …" may be its beginning
    return CORRECTS.search(behind) is not None or MAY_TURN.search(behind) is not None


def is_set_aside(words: str) -> bool:
    """Whether some words introduce something that is not meant, or end by taking it back: "A common mistake:", "First try:"."""
    found = list(FORWARD.finditer(words))
    found += list(BACKWARD.finditer(words)) if words.rstrip().endswith(":") else []
    return bool(found) and not TURN.search(words, max(match.end() for match in found))


def takes_back(words: str) -> bool:
    """Whether some words say that what comes before them is wrong: "That does not work".

    They must point back at the thing that is wrong. "This keeps z, because without it the rest would not work" is praise.
    """
    points = POINTS_BACK.match(words)
    wrong = BACKWARD.search(words, points.end(), FURTHEST) if points else None
    if points is None or wrong is None:
        return False
    between = _BRACKETS.sub("", words[points.end() : wrong.start()])
    return not OTHER_SUBJECT.search(between) and not CONDITION.match(words, wrong.end())


def _set_aside(text: str, denials: bool, questions: bool, retractions: bool) -> Iterator[tuple[int, int]]:
    blocks = [match.span() for match in BLOCK.finditer(text)]
    block_ends = [end for _, end in blocks]

    def in_block(piece: Segment) -> bool:
        nearest = bisect_right(block_ends, piece.start)
        return nearest < len(blocks) and blocks[nearest][0] < piece.end

    pieces = [piece for piece in _sentences(text) if not in_block(piece)]
    for at, piece in enumerate(pieces):
        words = piece.of(text)
        after = pieces[at + 1].of(text) if at + 1 < len(pieces) else ""
        if retractions and takes_back(after) and at + 2 < len(pieces):
            yield piece.start, piece.end
        if retractions and BREAKS_OFF.search(words) and TAKES_UP.match(after):
            yield piece.start, piece.end
            continue
        if _is_question(words, after):
            if questions or ANSWERED_NO.match(after):
                yield piece.start, piece.end
            continue
        for start, end in _in_sentence(words, after, denials, retractions):
            yield piece.start + start, piece.start + end


def _sentences(text: str) -> list[Segment]:
    found, at = [], 0
    for match in (*_SENTENCE.finditer(text), None):
        end = match.start() if match else len(text)
        whole = text[at:end]
        cut = 0
        for question in re.finditer(r"\?\s*(?=\S)", whole):  # "4? No, 5" is two of them
            found.append(Segment(at + cut, at + question.end()))
            cut = question.end()
        found.append(Segment(at + cut, end))
        at = match.end() if match else end
    return [piece for piece in found if piece.of(text).strip()]


def _is_question(words: str, after: str) -> bool:
    if not words.rstrip().endswith("?") or ANSWERED_YES.match(after):
        return False
    return bool(ASKS.search(words) or ANSWERED_NO.match(after))


def _in_sentence(words: str, after: str, denials: bool, retractions: bool) -> Iterator[tuple[int, int]]:
    if UPHELD.search(words):
        return
    turns = [turn.span() for turn in TURN.finditer(words)]
    ends = [end.start() for end in END.finditer(words)]
    starts = [start for start, _ in turns]
    if retractions:
        yield from _forward(words, after, starts)
        for match in BACKWARD.finditer(words):
            before = bisect_left(turns, (match.start(), 0))
            yield turns[before - 1][1] if before else 0, _first(ends, match.end(), words)
    for pattern in (NOT_BUT, UNEQUAL, DENIED) if denials else (NOT_BUT,):
        for match in pattern.finditer(words):
            if retractions or not BOUND.match(words, match.end()):
                yield match.start(), _first(ends, match.end(), words)


def _forward(words: str, after: str, turns: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The spans set aside from an announcement up to the turn of the sentence.

    Args:
        turns: Where the sentence turns, in order.
    """
    concluded = [match.start() for match in CONCLUDES.finditer(words)]
    for match in FORWARD.finditer(words):
        end = _first(turns, match.end(), words)
        yield match.start(), min(end, _first(concluded, match.end(), words)) if SUPPOSED.match(match[0]) else end
    for match in STEP.finditer(words):
        end = _first(turns, match.end(), words)
        if end < len(words) or TURNS_FIRST.match(after):
            yield match.start(), end


def _first(places: Sequence[int], after: int, words: str) -> int:
    at = bisect_left(places, after)
    return places[at] if at < len(places) else len(words)
