"""The clauses of an answer in which values are looked for, and list numbers, which are not values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from interviewer.grading.text.evidence import Segment

_CLAUSE = re.compile(
    r"(?<!\d),(?=\s)|,(?=\s+[a-z])|;|:(?=\s)|\s[-–—]\s(?!\d+(?:\.\d+)?\s*[/*=])|[()](?=\s|$)|(?<=\s)\("
    r"|\s(?=(?:but|because|since|as|while|whereas|although|though|so|which|and then|hence|therefore)\s)",
    re.I,
)
LONGEST_SENTENCE = 600
"""Most characters of a sentence that are read together; speech without full stops is cut."""


def pieces(sentence: Segment, text: str) -> Iterator[Segment]:
    """A sentence, cut at spaces where it is longer than a sentence is."""
    start = sentence.start
    while sentence.end - start > LONGEST_SENTENCE:
        space = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        end = space if space > start else start + LONGEST_SENTENCE
        yield Segment(start, end)
        start = end
    yield Segment(start, sentence.end)


def around(words: str, parts: Sequence[str]) -> str:
    """The part of a sentence that holds these words."""
    return next((part for part in parts if words.strip()[:40] in part), words)


def clauses(whole: str, sentence: Segment) -> Iterator[Segment]:
    """The clauses of a sentence, without the commas and conjunctions between them."""
    start = 0
    for match in _CLAUSE.finditer(whole):
        opened = whole.rfind("(", 0, match.start())
        if match[0] == ")" and opened > 0 and not whole[opened - 1].isspace():
            continue  # as in sqrt(16): the bracket belongs to the number
        if whole[start : match.start()].strip():
            yield Segment(sentence.start + start, sentence.start + match.start())
        start = match.end()
    if whole[start:].strip():
        yield Segment(sentence.start + start, sentence.start + len(whole))


def without_list_marks(text: str) -> str:
    """A text with list numbers blanked out, if a list has two or more of them; offsets stay valid."""
    marks = list(re.finditer(r"^[ \t]*(\d{1,2})[.)](?=[ \t])", text, re.MULTILINE))
    if [m[1] for m in marks][:2] != ["1", "2"]:
        return text
    for mark in marks:
        text = text[: mark.start()] + " " * len(mark[0]) + text[mark.end() :]
    return text
