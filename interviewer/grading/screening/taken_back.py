"""What an answer retracts: "Max unpooling has weights. No wait, I take that back: it has none."

Nobody is held to what they retracted. If a contradiction rests only on such words, the point is read again without them.
Pure; the second reading is up to the caller.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from interviewer.grading.grade import Evidence
from interviewer.grading.screening.taken_back_phrasings import (
    ABOUT,
    CAUSE,
    LEAD,
    MINE,
    REGRET,
    REGRETTED,
    TOTAL,
    TOTAL_OF_MINE,
    TURNED,
    WITHIN,
)
from interviewer.grading.text.evidence import Segment, sentences
from interviewer.grading.text.paragraphs import has_break
from interviewer.grading.text.words import content_words


@dataclass(frozen=True)
class TakenBack:
    """What is taken back in a text.

    Attributes:
        spans: Withdrawn words and the words that withdraw them, as character spans.
        correcting: Whole sentences that withdraw something.
        rest: The text without ``spans``.
    """

    spans: tuple[Segment, ...]
    correcting: tuple[Segment, ...]
    rest: str

    def covers(self, evidence: Evidence) -> bool:
        """Whether words are withdrawn, or belong to a correction."""
        return any(s.start < evidence.end and evidence.start < s.end for s in (*self.spans, *self.correcting))

    def withdraws(self, evidence: Evidence) -> bool:
        """Whether all of some words is withdrawn."""
        return any(s.start <= evidence.start and evidence.end <= s.end for s in self.spans)


@dataclass(frozen=True)
class Challenge:
    """Words that the interviewer held against the candidate, and the reply.

    Attributes:
        words: The words, as places in the answer.
        since: Where the reply begins in the answer.
        point: The id of the point that they were held to contradict.
    """

    words: tuple[Evidence, ...]
    since: int
    point: str = ""


def taken_back(text: str, challenge: Challenge | None = None) -> TakenBack:
    """What a text takes back; in most texts, nothing.

    Within a message that is the sentence before. A later message may go back to an earlier sentence: the one that it speaks
    of, or else the one that the interviewer has just held against the candidate.
    """
    pieces = sentences(text)
    spans: list[Segment] = []
    correcting: list[Segment] = []
    for number, piece in enumerate(pieces):
        words = piece.of(text)
        held = challenge if challenge and _opens(text, pieces, number, challenge.since) else None
        if end := _lead_of(words, held is not None):
            if undone := _undone(text, pieces, number, spans, end, held):
                spans += [*undone, Segment(piece.start, piece.start + end)]
                correcting.append(piece)
        elif within := WITHIN.search(words):
            spans.append(Segment(piece.start, piece.start + within.end()))
            correcting.append(piece)
        elif about := _about(words):
            # without content words, as in "about that one", nothing is found and nothing is undone
            found = [earlier for earlier in pieces[:number] if speaks_of(earlier.of(text), about.what)]
            if found:
                spans += found
                spans.append(Segment(piece.start, piece.start + about.end))
                correcting.append(piece)
    return TakenBack(tuple(spans), tuple(correcting), _without(text, spans))


def corrects_itself(text: str, challenged: bool = False) -> bool:
    """Whether a message retracts something, said in it or earlier.

    Args:
        challenged: It replies to the interviewer, who held some of the candidate's words against them.
    """
    pieces = [piece.of(text) for piece in sentences(text)]
    return any(
        WITHIN.search(words) or _lead_of(words, challenged and not number) or _about(words)
        for number, words in enumerate(pieces)
    )


def left_since(text: str, back: TakenBack, since: int) -> str:
    """What a text says from a place on, without the words that are taken back and those that take them back."""
    spans = [Segment(max(0, s.start - since), s.end - since) for s in back.spans if s.end > since]
    return _without(text[since:], spans)


def withdraws_one_thing(words: str) -> bool:
    """Whether a sentence takes back one thing, and not all that was said: "I take back what I said about strides"."""
    end = _undoing(words, False)
    if TOTAL.search(words[:end]) or TOTAL_OF_MINE.search(words[end:]):
        return False
    about = _about(words)
    return bool(content_words(about.what) if about else _lead_of(words, False))


def named_as_taken_back(text: str) -> str:
    """What a message says it takes back: "small batches" in "I take back what I said about small batches"; "" if it names nothing."""
    found = (_about(piece.of(text)) for piece in sentences(text))
    return next((about.what for about in found if about and content_words(about.what)), "")


def only_withdraws(text: str, challenged: bool = False) -> bool:
    """Whether a message retracts something and says nothing else: "Sorry, it's the other way round."."""
    pieces = [piece.of(text) for piece in sentences(text)]
    left = [words[_undoing(words, challenged and not number) :] for number, words in enumerate(pieces)]
    return bool(pieces) and corrects_itself(text, challenged) and not any(content_words(words) for words in left)


def _opens(text: str, pieces: list[Segment], number: int, since: int) -> bool:
    """Whether a sentence opens the reply that begins at ``since``, but for what is said in regret before it."""
    first = _begins(text, pieces, number)
    return since <= pieces[first].start and (first == 0 or pieces[first - 1].start < since)


def _begins(text: str, pieces: list[Segment], number: int) -> int:
    """The number of the sentence that a later message begins with, if only regret comes before this one: "Oh wait, only one
    of them. I had it the wrong way round"; otherwise the sentence's own number."""
    first = number
    while first and not has_break(text[pieces[first - 1].end : pieces[first].start]):
        first -= 1
    regretted = all(REGRETTED.match(p.of(text)) for p in pieces[first:number])
    return first if first and regretted else number


