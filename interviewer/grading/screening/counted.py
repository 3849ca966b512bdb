"""Which parts of an answer a verdict can rest on, whatever a judge thinks of the rest.

Orders, requests and made-up verdicts are never evidence. An answer without any of these is read generously: if any part
is about the subject, all its sentences count. If anything in it is addressed to the grader, every other sentence has to
be about the subject itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from interviewer.grading.grade import Evidence
from interviewer.grading.screening.address import between_two, is_addressed
from interviewer.grading.screening.non_answers import ENGLISH_WORDS, chaff_in
from interviewer.grading.screening.subject import is_about, repeats, says_of, speaks_of_interview
from interviewer.grading.text.evidence import Segment, sentences
from interviewer.grading.text.language import other_language
from interviewer.grading.text.markup import Unmarked, unmarked
from knowledge.schema import Question

FEWEST_READ = 4
"""A sentence of at least this many words has a common English word or names something in the subject, if it is English."""
SHORTEST_READ = 3
"""Length of the shortest such word; shorter ones could be letters of formulas."""
_COMMENT = re.compile(r"\s*(?:#|//|/\*|--\s).*", re.DOTALL)
"""A comment in code, up to the end of the line: it makes no point by itself."""


def said_in(text: str, question: Question) -> list[Segment]:
    """The sentences that say something: nothing copied from rubric or reference, no word lists, nothing addressed to the
    grader."""
    plain = unmarked(text)
    return [plain.in_written(piece) for piece in _said(plain, question)]


def counted_in(text: str, question: Question) -> list[Segment]:
    """Those sentences of ``said_in`` that can earn credit."""
    plain = unmarked(text)
    said = _said(plain, question)
    of_subject = [piece for piece in said if says_of(piece.of(plain.text), question)]
    if _talks_to_the_grader(plain.text, question):
        counted = [piece for piece in said if is_about(piece.of(plain.text), question)]
    elif of_subject:
        counted = [piece for piece in said if piece in of_subject or _reads_as_english(piece.of(plain.text))]
    else:
        counted = []
    counted = [piece for piece in counted if not repeats(piece.of(plain.text), question)]
    return [plain.in_written(piece) for piece in counted]


def cut_to(quotes: Iterable[Evidence], pieces: Sequence[Segment], text: str) -> tuple[Evidence, ...]:
    """The parts of quotes that lie in counted pieces of a text; a longer quote is split into its counted runs."""
    found: dict[tuple[int, int], Evidence] = {}
    runs = _runs(pieces, text)
    for quote in quotes:
        for start, end in runs:
            a, b = max(start, quote.start), min(end, quote.end)
            held = text[a:b] if a < b else ""
            if any(char.isalnum() for char in held):
                a, b = a + len(held) - len(held.lstrip()), b - len(held) + len(held.rstrip())
                found[a, b] = Evidence(text[a:b], a, b)
    return tuple(found.values())


def _runs(pieces: Sequence[Segment], text: str) -> list[tuple[int, int]]:
    """The spans of runs of adjacent pieces, including the punctuation between them."""
    runs: list[tuple[int, int]] = []
    for piece in sorted(pieces, key=lambda piece: piece.start):
        if runs and not any(map(str.isalnum, text[runs[-1][1] : piece.start])):
            runs[-1] = (runs[-1][0], max(runs[-1][1], piece.end))
        else:
            runs.append((piece.start, piece.end))
    return runs


def _said(plain: Unmarked, question: Question) -> list[Segment]:
    whole = sentences(plain.text)
    idle = chaff_in(plain.text, whole, question)
    cut = (_without_comment(piece, plain.text) for piece in whole if piece not in idle)
    return [piece for piece in cut if piece.start < piece.end and not is_addressed(piece.of(plain.text))]


def _without_comment(piece: Segment, text: str) -> Segment:
    """A line of code without a comment addressed to the grader; any other piece unchanged."""
    comment = _COMMENT.search(piece.of(text))
    if comment and is_addressed(comment[0]) and not is_addressed(piece.of(text)[: comment.start()]):
        return Segment(piece.start, piece.start + comment.start())
    return piece


def _reads_as_english(sentence: str) -> bool:
    """Whether a sentence that names nothing in the subject is readable: not code, backwards or in another language."""
    words = re.findall(r"[^\W\d_]+", sentence.lower())
    common = sum(word in ENGLISH_WORDS for word in words)
    backwards = sum(word[::-1] in ENGLISH_WORDS for word in words if len(word) > 1)
    if sum(len(word) >= SHORTEST_READ for word in words) >= FEWEST_READ and (not common or common < backwards):
        return False
    return not other_language(sentence)


def _talks_to_the_grader(text: str, question: Question) -> bool:
    pieces = (piece.of(text) for piece in sentences(text))
    return any(is_addressed(each) or between_two(each) or speaks_of_interview(each, question) for each in pieces)
