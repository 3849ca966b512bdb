"""Slips of the keyboard, mended for the judge's eyes only, letter for letter so that quotes keep their places."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from functools import cache

from interviewer.grading.local.reader import WEIGHTS
from knowledge.schema import Question

MIN_LETTERS, MIN_LETTERS_SUBSTITUTED = 4, 6
_WORD = re.compile(r"[A-Za-z]+")


def mended(text: str, question: Question) -> str:
    """The text with two neighbouring letters put back in order, or one wrong letter put right, where that is clear.

    A word is touched only if neither the judge's tokenizer nor the question knows it, and exactly one of its mended forms
    is a word of the question. The length of the text does not change.
    """
    return _mended(text, question_words(question), english_words())


def question_words(question: Question) -> frozenset[str]:
    """Words of a question's own texts, in lower case."""
    texts = [question.title, question.question, question.reference, question.deeper]
    for criterion in question.criteria:
        texts += [criterion.claim, *criterion.satisfied_by]
        texts += [*criterion.partly_satisfied_by, *criterion.not_satisfied_by]
    for misconception in question.misconceptions:
        texts += [misconception.claim, *misconception.examples, misconception.correction]
    return frozenset(word.lower() for text in texts for word in _WORD.findall(text))


@cache
def english_words() -> frozenset[str]:
    """Whole words of the cross-encoder's vocabulary, some twenty thousand; none where it has no tokenizer."""
    try:
        vocabulary = json.loads((WEIGHTS / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    except (OSError, ValueError, KeyError):
        return frozenset()
    return frozenset(word for word in vocabulary if word.isascii() and word.isalpha() and len(word) >= 2)


def _mended(text: str, asked: Collection[str], english: Collection[str]) -> str:
    def put_right(match: re.Match[str]) -> str:
        word = match[0]
        plain = word.lower()
        if len(word) < MIN_LETTERS or not word[1:].islower() or plain in asked or plain in english:
            return word
        for forms in (_swapped(plain), _substituted(plain, asked)):
            found = {form for form in forms if form in asked}
            if len(found) == 1:
                right = found.pop()
                return right.capitalize() if word[0].isupper() else right
            if found:
                return word
        return word

    return _WORD.sub(put_right, text)


def _swapped(word: str) -> Iterator[str]:
    for i in range(len(word) - 1):
        yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]


def _substituted(word: str, known: Collection[str]) -> Iterator[str]:
    if len(word) >= MIN_LETTERS_SUBSTITUTED:
        for other in known:
            # a last letter that differs is most often another form of the word, a first one another word
            same_ends = other[0] == word[0] and other[-1] == word[-1]
            if same_ends and len(other) == len(word) and _differing(word, other) == 1:
                yield other


def _differing(word: str, other: str) -> int:
    return sum(a != b for a, b in zip(word, other, strict=True))
