"""Finds the words of an answer that an argument repeats without quoting them: "I said it's no use for big kernels".

They are read by themselves, like quoted ones. The context decides whether that is fair: words within a denial, or about what
others say, are never read without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

from interviewer.grading.text.evidence import Segment, sentences
from interviewer.grading.text.words import content_words
from knowledge.text.alternatives import any_of, shared, table
from knowledge.text.function_words import FUNCTION_WORDS

FEWEST_WORDS = 4
"""How many words in a row an argument must share with the answer to repeat it, two of them content words."""
FEWEST_TELLING = 2
"""Fewest telling words that are a repetition. By hand: a single one is repeated by chance."""
CLOSE = 0.6
"""Share of a sentence's content words that one clause of the answer must have to count as repeated in other words
(judgements, not swept)."""
MOST = 2
"""Most repeated pieces that are read: each costs a reading."""
MOST_WORDS = 600
"""Most words of an argument, and of a sentence, that are compared; it bounds the time."""
_EMPTY = frozenset(
    [
        "not",
        "but",
        "all",
        "any",
        "more",
        "said",
        "say",
        "says",
        "its",
        "too",
        "one",
        "was",
        "were",
        "did",
        "had",
        "how",
        "who",
        "why",
        "yes",
        "well",
        "also",
        "very",
        "still",
        "only",
    ]
)
"""Short function words, in addition to the stop words."""
_WORD = re.compile(r"\w+(?:['’]\w+)*")
"""A word, with its apostrophe, so that "it's" is one."""
_CLAUSE_END = re.compile(r"[,;:]\s+|\s[-–—]\s|\s+(?=\b(?:but|whereas|although)\b)")
"""Where a clause ends: what is repeated is quoted as a whole one."""
_TURNS_ROUND = table(
    shared(
        r"\b",
        (
            any_of(
                "not, never, no longer, nobody, hardly, wrong(?:ly)?, false, untrue, mistaken?, doubt, deny, "
                "denies, disagree, unlike, contrary, myth"
            ),
            "it is no longer so",
        ),
        (
            r"(?:people|some|others|many|they|someone|somebody|textbooks?) (?:\w+ )?"
            + any_of("say, says, said, think, thinks, thought, claim, claims, claimed, believe, believes"),
            "People always claim",
        ),
        (any_of("if, unless, rather than, instead of"), "one rather than the other"),
        after=r"\b",
    ),
    (r"n['’]t\b", "it doesn't help"),
    (r"\?", "Is that so?"),
)
"""Matches what can reverse the sense of the words around it."""
_HEDGE = table(
    (
        r"\s*(?:(?:and|so|well|maybe|perhaps|probably|possibly|hm+|um+)\b[\s,]*)*(?:"
        + any_of(
            "i(?:['’]d| would)? (?:guess|think|say|suppose|assume|believe|imagine), my guess is, "
            "i(?:['’]m| am) guessing"
        )
        + r"(?: that\b)?[\s,]*)?",
        "Hm, I suppose",
    ),
)
"""Matches hedges; the statement itself follows them."""


def repeated(argument: str, text: str) -> tuple[Segment, ...]:
    """The clauses of a text that an argument repeats, word for word or nearly, longest repetition first.

    Each is extended to the whole sentence if that could reverse the sense of the clause.
    """
    found: list[tuple[int, Segment]] = []
    argued = dict.fromkeys(_Words.of(piece.of(argument)) for piece in sentences(argument))
    for piece in sentences(text):
        sentence = piece.of(text)
        for said in argued:
            if place := _shared(said, sentence):
                length, start, end = place
                found.append((length, _in_sentence(sentence, piece, start, end)))
    found.sort(key=lambda row: -row[0])
    return tuple(dict.fromkeys(segment for _, segment in found))[:MOST]


@dataclass(frozen=True)
class _Words:
    """A sentence of an argument, preprocessed once: it is compared with every sentence of the answer.

    Attributes:
        plain: Its words, at most ``MOST_WORDS``.
        telling: Its content words.
    """

    plain: tuple[str, ...]
    telling: frozenset[str]

    @classmethod
    def of(cls, sentence: str) -> _Words:
        words = list(islice(_WORD.finditer(sentence), MOST_WORDS))
        return cls(_plain(words), _telling(sentence[: words[-1].end()] if words else ""))


def _shared(argument: _Words, sentence: str) -> tuple[int, int, int] | None:
    """How many words a sentence of the argument shares with one of the answer, and where they are in the latter."""
    ours = list(islice(_WORD.finditer(sentence), MOST_WORDS))
    run = SequenceMatcher(None, argument.plain, _plain(ours), autojunk=False).find_longest_match()
    if run.size >= FEWEST_WORDS:
        start, end = ours[run.b].start(), ours[run.b + run.size - 1].end()
        if len(_telling(sentence[start:end])) >= FEWEST_TELLING:
            return run.size, start, end
    for start, end in _clauses(sentence):
        both = argument.telling & _telling(sentence[start:end])
        if len(both) >= max(FEWEST_TELLING, CLOSE * len(argument.telling)):
            return len(both), start, end
    return None


def _in_sentence(sentence: str, piece: Segment, start: int, end: int) -> Segment:
    """The clauses that contain some words, without a leading hedge; the whole sentence if its rest may reverse their sense."""
    clauses = [(a, b) for a, b in _clauses(sentence) if a < end and start < b]
    first, last = (clauses[0][0], clauses[-1][1]) if clauses else (start, end)
    if _TURNS_ROUND.search(f"{sentence[:first]} {sentence[last:]}") or _TURNS_ROUND.search(sentence[first:start]):
        return piece
    hedge = _HEDGE.match(sentence, first, end)
    first = min(start, hedge.end()) if hedge else first
    return Segment(piece.start + first, piece.start + last)


def _clauses(sentence: str) -> Iterator[tuple[int, int]]:
    at = 0
    for match in _CLAUSE_END.finditer(sentence):
        yield at, match.start()
        at = match.end()
    yield at, len(sentence)


def _telling(text: str) -> frozenset[str]:
    """The content words: longer ones as stems, and short ones such as "big" or "CNN"."""
    short = {
        word for word in re.findall(r"\b\w{3}\b", text.lower()) if word not in FUNCTION_WORDS and word not in _EMPTY
    }
    return content_words(text) | short


def _plain(words: list[re.Match[str]]) -> tuple[str, ...]:
    return tuple(word[0].lower().replace("’", "'") for word in words)
