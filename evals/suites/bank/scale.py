"""``python -m evals scale``: how indexing and search grow with the bank, at 1,000, 10,000 and 100,000 made questions.

It measures Viva's own index and search against the unavoidable work: embedding the same texts, and comparing every vector.
Above a given size, vectors are made up instead of embedded, because embedding would take long; the embedder's time is then
estimated from a sample of the texts.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evals.suites.bank.exact_search import ExactIndex
from evals.suites.bank.made_bank import MadeEmbedder, changed_question, file_of, made_bank, made_queries
from interviewer.bars import item_bar
from interviewer.json_data import JsonObject, number_of
from knowledge.loader import load_bank
from knowledge.schema import Bank, Question
from knowledge.search.embeddings import BankEmbedder, CachedEmbedder
from knowledge.search.entries import passage_entries, question_entries
from knowledge.search.index import Index
from knowledge.search.retriever import Hit, Retriever
from knowledge.search.vectors import Embedder, Vectors

SIZES = (1_000, 10_000, 100_000)
INDEX_BAR = 1.15
"""The highest ratio of index time to the bare embedder's time."""
CHANGE_BAR, CHANGE_SIZE = 1.0, 10_000
"""The most seconds until one changed question is indexed, in banks up to this size."""
QUERY_BAR = 20.0
"""The most milliseconds that 95 % of searches may take, not counting the embedding of the query."""
RECALL_BAR = 0.95
"""Minimum share of the ten nearest questions by exact search that Viva's search finds."""
SAMPLE = 2_000
"""How many texts to estimate the embedder's speed from. Chosen by judgement."""
CHANGES = 3
WARM_UP = 50
DEPTH = 10
SETTLED = 2.1
"""Seconds after which the loader trusts that an untouched file is unchanged."""


@dataclass(frozen=True)
class Plan:
    """What is measured.

    Attributes:
        sizes: Number of questions in each bank.
        embedded_to: Banks with more questions than this get made-up vectors.
        queries: Searches per bank.
    """

    sizes: Sequence[int] = SIZES
    embedded_to: int = 10_000
    queries: int = 200


class _Timed:
    """An embedder that keeps track of its time."""

    def __init__(self, inner: BankEmbedder) -> None:
        self._inner = inner
        self.seconds = 0.0

    @property
    def name(self) -> str:
        return self._inner.name

    def embed(self, texts: Sequence[str]) -> Vectors:
        start = time.perf_counter()
        try:
            return self._inner.embed(texts)
        finally:
            self.seconds += time.perf_counter() - start

    def embed_known(self, texts: Sequence[str]) -> Vectors:
        start = time.perf_counter()
        try:
            return self._inner.embed_known(texts)
        finally:
            self.seconds += time.perf_counter() - start


def measure_scale(plan: Plan, embedder: Embedder | None) -> JsonObject:
    """One row per size, with the goals that it missed; passed if none was missed.

    Args:
        embedder: The bare embedder. Without it every vector is made up, and index time is reported but has no goal.
    """
    rows: list[JsonObject] = []
    with tempfile.TemporaryDirectory() as scratch:  # so that one-time imports and start-up are not counted
        Index(MadeEmbedder(), Path(scratch)).sync(made_bank(WARM_UP))
    with item_bar("banks", len(plan.sizes)) as step:
        for size in plan.sizes:
            rows.append(_measured(size, plan, embedder))
            step()
    return {
        "embedder": embedder.name if embedder else "none",
        "queries": plan.queries,
        "banks": rows,
        "worst": {**_worst(rows)},
        "passed": not any(row["missed"] for row in rows),
    }


def _measured(size: int, plan: Plan, embedder: Embedder | None) -> JsonObject:
    bank = made_bank(size)
    texts = [entry.text for entry in (*question_entries(bank), *passage_entries(bank))]
    made = embedder is None or size > plan.embedded_to
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        bare: list[float] = []
        if embedder is not None:
            bare.append(_bare_seconds(embedder, texts, made))
        inner = _Timed(MadeEmbedder() if embedder is None or made else CachedEmbedder(embedder, folder / "vectors.db"))
        index = Index(inner, folder / "chroma")
        spent = _seconds(lambda: index.sync(bank))
        # the embedder's time is taken off, so what is left is the index's own
        own = spent - inner.seconds
        if embedder is not None:
            bare.append(_bare_seconds(embedder, texts, made))
        row: dict[str, object] = {
            "questions": size,
            "entries": len(texts),
            "vectors": "made, no model" if made else "embedded",
            "index_seconds": round(spent, 2),
            "own_seconds": round(own, 2),
        }
        if bare:
            alone = statistics.mean(bare)
            row["embedder_seconds"] = round(alone, 2)
            row["embedder_reckoned"] = made
            row["index_ratio"] = round((alone + own if made else spent) / alone, 3)
        row["change_seconds"] = round(_change_seconds(index, bank), 3)
        if size <= CHANGE_SIZE:
            row |= _file_seconds(index, bank, folder / "bank")
        row |= _searched(index, bank, inner, plan.queries)
    row["missed"] = _missed(row)
    return row  # type: ignore[return-value]


