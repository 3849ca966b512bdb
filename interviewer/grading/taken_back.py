"""What an answer retracts: "Max unpooling has weights. No wait, I take that back: it has none."

Nobody is held to what they retracted. If a contradiction rests only on such words, the point is read once more without them.
Pure; the second reading is up to the caller.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from interviewer.grading.evidence import Segment, sentences
from interviewer.grading.grade import Evidence
from interviewer.grading.retraction import THING, WITHDRAWS
from interviewer.grading.words import content_words

_OPENERS = r"(?:(?:no|oh|ah|hm+|um+|uh|er|sorry|well|so|then|but|and|ok(?:ay)?|actually|wait|though|yes|right|now)\b[,.!\s…–—-]*)*"
_UNDOES = (
    rf"{WITHDRAWS}|i(?:['’]ll| will| must| have to| should| want to)? (?:take|took) (?:{THING}|what i (?:just )?said) back"
    rf"|(?:scratch|strike|forget|ignore|disregard) (?:{THING}|what i (?:just )?said|the last (?:part|bit|sentence))"
    r"|(?:let me |i (?:have to|must|should) )?correct (?:that|myself)"
    r"|(?:sorry,? |no,? )i meant|(?:or |no,? )rather the (?:other way (?:a?round)|opposite|reverse)"
    rf"|{THING}(?:['’]s| is| was) (?:wrong|not (?:right|true|correct)|a mistake|nonsense|backwards|the wrong way (?:a?round))"
    r"|that (?:isn|wasn)['’]t (?:right|true|correct)|i (?:was|am|got (?:that|it)) (?:wrong|mistaken|backwards)(?: (?:about|on|with) (?:that|this|it))?"
    r"|i (?:got|had) (?:that|it|them|those) wrong"
)
"""Words that undo what was said last."""
_ABOUT = re.compile(
    rf"\s*{_OPENERS}i(?:['’]d)? (?:(?:was|am|had been) (?:wrong|mistaken|confused)|got it wrong|made a mistake|misspoke"
    r"|(?:(?:want to|have to|must|should|will) )?(?:take|took) back) "
    r"(?:(?:about|on|in|with|for) )?(?:what i (?:just )?said (?:about|on) )?(?P<what>[^.,:;!?–—]+)(?P<stop>[.,:;!?–—]?)",
    re.IGNORECASE,
)
"""Undoes what was said about a thing: "I was wrong about small batches"."""
_LEAD = re.compile(
    rf"\s*{_OPENERS}(?:(?:no,? wait|wait,? no|(?:sorry,? |no,? )i meant)\b[\s,.:;!…–—-]*|(?:{_UNDOES})\s*(?:[,.:;!…–—-]+\s*|$))",
    re.IGNORECASE,
)
"""The start of a sentence. Punctuation must follow, or "hold on to the best weights" would undo something."""
_WITHIN = re.compile(
    r"(?<![,;:…–—-])[,;:…–—-]+\s*(?:(?:oh|sorry|well|but)[,\s]+)?(?:no,? wait|wait,? no|actually,? no|no,? actually|no,? sorry|sorry,? no"
    r"|(?:sorry|no),? i meant?|scratch that|strike that|i take (?:that|it) back)\b[\s,.:;!…–—-]*",
    re.IGNORECASE,
)
"""Undoes the clause before it in the same sentence. Narrower: mid-sentence, "that is wrong" is about what others say."""
_CAUSE = re.compile(r"\b(?:because|since|as|and|but)\b", re.IGNORECASE)


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


def taken_back(text: str) -> TakenBack:
    """What a text takes back; nothing in most texts."""
    pieces = sentences(text)
    spans: list[Segment] = []
    correcting: list[Segment] = []
    for number, piece in enumerate(pieces):
        words = piece.of(text)
        if end := _lead_of(words):
            if undone := _before(pieces, number, spans):
                spans += [*undone, Segment(piece.start, piece.start + end)]
                correcting.append(piece)
        elif within := _WITHIN.search(words):
            spans.append(Segment(piece.start, piece.start + within.end()))
            correcting.append(piece)
        elif about := _ABOUT.match(words):
            # without content words, as in "about that one", nothing is found and nothing is undone
            found = [earlier for earlier in pieces[:number] if _speaks_of(earlier.of(text), about["what"])]
            if found:
                spans += found
                spans.append(Segment(piece.start, piece.start + _end_of(about)))
                correcting.append(piece)
    return TakenBack(tuple(spans), tuple(correcting), _without(text, spans))


def corrects_itself(text: str) -> bool:
    """Whether a message retracts something, said in it or earlier."""
    pieces = [piece.of(text) for piece in sentences(text)]
    return any(_WITHIN.search(words) or _lead_of(words) or _ABOUT.match(words) for words in pieces)


def _lead_of(words: str) -> int:
    """Length of the words at the start of a sentence that undo the one before it; 0 if there are none."""
    end = 0
    while match := _LEAD.match(words, end):
        end = match.end()
    return end


def _before(pieces: list[Segment], number: int, spans: list[Segment]) -> list[Segment]:
    """The sentence that is undone: the last one that is not itself taken back."""
    held = [p for p in pieces[:number] if not any(s.start <= p.start and p.end <= s.end for s in spans)]
    return held[-1:]


def _speaks_of(sentence: str, what: str) -> bool:
    wanted = content_words(_CAUSE.split(what)[0])
    return bool(wanted) and wanted <= content_words(sentence)


def _end_of(about: re.Match[str]) -> int:
    """The end of the withdrawing words: at the punctuation after the thing, or before a reason."""
    cause = _CAUSE.search(about["what"])
    if cause and not about["stop"].strip(".!?"):
        return about.start("what") + cause.start()
    return about.end()


def _without(text: str, spans: list[Segment]) -> str:
    kept, at = [], 0
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        kept.append(text[at : max(at, span.start)])
        at = max(at, span.end)
    return re.sub(r"[ \t]{2,}", " ", "".join([*kept, text[at:]])).strip()
