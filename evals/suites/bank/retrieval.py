"""``python -m evals retrieval``: does search find the right part for a paraphrased query?

There are 300 queries, three per part, written for this suite and not copied from the bank (a test checks that).
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path

from evals.metrics.resampling import bootstrap_by_group
from interviewer.bars import item_bar
from interviewer.json_data import JsonObject, JsonValue, number_of, object_of
from knowledge.schema import Bank
from knowledge.search.retriever import WAYS, Retriever

QUERIES = Path(__file__).parents[2] / "labelled" / "retrieval.jsonl"
DEPTH = 20
BAR = 0.97
"""Minimum share of queries whose part is among the first five, with dense and lexical search together."""


def read_queries(bank: Bank) -> list[tuple[str, str]]:
    """Pairs of a query and the id of the part that it is looking for."""
    rows = [json.loads(line) for line in QUERIES.read_text(encoding="utf-8").splitlines()]
    return [(row["query"], bank[row["question_id"]].id) for row in rows]


def measure(bank: Bank, retriever: Retriever) -> JsonObject:
    """Recall at 1, 3, 5 and 10, mean reciprocal rank and nDCG at 10, for each way of searching."""
    queries = read_queries(bank)
    result: dict[str, JsonValue] = {"queries": len(queries)}
    with item_bar("searching", len(queries) * len(WAYS)) as step:
        for way in WAYS:
            ranks = []
            for query, wanted in queries:
                found = [hit.question.id for hit in retriever.search(query, DEPTH, way=way)]
                ranks.append(found.index(wanted) if wanted in found else DEPTH)
                step()
            result[way] = summary(ranks, [bank[wanted].stem for _, wanted in queries])
            if way == "both":
                result["missed"] = [q for (q, _), rank in zip(queries, ranks, strict=True) if rank >= 5]
    result["passed"] = number_of(object_of(result["both"])["recall_at_5"]) >= BAR
    return result


def summary(ranks: Sequence[int], groups: Sequence[str]) -> JsonObject:
    """Measures for ranks that count from 0; a rank of ``DEPTH`` or more means not found."""
    n = len(ranks)

    def recall(k: int) -> float:
        return round(sum(rank < k for rank in ranks) / n, 3)

    low, high = bootstrap_by_group(groups, lambda rows: sum(ranks[r] < 5 for r in rows) / len(rows))
    return {
        **{f"recall_at_{k}": recall(k) for k in (1, 3, 5, 10)},
        "recall_at_5_interval": [round(low, 3), round(high, 3)],
        "mrr": round(sum(1 / (rank + 1) for rank in ranks if rank < DEPTH) / n, 3),
        "ndcg_at_10": round(sum(1 / math.log2(rank + 2) for rank in ranks if rank < 10) / n, 3),
    }