def _worst(rows: Sequence[JsonObject]) -> dict[str, float]:
    """The worst value over all banks for each measure that has a goal, counting only banks that the goal applies to."""
    held = {"change_seconds": CHANGE_SIZE}
    out: dict[str, float] = {}
    for name in ("index_ratio", "change_seconds", "query_own_ms_p95", "recall_at_10"):
        found = [
            number_of(row[name])
            for row in rows
            if name in row and number_of(row["questions"]) <= held.get(name, float("inf"))
        ]
        if found:
            out[name] = min(found) if name == "recall_at_10" else max(found)
    return out


def _missed(row: dict[str, object]) -> list[str]:
    """The goals that a bank missed."""

    def over(name: str, bar: float) -> list[str]:
        value = row.get(name)
        return [f"{name} {value} > {bar}"] if isinstance(value, int | float) and value > bar else []

    missed = [*over("index_ratio", INDEX_BAR), *over("query_own_ms_p95", QUERY_BAR)]
    if int(str(row["questions"])) <= CHANGE_SIZE:
        missed += [*over("change_seconds", CHANGE_BAR), *over("saved_to_found_seconds", CHANGE_BAR)]
    recall = float(str(row["recall_at_10"]))
    return missed + ([f"recall_at_10 {recall} < {RECALL_BAR}"] if recall < RECALL_BAR else [])


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _bare_seconds(embedder: Embedder, texts: Sequence[str], sampled: bool) -> float:
    """Seconds the bare embedder takes for these texts in one call; estimated from a sample if ``sampled``."""
    embedder.embed(texts[:64])  # loads it
    if not sampled or len(texts) <= SAMPLE:
        return _seconds(lambda: embedder.embed(texts))
    some = [texts[place] for place in range(0, len(texts), len(texts) // SAMPLE)]
    return _seconds(lambda: embedder.embed(some)) * len(texts) / len(some)


def _change_seconds(index: Index, bank: Bank) -> float:
    """Seconds until the index has one changed question: the longest of a few tries, each undone afterwards."""
    took = []
    for number in range(CHANGES):
        changed = _with(bank, changed_question(bank, number))
        took.append(_seconds(lambda changed=changed: index.sync(changed)))  # type: ignore[misc]
        index.sync(bank)
    return max(took)


def _file_seconds(index: Index, bank: Bank, folder: Path) -> dict[str, object]:
    """Seconds to read the bank from files, and seconds from saving one of them again until search finds the change."""
    folder.mkdir()
    for question in bank.values():
        (folder / f"{question.id}.md").write_text(file_of(question), encoding="utf-8")
    time.sleep(SETTLED)
    read = _seconds(lambda: load_bank(folder))
    took = []
    for number in range(CHANGES):
        edited = changed_question(bank, number)
        (folder / f"{edited.id}.md").write_text(file_of(edited), encoding="utf-8")
        took.append(_seconds(lambda: index.sync(load_bank(folder))))
        found = index.query("questions", edited.question, 1)
        if not found or found[0].question_id != edited.id:
            raise RuntimeError(f"{edited.id} was indexed but is not found")
    index.sync(bank)
    return {"read_files_seconds": round(read, 2), "saved_to_found_seconds": round(max(took), 3)}


def _with(bank: Bank, question: Question) -> Bank:
    return Bank([question if each.id == question.id else each for each in bank.values()], bank.root)


def _searched(index: Index, bank: Bank, embedder: _Timed, count: int) -> dict[str, object]:
    """The time of searches without embedding, in milliseconds, and the share of the nearest questions that they find."""
    queries = made_queries(count)
    retriever = Retriever(bank, index)
    learnt = _seconds(retriever.learn)
    retriever.search(queries[0], DEPTH)
    own, whole = [], []
    for query in queries:
        before = embedder.seconds
        took = _seconds(lambda query=query: retriever.search(query, DEPTH))  # type: ignore[misc]
        whole.append(took * 1000)
        own.append((took - (embedder.seconds - before)) * 1000)
    exact = Retriever(bank, ExactIndex(bank, embedder, queries))
    recalls = [
        _recall(retriever.search(query, DEPTH, way="dense"), exact.search(query, DEPTH, way="dense"))
        for query in queries
    ]
    return {
        "words_learnt_seconds": round(learnt, 2),
        "query_own_ms_p50": round(float(np.percentile(own, 50)), 2),
        "query_own_ms_p95": round(float(np.percentile(own, 95)), 2),
        "query_ms_p95": round(float(np.percentile(whole, 95)), 2),
        "recall_at_10": round(statistics.mean(recalls), 4),
    }


def _recall(found: Sequence[Hit], nearest: Sequence[Hit]) -> float:
    """The share of the nearest that was found; a hit that is as near as the last of them counts too."""
    least = nearest[-1].score - 1e-4
    return min(1.0, sum(hit.score >= least for hit in found) / len(nearest))
