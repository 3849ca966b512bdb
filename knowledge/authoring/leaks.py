"""Probes and hints that give the answer away, found by sentence embeddings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.errors import Problem
from knowledge.lines import FileLines
from knowledge.probes import probes_of
from knowledge.schema import Bank, Question
from knowledge.search.embeddings import BankEmbedder

LEAK_SIMILARITY = 0.85
"""Cosine of a probe or hint to a satisfying paraphrase or a sentence of the reference from which it gives the answer
away. Questions lie near their answers: half of the built-in ones are above 0.47, one in a hundred above 0.78."""
_MIN_WORDS = 4
"""Words below which a piece of a reference answer is a label or a symbol rather than a sentence."""


def find_leaks(bank: Bank, embedder: BankEmbedder) -> list[Problem]:
    """Probes and hints that say what satisfies a criterion, or repeat a sentence of the reference answer."""
    return sorted(problem for question in bank.values() for problem in _leaks(question, embedder))


def _leaks(question: Question, embedder: BankEmbedder) -> Iterator[Problem]:
    asked = [
        (f"probe of {c.id!r}", probe, (*c.satisfied_by, c.claim)) for c in question.criteria for probe in probes_of(c)
    ]
    every = tuple(text for criterion in question.criteria for text in criterion.satisfied_by)
    asked += [("hint", hint, every) for hint in question.hints]
    reference = _sentences(question.reference)
    at = FileLines(question.path)
    for name, text, answers in asked:
        near = [*answers, *reference]
        if not near:
            continue
        similarities = embedder.embed_known(near) @ embedder.embed_known([text])[0]
        if similarities.max() > LEAK_SIMILARITY:
            nearest = near[int(similarities.argmax())]
            yield at.problem(text, f"{name} gives the answer away: {nearest[:60]!r} says nearly the same")


def _sentences(text: str) -> list[str]:
    prose = re.sub(r"```.*?```|\$\$.*?\$\$", "", text, flags=re.DOTALL)
    pieces = (piece.strip(" -*|#") for piece in re.split(r"(?<=[.!?:])\s+|\n", prose))
    return [piece for piece in pieces if len(piece.split()) >= _MIN_WORDS]
