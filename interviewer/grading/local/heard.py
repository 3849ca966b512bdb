"""An answer as the judge takes it in: its statements, in the candidate's own words, and what they are read against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.local.additions import adds_to
from interviewer.grading.local.claims import Claims
from interviewer.grading.local.reading import distinct
from interviewer.grading.local.said_again import without_repeats
from interviewer.grading.local.spelling import corrected
from interviewer.grading.local.statement import Statement, statements_of
from interviewer.grading.local.topic import with_topics
from interviewer.grading.screening.non_answers import asks, chaff_in, speaks_of_grading
from interviewer.grading.screening.silence import blanked
from interviewer.grading.text.evidence import Segment, sentences
from interviewer.grading.text.markup import Unmarked, unmarked
from knowledge.schema import Question
from knowledge.search.vectors import Vectors

ECHO_OF_THE_QUESTION = 0.9
"""Cosine to a sentence of the question from which a statement only repeats it (docs/experiments.md, 61)."""
ECHO_OF_A_HINT = 0.8
"""The same for hints and probes that were given. Nearly all of them have more when they are said back, and hardly any statement that
makes a point has (docs/experiments.md, 61)."""


@dataclass(frozen=True)
class Heard:
    """An answer split into statements.

    Attributes:
        plain: The answer without markup, which maps each statement to its place in the original.
        statements: The statements, without repetitions, echoes of the question, copies of the rubric and word lists.
        vectors: The statements' vectors, (n, d).
        claims: The claims they are read against.
    """

    plain: Unmarked
    statements: tuple[Statement, ...]
    vectors: Vectors
    claims: Claims

    def since(self, place: int) -> int:
        """The index of the first statement at or after a place in the original text."""
        begin = self.plain.in_text(place)
        return next((n for n, item in enumerate(self.statements) if item.place.start >= begin), len(self.statements))

    def in_written(self, place: Segment) -> Segment:
        """The place of a statement in what the candidate wrote."""
        return self.plain.in_written(place)


def cut(question: Question, answer: str) -> tuple[Unmarked, list[Statement]]:
    """An answer without markup and typos, and those of its statements that are in the candidate's own words."""
    plain = unmarked(answer)
    text = without_repeats(blanked(corrected(plain.text, question)))
    whole = sentences(text)
    chaff = [*chaff_in(text, whole, question), *(s for s in whole if speaks_of_grading(s.of(text)) or asks(s.of(text)))]
    own = [s for s in statements_of(text) if not any(c.start < s.place.end and s.place.start < c.end for c in chaff)]
    return plain, distinct(own)


def heard_in(plain: Unmarked, statements: Sequence[Statement], vectors: Vectors, claims: Claims) -> Heard:
    """The statements with their vectors, (n, d), without those that only repeat the interviewer."""
    if not len(statements):
        return Heard(plain, (), np.zeros((0, 0), dtype=np.float32), claims)
    asked = (vectors @ claims.asked.T).max(axis=1) >= ECHO_OF_THE_QUESTION
    hinted = [_repeats_a_hint(item.text, vector, claims) for item, vector in zip(statements, vectors, strict=True)]
    keep = ~(asked | np.asarray(hinted))
    kept = tuple(item for item, kept in zip(statements, keep, strict=True) if kept)
    return Heard(plain, with_topics(plain.text, kept, vectors[keep], claims), vectors[keep], claims)


def _repeats_a_hint(statement: str, vector: NDArray[np.float32], claims: Claims) -> bool:
    """Whether a statement, with a vector of (d,), says a hint or probe back and adds nothing to it."""
    near = claims.hinted_vectors @ vector
    return any(
        cosine >= ECHO_OF_A_HINT and not adds_to(statement, text)
        for text, cosine in zip(claims.hinted, near, strict=True)
    )
