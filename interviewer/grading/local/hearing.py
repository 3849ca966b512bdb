"""Cuts, embeds and reads answers, one at a time or many at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.local.calibration import Calibration, Measured
from interviewer.grading.local.reader import (
    OUTPUTS,
    CrossEncoder,
    criterion_texts,
    nearest_paraphrases,
    windows,
)
from interviewer.grading.local.signals import half_margin, signals_of
from interviewer.grading.local.similarity import Similarity, similarity
from interviewer.grading.local.statements import Statements, cut, statements
from interviewer.grading.local.tokens import cover
from interviewer.grading.local.vectors import CriterionVectors, question_vectors
from interviewer.grading.non_answers import IDLE_TALK
from interviewer.grading.rubric import holds_several_points
from knowledge.schema import Criterion, Question
from knowledge.search.embeddings import BankEmbedder, Vectors

Pair = tuple[str, str]
"""What the cross-encoder reads: a criterion's text and a stretch of the answer."""


class Hearing:
    """What the models make of answers, before anything is decided.

    Args:
        reader: The cross-encoder, or None where the embeddings are all there is.
    """

    def __init__(self, embedder: BankEmbedder, reader: CrossEncoder | None) -> None:
        self._embedder = embedder
        self._reader = reader
        self._heard_ahead: dict[tuple[str, str], tuple[Question, Statements]] = {}
        self._read_ahead: dict[Pair, NDArray[np.float64]] = {}

    def learn(self, questions: Iterable[Question]) -> None:
        """Embed what answers to these questions are compared with, so that the first answer does not wait for it."""
        self._embedder.embed_known(IDLE_TALK)
        for question in questions:
            question_vectors(question, self._embedder)

    def prepare(self, rows: Sequence[tuple[Question, str]]) -> None:
        """Cut, embed and read several answers at once: a single one does not fill a batch of the models."""
        cuts = [(question, answer, cut(question, answer)) for question, answer in rows]
        embedded = self._embed([text for _, _, made in cuts for text in made.said])
        heard_ahead: dict[tuple[str, str], tuple[Question, Statements]] = {}
        pairs: list[Pair] = []
        for question, answer, made in cuts:
            mine, embedded = embedded[: len(made.pieces)], embedded[len(made.pieces) :]
            vectors = question_vectors(question, self._embedder)
            heard = statements(question, made, mine, vectors, self._embedder.embed_known(IDLE_TALK))
            heard_ahead[question.id, answer] = question, heard
            pairs += _pairs(_claims(question, vectors.criteria, heard), _stretches(heard))
        read = self._reader.readings(pairs) if self._reader is not None and pairs else ()
        # another thread may be judging: it sees what was or what is, never half of it
        self._heard_ahead = heard_ahead
        self._read_ahead = dict(zip(pairs, read, strict=True)) if len(read) else {}

    def hear(self, question: Question, answer: str) -> Statements:
        """What an answer says, from what was prepared where it was."""
        ahead = self._heard_ahead.get((question.id, answer))
        if ahead is not None and ahead[0] == question:
            return ahead[1]
        made = cut(question, answer)
        vectors = question_vectors(question, self._embedder)
        return statements(question, made, self._embed(made.said), vectors, self._embedder.embed_known(IDLE_TALK))

    def measure(
        self,
        question: Question,
        heard: Statements,
        criteria: Sequence[Criterion],
        calibration: Calibration,
        since: int = 0,
    ) -> dict[str, tuple[Measured, Similarity]]:
        """What signals and cross-encoder say of each criterion, and where in the answer; by the criterion's id.

        Args:
            heard: With at least one piece.
            since: Where the reply to a follow-up begins in what was written.
        """
        ids = {criterion.id for criterion in criteria}
        wanted = [(n, item) for n, item in enumerate(heard.vectors.criteria) if item.criterion.id in ids]
        read = self._read(question, heard, [item for _, item in wanted], since)
        sentences = [piece.of(heard.text) for piece in heard.sentences]
        found: dict[str, tuple[Measured, Similarity]] = {}
        for number, item in wanted:
            criterion = item.criterion
            near = similarity(number, heard.vectors, heard.embedded)
            signals = signals_of(near, number, heard.vectors, heard.said, heard.embedded)
            fitted = calibration.paraphrased if criterion.satisfied_by else calibration.bare
            whole = not criterion.satisfied_by and holds_several_points(question, criterion)
            measured = Measured(
                signals=fitted.log_odds(signals.values),
                read=read.get(criterion.id),
                cover=cover(sentences, criterion.claim, question.question) if whole else 0.0,
                margin=half_margin(item, heard.embedded),
            )
            found[criterion.id] = measured, near
        return found

    def _embed(self, texts: Sequence[str]) -> Vectors:
        return self._embedder.embed(texts) if texts else np.zeros((0, 0), dtype=np.float32)

    def _read(
        self, question: Question, heard: Statements, wanted: Sequence[CriterionVectors], since: int
    ) -> dict[str, tuple[float, float]]:
        """What the cross-encoder says of each criterion; of several windows the one counts that meets it best."""
        if self._reader is None or not heard.sentences or not wanted:
            return {}
        stretches = _stretches(heard, since)
        claims = _claims(question, wanted, heard)
        pairs = _pairs(claims, stretches)
        ahead = self._read_ahead
        known = all(pair in ahead for pair in pairs)
        read = np.array([ahead[pair] for pair in pairs]) if known else self._reader.readings(pairs)
        by_pair = read.reshape(-1, len(stretches), OUTPUTS)
        best = by_pair[np.arange(len(by_pair)), by_pair[:, :, 0].argmax(axis=1)]
        ends = np.cumsum([len(parts) for parts in claims])
        means = [values.mean(axis=0) for values in np.split(best, ends[:-1])]
        return {item.criterion.id: (float(m[0]), float(m[1])) for item, m in zip(wanted, means, strict=True)}


def _claims(question: Question, items: Sequence[CriterionVectors], heard: Statements) -> list[tuple[str, ...]]:
    """The first texts of each criterion's pairs."""
    return [criterion_texts(question, item.criterion, nearest_paraphrases(item, heard.embedded)) for item in items]


def _stretches(heard: Statements, since: int = 0) -> list[str]:
    """The second texts: windows of all that was said, and of what was said since a place in what was written."""
    out = windows(heard.text, heard.sentences)
    if since:
        begin = heard.plain.in_text(since)
        out += windows(heard.text, [piece for piece in heard.sentences if piece.start >= begin])
    return out


def _pairs(claims: Sequence[Sequence[str]], stretches: Sequence[str]) -> list[Pair]:
    return [(part, stretch) for parts in claims for part in parts for stretch in stretches]
