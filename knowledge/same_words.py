"""Phrases of one criterion that share most of their words under different labels: one of them is probably mislabelled.

Needs no model, so that every check of the built-in bank can run it. Readers have named pairs of equal meaning with no word in
common; only reading finds those. ``viva bank validate --labels`` compares sentence embeddings besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from knowledge.errors import Problem
from knowledge.format.lines import FileLines
from knowledge.schema import LABELS, Criterion, Question, folded
from knowledge.text.function_words import FUNCTION_WORDS

SHARED = 0.5
"""The share of words from which two phrases must be decided on: stems that both have among those that either has."""
SHARED_BY_HALF = 1 / 3
"""The same for a phrase that meets the claim and one that meets half of it: of two labels for one meaning, readers have found
these two most often, in phrases of few words."""
SHARED_BY_WRONG = 0.75
"""The same for a wrong statement: most are a right one with a word or two exchanged, and mean something else on purpose."""
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?|\.\d+")
"""A number, or two coordinates: (0,1) and (1,0) are not the same."""
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:(?:,|\{,\}|[\u00a0\u2009\u202f])\d{3})+(?!,?\d)")
"""A long number in groups of three digits: 5,000, in a formula 5{,}000, or with a narrow space."""
_DENIAL = re.compile(r"\b(?:not|no|never|without|neither|nor|nothing|none|cannot|hardly|nobody)\b|n't\b")
_PLAIN_WORDS = """
    was were been one two more most some any each all no not than into out
    up down about over them he she his her how why very much many only also too d s t get gets got make makes made
"""
_PLAIN = FUNCTION_WORDS | frozenset(_PLAIN_WORDS.split())
"""Words that say little about what a phrase means."""


def same_words_problems(question: Question, at: FileLines) -> Iterator[Problem]:
    """Pairs of phrases to decide on; those that a criterion lists under ``distinct`` have been decided."""
    for criterion in question.criteria:
        for first, words, second, others in alike(criterion):
            told = (
                f"{words!r} ({first}) and {others!r} ({second}) share most of their words; "
                "move or reword one, or list the pair under 'distinct'"
            )
            yield at.problem(words, told, "criteria", criterion.id)


def alike(criterion: Criterion) -> Iterator[tuple[str, str, str, str]]:
    """Phrases that share most of their words, each after its label.

    Pairs are left out if one phrase has a number or a denial that the other lacks, for then they mean different things, and if
    they have been decided.
    """
    decided = {frozenset((folded(a), folded(b))) for a, b in criterion.distinct}
    for first, second in combinations(LABELS, 2):
        for words in getattr(criterion, first):
            for others in getattr(criterion, second):
                if (
                    shared(words, others) >= bound(first, second)
                    and _said(words) == _said(others)
                    and frozenset((folded(words), folded(others))) not in decided
                ):
                    yield first, words, second, others


def bound(first: str, second: str) -> float:
    """The share of words from which phrases under two labels must be decided on."""
    if "contradicted_by" in (first, second):
        return SHARED_BY_WRONG
    return SHARED_BY_HALF if {first, second} == {"satisfied_by", "partly_satisfied_by"} else SHARED


def shared(one: str, other: str) -> float:
    """The share of words (Porter stems) that two texts have in common, 0..1; 0 if neither has any."""
    first, second = _stems(one), _stems(other)
    return len(first & second) / len(first | second) if first or second else 0.0


@lru_cache(maxsize=1 << 15)
def _stems(text: str) -> frozenset[str]:
    import Stemmer

    words = [word for word in _WORD.findall(_ungrouped(text).lower()) if word not in _PLAIN]
    return frozenset(Stemmer.Stemmer("english").stemWords(words))


@lru_cache(maxsize=1 << 15)
def _said(text: str) -> tuple[bool, frozenset[str]]:
    """Whether a text denies something, and its numbers, each in one notation."""
    denies = _DENIAL.search(text.lower().replace("’", "'"))
    return bool(denies), frozenset(map(_plain_number, _NUMBER.findall(_ungrouped(text))))


def _plain_number(number: str) -> str:
    """A number without zeros at its end: 0.5 for 0.50 and for .5."""
    return number if "," in number else f"{float(number):.12g}"


def _ungrouped(text: str) -> str:
    """A text with the digits of its long numbers together."""
    return _THOUSANDS.sub(lambda found: re.sub(r"\D", "", found[0]), text)
