"""The same answer as typed in a hurry, by a non-native speaker, or in another spelling."""

from __future__ import annotations

import random
import re

from evals.changes.change import ChangeMethod
from evals.changes.verbs import THIRD_PERSON, words

TYPOS = 0.02
"""Share of letters that are swapped with the next one: about one word in eight is affected, as in fast typing."""
_BRITISH = (
    ("isation", "ization"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("ises", "izes"),
    ("iser", "izer"),
    ("ise", "ize"),
)
_STEMS = sorted(
    words(
        "optim regular general normal memor minim maxim initial penal real organ util summar quant token standard "
        "factor parametr vector parallel recogn emphas special local final stabil central categor visual"
    )
)
_WORDS = (
    ("colour", "color"),
    ("behaviour", "behavior"),
    ("neighbour", "neighbor"),
    ("favour", "favor"),
    ("centre", "center"),
    ("grey", "gray"),
    ("labelled", "labeled"),
    ("labelling", "labeling"),
    ("modelled", "modeled"),
    ("modelling", "modeling"),
    ("unlabelled", "unlabeled"),
    ("analyse", "analyze"),
    ("analysing", "analyzing"),
    ("travelled", "traveled"),
    ("artefact", "artifact"),
    ("programme", "program"),
    ("learnt", "learned"),
    ("whilst", "while"),
    ("towards", "toward"),
)
_PAIRS = (*_WORDS, *((stem + one, stem + other) for stem in _STEMS for one, other in _BRITISH))
_ARTICLE = re.compile(r"\b(?:[Tt]he|[Aa]n?) (?=[a-z]{2,})")


def misspelt(text: str, rng: random.Random) -> str | None:
    """The text with neighbouring letters swapped here and there in longer words."""

    def slip(match: re.Match[str]) -> str:
        letters = list(match[0])
        for n in range(1, len(letters) - 2):
            if rng.random() < TYPOS:
                letters[n], letters[n + 1] = letters[n + 1], letters[n]
        return "".join(letters)

    out = re.sub(r"(?<![\w$\\^_-])[A-Za-z][a-z]{4,}(?![\w^_-])", slip, text)
    return out if out != text else None


def without_articles(text: str, _rng: random.Random) -> str | None:
    """The text without "the" and "a"."""
    out = _ARTICLE.sub("", text)
    out = (
        re.sub(r"(^|(?<!\bi\.e)(?<!\be\.g)[.!?] )([a-z])", lambda match: match[1] + match[2].upper(), out)
        if text[:1].isupper()
        else out
    )
    return out if out != text else None


def non_native(text: str, rng: random.Random) -> str | None:
    """As learners write: the third-person "s" and some articles missing, "very much" for "a lot of", and the like."""
    out = re.sub(
        rf"(?<=[a-z] )({'|'.join(THIRD_PERSON)})(?= )",
        lambda m: THIRD_PERSON[m[0]] if rng.random() < 0.7 else m[0],
        text,
    )
    out = re.sub(r"\bdoesn't\b", "don't", out)
    out = re.sub(r"\ba lot of\b|\blots of\b", "very much", out)
    out = re.sub(r"\bthere are\b", "there is", out)
    out = re.sub(r"\bdata\b", "datas", out) if rng.random() < 0.5 else out
    out = re.sub(r"\binformation\b", "informations", out)
    out = _ARTICLE.sub(lambda match: "" if match[0][0].islower() and rng.random() < 0.4 else match[0], out)
    return out if out != text else None


def respelt(text: str, _rng: random.Random) -> str | None:
    """British spelling turned into American, and the other way round."""
    there = {word: other for pair in _PAIRS for word, other in (pair, pair[::-1])}

    def other(match: re.Match[str]) -> str:
        word = match[0]
        for ending in ("", "s", "d", "ly"):
            stem = word.removesuffix(ending) if ending else word
            found = there.get(stem.lower())
            if found and (not ending or word.endswith(ending)):
                return (found[0].upper() + found[1:] if stem[0].isupper() else found) + ending
        return word

    out = re.sub(r"[A-Za-z]+", other, text)
    return out if out != text else None


def idioms() -> list[ChangeMethod]:
    """Every other way to write the same words."""
    return [
        ChangeMethod("typos", misspelt),
        ChangeMethod("articles left out", without_articles),
        ChangeMethod("non-native", non_native),
        ChangeMethod("other spelling", respelt),
    ]
