"""What an answer says, cut up and embedded, before any criterion is compared with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.evidence import Segment, segments, sentences
from interviewer.grading.local.spelling import corrected
from interviewer.grading.local.vectors import QuestionVectors
from interviewer.grading.markup import Unmarked, unmarked
from interviewer.grading.non_answers import IDLE_SIMILARITY, chaff_in
from knowledge.schema import Question
from knowledge.search.embeddings import Vectors

ECHO_SIMILARITY = 0.9
"""Cosine to the question from which a segment only repeats what the interviewer said. A judgement, not swept."""


@dataclass(frozen=True)
class Cut:
    """An answer cut into pieces.

    Attributes:
        plain: The answer without markup, which knows where each piece is in what was written.
        text: The same with slips of the keyboard corrected; as long, so that places are the same.
        pieces: Segments of ``text``: sentences first, then what they are made of.
    """

    plain: Unmarked
    text: str
    pieces: tuple[Segment, ...]

    @property
    def said(self) -> list[str]:
        """The words of each piece."""
        return [piece.of(self.text) for piece in self.pieces]


@dataclass(frozen=True)
class Statements:
    """An answer as the judge reads it.

    Attributes:
        plain, text: As in ``Cut``.
        pieces: Its segments, less those that repeat the question or say nothing.
        embedded: Their vectors (n, d).
        sentences: Whole sentences that a reader is shown: those of the pieces that are on the topic.
        vectors: What they are compared with.
    """

    plain: Unmarked
    text: str
    pieces: tuple[Segment, ...]
    embedded: Vectors
    sentences: tuple[Segment, ...]
    vectors: QuestionVectors

    @property
    def said(self) -> list[str]:
        """The words of each piece."""
        return [piece.of(self.text) for piece in self.pieces]

    def in_written(self, piece: Segment) -> Segment:
        """Where a piece is in what the candidate wrote."""
        return self.plain.in_written(piece)


def cut(question: Question, answer: str) -> Cut:
    """An answer without its markup and slips, and its segments."""
    plain = unmarked(answer)
    text = corrected(plain.text, question)
    return Cut(plain, text, tuple(segments(text)))


def statements(
    question: Question, answer: Cut, embedded: Vectors, vectors: QuestionVectors, idle: Vectors
) -> Statements:
    """What remains of a cut answer without what repeats the question, says nothing or is idle talk.

    Args:
        embedded: Vectors of the pieces (n, d).
        idle: Vectors of idle talk (m, d).
    """
    pieces, shown = answer.pieces, np.zeros(0, dtype=bool)
    keep, whole = shown, sentences(answer.text)
    if pieces:
        keep = (embedded @ vectors.asked.T).max(axis=1) < ECHO_SIMILARITY
        chaff = chaff_in(answer.text, whole, question)
        keep &= [not any(c.start < p.end and p.start < c.end for c in chaff) for p in pieces]
        shown, on_topic = keep[: len(whole)], ~_idle(vectors, embedded[: len(whole)], idle)
        if on_topic[shown].any():  # otherwise there is nothing but idle talk to be read
            shown = shown & on_topic
    return Statements(
        plain=answer.plain,
        text=answer.text,
        pieces=_kept(pieces, keep),
        embedded=embedded[keep] if pieces else embedded,
        sentences=_kept(whole, shown),
        vectors=vectors,
    )


def _kept(pieces: Sequence[Segment], keep: NDArray[np.bool_]) -> tuple[Segment, ...]:
    return tuple(piece for piece, kept in zip(pieces, keep, strict=True) if kept)


def _idle(vectors: QuestionVectors, embedded: Vectors, idle: Vectors) -> NDArray[np.bool_]:
    """Which sentences (n, d) are nearer to idle talk than to anything of the question, (n,).

    The cross-encoder is not shown them: they say nothing, and padding with them once bought points.
    """
    texts = [vectors.asked, *vectors.misconceptions]
    for c in vectors.criteria:
        texts += [c.claim, c.satisfied, c.partly_satisfied, c.not_satisfied]
    known = np.concatenate([part for part in texts if len(part)])
    nearest = (embedded @ idle.T).max(axis=1)
    return np.asarray((nearest > IDLE_SIMILARITY) & (nearest > (embedded @ known.T).max(axis=1)))