def _lead_of(words: str, challenged: bool) -> int:
    """Length of the words at the start of a sentence that undo an earlier one; 0 if there are none."""
    end = 0
    while True:
        turned = TURNED.match(words, end)
        if turned and (end or challenged or REGRET.search(turned[0])):
            end = turned.end()
        elif match := LEAD.match(words, end):
            end = match.end()
        else:
            return end
        if end >= len(words):
            return end


def _undone(
    text: str, pieces: list[Segment], number: int, spans: list[Segment], end: int, challenge: Challenge | None
) -> list[Segment]:
    """The sentences that are undone, none of which is itself taken back; empty if nothing was said before.

    Args:
        end: Length of the words that undo them.
    """
    begins = _begins(text, pieces, number)
    before = [p for p in pieces[:number] if not any(s.start <= p.start and p.end <= s.end for s in spans)]
    if begins < number:  # who comes to see the mistake first, "Oh wait, only one of them", does not take that back
        before = [p for p in before if p.start < pieces[begins].start]
    if not before or not has_break(text[before[-1].end : pieces[begins].start]):
        return before[-1:]
    charged = challenge.words if challenge else ()
    likely = [p for p in before if any(p.start < e.end and e.start < p.end for e in charged)] or before[-1:]
    said = text[pieces[number].start + end : pieces[number].end]
    if not content_words(said):  # what is right comes in a sentence of its own
        said = " ".join(p.of(text) for p in pieces[number + 1 : number + 2])
    shared = [len(content_words(said) & content_words(p.of(text))) for p in before]
    if max(shared) > max(shared[before.index(p)] for p in likely):
        return [before[len(shared) - 1 - shared[::-1].index(max(shared))]]
    return likely


def _undoing(words: str, challenged: bool) -> int:
    """Length of the words of a sentence that take something back; 0 if there are none."""
    about = None if _lead_of(words, challenged) else _about(words)
    return about.end if about else _lead_of(words, challenged)


@dataclass(frozen=True)
class _About:
    """The start of a sentence that takes back what was said about a thing: the thing, and where the start ends."""

    what: str
    end: int


def _about(words: str) -> _About | None:
    if mine := MINE.match(words):
        return _About(mine["mine"] or mine["said"], mine.end())
    about = ABOUT.match(words)
    if about is None:
        return None
    cause = CAUSE.search(about["what"])
    # the end is at the punctuation after the thing, or before a reason
    early = cause is not None and not about["stop"].strip(".!?")
    end = about.start("what") + cause.start() if cause and early else about.end()
    return _About(CAUSE.split(about["what"])[0], end)


def speaks_of(sentence: str, what: str) -> bool:
    """Whether a sentence has all the content words of a thing; never if the thing has none."""
    wanted = content_words(what)
    return bool(wanted) and wanted <= content_words(sentence)


def _without(text: str, spans: list[Segment]) -> str:
    kept, at = [], 0
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        kept.append(text[at : max(at, span.start)])
        at = max(at, span.end)
    return re.sub(r"[ \t]{2,}", " ", "".join([*kept, text[at:]])).strip()
