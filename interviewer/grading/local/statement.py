"""Splits an answer into statements, each of which can be read against a claim by itself.

A sentence is a statement. A long one, or a stretch of dictation without full stops, is cut at its joints. One that depends on
what came before it ("It grows linearly.", "No, the other way round.") is read together with that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from interviewer.grading.text.evidence import Segment, sentences
from knowledge.text.alternatives import any_of, table

LONG = 34
"""Longer sentences are cut. A judgement: nearly all of the bank's statements are shorter."""
PIECE = (8, 26)
"""Fewest and most words of a piece of a long sentence."""
SHORT = 5
"""A sentence of at most this many words is read with the one before it."""
CONTEXT = 40
"""How many preceding words are read with a statement that depends on them."""
HEADING = 6
"""A line of at most this many words that ends in a colon is a heading for what follows."""
_JOINT = re.compile(
    r"[;:,]\s+|\s+[-–—]\s+|\s+(?=(?:and|but|so|because|while|whereas|which|then|since|or|also|if|when|where|um|uh)\b)",
    re.IGNORECASE,
)
"""Where a sentence can be divided: a claim is often met by one of its parts."""
_LEANS = table(
    (
        any_of(
            "it, its, it's, this, that, that's, these, those, they, their, them, he, she, so, then, which, "
            "because, since, otherwise, and, but, or, also, instead, both, neither, either, same, likewise"
        ),
        "Otherwise we divide",
    ),
    ("the (?:former|latter|first|second|other|opposite|reverse)", "The other"),
    (any_of("one, another, for (?:example|instance)"), "for instance"),
    (r"e\.g", "e.g. dropout"),
    (
        any_of(
            "no, nope, yes, yeah, actually, scratch, strike, forget, ignore, sorry, hmm+, wait, hold on, "
            "not, here, there, hence, therefore, thus, whereas, while, in (?:that|this) case, "
            "at (?:that|this) point"
        ),
        "At that point",
    ),
    before=r"^[\W_]*",
    after=r"\b",
)
"""Opens a statement that says nothing without the one before it, so it is read together with that."""
_ASSENTS = re.compile(
    r"(?:(?:yes|yeah|yep|yup|no|nope|ok|okay|right|sure|true|correct|exactly|agreed|fair|point|enough|good|of|course|indeed|well|hm+|so"
    r"|and|but|that|thats|it|its|is|was|[a-z]{2,9}ly)\b[\W_]*)+",
    re.IGNORECASE,
)
"""Matches words that only agree or disagree: "Yes.", "Obviously.", "No, fair point."."""


@dataclass(frozen=True)
class Statement:
    """One statement of an answer.

    Attributes:
        place: Where it is in the text that was cut.
        text: The text that is read: the statement, preceded by the context it depends on.
        own: The statement without that context.
        begins: Where a quote of it begins, if before its own place: words that only agree are quoted with what they agree to.
        off_topic: Whether its paragraph is about something else than the question.
    """

    place: Segment
    text: str
    own: str
    begins: int | None = None
    off_topic: bool = False

    @property
    def quote(self) -> Segment:
        """What to quote of it."""
        return self.place if self.begins is None else Segment(self.begins, self.place.end)


def statements_of(text: str) -> list[Statement]:
    """The statements of a text without markup, in order."""
    out: list[Statement] = []
    heading = before = ""
    unused: Segment | None = None  # a heading with nothing below it is a statement
    begins: int | None = None
    for sentence in sentences(text):
        said = _one_line(sentence.of(text))
        words = len(said.split())
        if said.endswith(":") and words <= HEADING:
            if unused is not None:
                out.append(_alone(unused, text))
            heading, before, unused = said, said, sentence
            continue
        unused = None
        pieces = list(_pieces(text, sentence)) if words > LONG else [sentence]
        for number, piece in enumerate(pieces):
            own = _one_line(piece.of(text))
            leans = number > 0 or len(own.split()) <= SHORT or bool(_LEANS.match(own))
            context = before if leans else ""
            if heading and not context.startswith(heading):
                context = f"{heading} {context}".strip()
            begins = (
                begins
                if begins is not None and _ASSENTS.fullmatch(own.lstrip("\"'(*_ ").replace("’", "").replace("'", ""))
                else piece.start
            )
            out.append(Statement(piece, f"{context} {own}".strip(), own, begins))
            # a word in between ("Yes.") does not separate the next statement from its context
            said_before = f"{before} {own}" if len(own.split()) <= SHORT else own
            before = " ".join(said_before.split()[-CONTEXT:])
    if unused is not None:
        out.append(_alone(unused, text))
    return out


def _alone(place: Segment, text: str) -> Statement:
    said = _one_line(place.of(text))
    return Statement(place, said, said)


def _pieces(text: str, sentence: Segment) -> Iterator[Segment]:
    """A long sentence in pieces of limited length, cut at joints if there are any."""
    start = sentence.start
    cuts = [m.end() for m in _JOINT.finditer(text, sentence.start, sentence.end)] + [sentence.end]
    at = start
    for cut in cuts:
        if len(text[start:cut].split()) > PIECE[1] and len(text[start:at].split()) >= PIECE[0]:
            yield from _windows(text, start, at)
            start = at
        at = cut
    yield from _windows(text, start, sentence.end)


def _windows(text: str, start: int, end: int) -> Iterator[Segment]:
    """A stretch in windows of at most the longest piece; nearly always one."""
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", text[start:end])]
    most = PIECE[1] + PIECE[0]
    while words:
        some = words if len(words) <= most else words[: PIECE[1]]
        words = words[len(some) :]
        yield Segment(start + some[0][0], start + some[-1][1])


def _one_line(text: str) -> str:
    return " ".join(text.split())
