"""Probes and hints that give the answer away, and hints that repeat the question, found by sentence embeddings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.errors import Problem
from knowledge.format.lines import FileLines
from knowledge.probes import probes_of
from knowledge.schema import Bank, Question
from knowledge.search.embeddings import BankEmbedder

LEAK_SIMILARITY = 0.85
"""A probe or hint gives the answer away if its cosine to a satisfying paraphrase or a reference sentence is above this. Questions
are close to their answers: half of the built-in ones are above 0.47, one in a hundred above 0.78."""
AGAIN_SIMILARITY = 0.8
"""A hint only repeats a probe of its point, and is no help, if their cosine is above this. Of 295 built-in hints the nearest is
at 0.76, and half are below 0.39. Chosen by judgement."""
_MIN_WORDS = 4
"""A piece of a reference answer with fewer words is a label or a symbol rather than a sentence."""
_PIECE_ENDS = re.compile(r"(?<=[.!?:])\s+|\n")
"""Where a piece ends that is compared: unlike in ``sentences``, at a colon and after "e.g.", too, so that nothing hides in a long
sentence."""


def find_leaks(bank: Bank, embedder: BankEmbedder) -> list[Problem]:
    """Probes and hints that satisfy a criterion or repeat a reference sentence, and hints that repeat a probe.

    A hint is given while a probe of its point is open, so a hint that asks the same thing does not help.
    """
    asked = {question.id: [item for item in _asked(question) if item.near] for question in bank.values()}
    every = {text for items in asked.values() for item in items for text in (item.text, *item.near)}
    # in one batch, so that the model is never idle and the cache is written once; below they come from the cache
    embedder.embed_known(sorted(every))
    return sorted(problem for question in bank.values() for problem in _leaks(question, asked[question.id], embedder))


@dataclass(frozen=True)
class _Asked:
    """A probe or a hint: its name, the texts that it must not resemble, and the fault if its cosine to one is above ``bound``."""

    name: str
    text: str
    near: tuple[str, ...]
    fault: str = "gives the answer away"
    bound: float = LEAK_SIMILARITY


def _asked(question: Question) -> Iterator[_Asked]:
    reference = _sentences(question.reference)
    for criterion in question.criteria:
        for probe in probes_of(criterion):
            near = (*criterion.satisfied_by, criterion.claim, *reference)
            yield _Asked(f"probe of {criterion.id!r}", probe, near)
    every = tuple(text for criterion in question.criteria for text in criterion.satisfied_by)
    for number, hint in enumerate(question.hints, start=1):
        yield _Asked("hint", hint, (*every, *reference))
        open_ones = tuple(text for c in question.criteria if c.hint == number for text in probes_of(c))
        yield _Asked("hint", hint, open_ones, "asks what a probe of its point asks", AGAIN_SIMILARITY)


def _leaks(question: Question, asked: Sequence[_Asked], embedder: BankEmbedder) -> Iterator[Problem]:
    at = FileLines(question.path)
    for item in asked:
        similarities = embedder.embed_known(item.near) @ embedder.embed_known([item.text])[0]
        if similarities.max() > item.bound:
            nearest = item.near[int(similarities.argmax())]
            yield at.problem(item.text, f"{item.name} {item.fault}: {nearest[:60]!r} says nearly the same")


def _sentences(text: str) -> list[str]:
    prose = re.sub(r"```.*?```|\$\$.*?\$\$", "", text, flags=re.DOTALL)
    pieces = (piece.strip(" -*|#") for piece in _PIECE_ENDS.split(prose))
    return [piece for piece in pieces if len(piece.split()) >= _MIN_WORDS]
