"""What an answer says, cut up and embedded, before any criterion is held against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.evidence import Segment, segments, sentences
from interviewer.grading.local.signals import QuestionVectors
from interviewer.grading.local.spelling import mended
from interviewer.grading.non_answers import IDLE_SIMILARITY, chaff_in
from knowledge.schema import Question
from knowledge.search.embeddings import Vectors

ECHO_SIMILARITY = 0.9
"""Cosine to the question from which a segment only repeats what the interviewer said and is no answer."""


@dataclass(frozen=True)
class Statements:
    """An answer as the judge hears it.

    Attributes:
        text: Its words with slips of the keyboard mended: as long as what was written, so that places are the same.
        pieces: Its segments, less those that echo the question or are chaff.
        embedded: Their vectors (n, d).
        sentences: Whole sentences that a reader is shown: of the pieces those that are on the topic.
        vectors: What they are compared with.
    """

    text: str
    pieces: tuple[Segment, ...]
    embedded: Vectors
    sentences: tuple[Segment, ...]
    vectors: QuestionVectors


def cut(question: Question, answer: str) -> tuple[str, list[Segment]]:
    """An answer with its slips mended, and its segments: sentences first, then what they are made of."""
    text = mended(answer, question)
    return text, segments(text)


def statements(
    question: Question,
    text: str,
    pieces: Sequence[Segment],
    embedded: Vectors,
    vectors: QuestionVectors,
    idle: Vectors,
) -> Statements:
    """What remains of a cut answer once echoes, chaff and idle talk are taken out.

    Args:
        text: From ``cut``, as are its ``pieces`` (n).
        embedded: Vectors of the pieces (n, d).
        idle: Vectors of idle talk (m, d).
    """
    if not pieces:
        return Statements(text, (), embedded, (), vectors)
    whole = sentences(text)
    keep = (embedded @ vectors.asked.T).max(axis=1) < ECHO_SIMILARITY
    chaff = chaff_in(text, whole, question)
    keep &= [not any(c.start < p.end and p.start < c.end for c in chaff) for p in pieces]
    shown, on_topic = keep[: len(whole)], ~_idle(vectors, embedded[: len(whole)], idle)
    if on_topic[shown].any():  # else nothing but idle talk is there to be read
        shown = shown & on_topic
    return Statements(
        text,
        tuple(piece for piece, kept in zip(pieces, keep, strict=True) if kept),
        embedded[keep],
        tuple(piece for piece, kept in zip(whole, shown, strict=True) if kept),
        vectors,
    )


def _idle(vectors: QuestionVectors, embedded: Vectors, idle: Vectors) -> NDArray[np.bool_]:
    """Which sentences (n, d) are nearer to idle talk than to anything of the question, (n,).

    The cross-encoder is not shown them: they say nothing, and padding with them once bought points.
    """
    known = [
        vectors.asked,
        *(
            part
            for c in vectors.criteria
            for part in (c.claim, c.satisfied, c.partly_satisfied, c.not_satisfied)
            if len(part)
        ),
        *(part for part in vectors.misconceptions if len(part)),
    ]
    nearest = (embedded @ idle.T).max(axis=1)
    return np.asarray((nearest > IDLE_SIMILARITY) & (nearest > (embedded @ np.concatenate(known).T).max(axis=1)))
