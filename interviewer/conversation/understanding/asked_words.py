"""The words of a request that say what it asks about: their stems, without the words common to all requests."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from knowledge.text.function_words import FUNCTION_WORDS

_FRAME_WORDS = """
    should could may must shall want need mean assume use say talk here also
    kind question answer me my give how about any some one expect like please ok okay fine think many much more than not only
    both too go take know tell write include mention discuss explain cover using used case thing things am was let us set get
    make something anything them these those don into where who whether either
"""
_FRAME = FUNCTION_WORDS | frozenset(_FRAME_WORDS.split())
"""Words that requests on any subject are made of."""
_GENERAL_WORDS = """
    one two three four five six ten hundred thousand million first second third last next before after again once
    twice compare happen differ difference name case example way part point reason work look see find put come leave
    keep give number exactly else other another same each every always never often still well good better best new
    small large larger smaller high low need really simple suppose imagine change start end step time year day week
    people person somebody someone call called why out run all up over single without picture far might through draw
    now no go follow move plain made hand down get did show become choose nothing long ask line right such very but
    wrong left side decide depend count back against turn stand whole plot ordinary lack component usual being
    between while during per instead than too little few most least own already even quite kind thing real worry
    matter matters result fewer percent
"""
_BROAD_WORDS = "image model data network layer train weight word text input output unit learn"
SHORTEST = 2
"""Length of the shortest word kept: "L1" and "T5" can say most of what is asked. A judgement."""

STEM = 5
"""Words that share this many first letters are forms of one word, as "assumptions" and "assumed" are (a judgement)."""


@lru_cache(maxsize=4096)
def asked_words(text: str) -> frozenset[str]:
    """Stems (Porter 2) of the content words of a request."""
    import Stemmer

    words = [word for word in re.findall(r"[^\W_]+", text.lower()) if len(word) >= SHORTEST and word not in _FRAME]
    # a new stemmer each time, since one must not be shared between threads
    return frozenset(Stemmer.Stemmer("english").stemWords(words))


@lru_cache(maxsize=4096)
def telling_words(text: str) -> frozenset[str]:
    """Stems of the words of a text that tell its subject: without those that questions on any subject have."""
    return asked_words(text) - asked_words(_GENERAL_WORDS)


def loosely(words: Iterable[str]) -> frozenset[str]:
    """The first letters of each word, so that forms of one word are the same although their stems differ."""
    return frozenset(word[:STEM] for word in words)


def broad_words() -> frozenset[str]:
    """Stems of the words of the whole field: two texts that share no other may speak of different things."""
    return asked_words(_BROAD_WORDS)
