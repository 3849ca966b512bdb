"""Corrects typos, for the judge only, letter for letter so that quotes keep their places."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from functools import cache

from knowledge.errors import VectorStoreError
from knowledge.schema import Question
from knowledge.search.embeddings import default_model_path

MIN_LETTERS, MIN_LETTERS_SUBSTITUTED = 4, 6
"""Shortest words in which swapped letters, and a wrong letter, are corrected: too many misspelt shorter words are other words.
A judgement, not swept."""
_WORD = re.compile(r"[A-Za-z]+")
"""A word of plain letters: nothing else is corrected."""


def corrected(text: str, question: Question) -> str:
    """The text with two swapped neighbouring letters, or one wrong letter, corrected in each word where that is clear.

    A word is touched only if neither the tokenizer nor the question knows it, and exactly one of its corrected
    forms is a word of the question. The length of the text does not change.
    """
    return _corrected(text, question_words(question), english_words())


def question_words(question: Question) -> frozenset[str]:
    """The words of a question's own texts, in lower case."""
    texts = [question.title, question.question, question.reference, question.deeper]
    for criterion in question.criteria:
        texts += [criterion.claim, *criterion.satisfied_by]
        texts += [*criterion.partly_satisfied_by, *criterion.not_satisfied_by]
    for misconception in question.misconceptions:
        texts += [misconception.claim, *misconception.examples, misconception.correction]
    return frozenset(word.lower() for text in texts for word in _WORD.findall(text))


@cache
def english_words() -> frozenset[str]:
    """Some twenty thousand English words in lower case; none if the embedding model is not installed.

    They are the vocabulary of its tokenizer. A word the model knows is not a typo, and this way no word list has to be
    shipped and maintained.
    """
    try:
        tokenizer = default_model_path() / "tokenizer.json"
        vocabulary = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
    except (OSError, ValueError, KeyError, VectorStoreError):
        return frozenset()
    return frozenset(word for word in vocabulary if word.isascii() and word.isalpha() and len(word) >= 2)


def _corrected(text: str, asked: Collection[str], english: Collection[str]) -> str:
    def fixed(match: re.Match[str]) -> str:
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

    return _WORD.sub(fixed, text)


def _swapped(word: str) -> Iterator[str]:
    for i in range(len(word) - 1):
        yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]


def _substituted(word: str, known: Collection[str]) -> Iterator[str]:
    if len(word) >= MIN_LETTERS_SUBSTITUTED:
        for other in known:
            # a different last letter is usually another form of the word, a different first letter another word
            same_ends = other[0] == word[0] and other[-1] == word[-1]
            if same_ends and len(other) == len(word) and _differing(word, other) == 1:
                yield other


def _differing(word: str, other: str) -> int:
    return sum(a != b for a, b in zip(word, other, strict=True))
