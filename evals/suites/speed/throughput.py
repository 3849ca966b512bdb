"""Throughput of batch grading, as a share of what its models could reach on their own."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence

from evals.labelled.gold import gold_answers, spread
from interviewer.grading.grader import Grader
from interviewer.grading.local.judge import LocalJudge
from interviewer.grading.local.reader import Reader
from interviewer.grading.local.reading import LogProbabilities
from interviewer.json_data import JsonObject
from knowledge.schema import Bank
from knowledge.search.embeddings import BankEmbedder
from knowledge.search.vectors import Vectors

ANSWERS, ROUNDS, SEED = 100, 5, 7


def batch_throughput(bank: Bank, embedder: BankEmbedder, shipped: Reader) -> JsonObject:
    """Answers per second for a batch, and the share of the time its models would take alone, given everything in one call.

    The two are timed in turn. The language model is left out, because its time per token is not ours.
    """
    answers = spread(list(gold_answers(bank, "test")), ANSWERS, SEED)
    sentences, reader = _Embedder(embedder), _Reader(shipped)
    batch, alone = [], []
    for number in range(ROUNDS + 1):
        sentences.texts.clear()
        reader.pairs.clear()
        grader = Grader(LocalJudge(sentences, reader))  # a new one each round, because a judge reads no pair twice
        start = time.monotonic()
        for _ in grader.grade_many((bank[a.question_id], a.answer) for a in answers):
            pass
        graded = time.monotonic() - start
        start = time.monotonic()
        embedder.embed(sentences.texts)
        shipped.log_probabilities(reader.pairs)
        if number:  # the first round fills caches
            batch.append(graded)
            alone.append(time.monotonic() - start)
    shares = [a / b for a, b in zip(alone, batch, strict=True)]
    return {
        "answers": len(answers),
        "answers_per_second": round(len(answers) / statistics.median(batch), 2),
        "share_of_models_own_throughput": {
            "p50": round(statistics.median(shares), 3),
            "min": round(min(shares), 3),
            "max": round(max(shares), 3),
        },
    }


class _Embedder:
    """Records the texts that are embedded."""

    def __init__(self, inner: BankEmbedder) -> None:
        self._inner = inner
        self.texts: list[str] = []

    @property
    def name(self) -> str:
        return self._inner.name

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.texts += texts
        return self._inner.embed(texts)

    def embed_known(self, texts: Sequence[str]) -> Vectors:
        return self._inner.embed_known(texts)


class _Reader(Reader):
    """Records the pairs that are read."""

    def __init__(self, inner: Reader) -> None:
        super().__init__(inner.base, inner.folder)
        self._inner = inner
        self.pairs: list[tuple[str, str]] = []

    def log_probabilities(self, pairs: Sequence[tuple[str, str]]) -> LogProbabilities:
        self.pairs += pairs
        return self._inner.log_probabilities(pairs)
