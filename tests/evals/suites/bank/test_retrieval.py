"""The queries of ``evals retrieval`` and how their ranks are summed up."""

from __future__ import annotations

import math
import re
from collections import Counter

import pytest

from evals.suites.bank.retrieval import DEPTH, read_queries, summary
from knowledge.schema import Bank, Question


def test_three_queries_a_part_that_are_not_in_the_bank(bank: Bank) -> None:
    queries = read_queries(bank)
    assert Counter(wanted for _, wanted in queries) == dict.fromkeys(bank, 3)
    assert len({query for query, _ in queries}) == 300

    def folded(text: str) -> str:
        return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()

    everything = " | ".join(
        folded(text)
        for q in bank.values()
        for text in (q.title, q.question, q.reference, q.deeper, *q.hints, *labelled(q))
    )
    copied = [query for query, _ in queries if len(query.split()) > 3 and folded(query) in everything]
    assert copied == []


def labelled(question: Question) -> list[str]:
    return [t for c in question.criteria for t in (c.claim, c.probe, *c.satisfied_by, *c.not_satisfied_by)]


def test_summary_by_hand() -> None:
    found = summary([0, 1, 4, 7, DEPTH], ["a", "b", "c", "d", "e"])
    assert (found["recall_at_1"], found["recall_at_3"], found["recall_at_5"], found["recall_at_10"]) == (
        0.2,
        0.4,
        0.6,
        0.8,
    )
    assert found["mrr"] == pytest.approx((1 + 1 / 2 + 1 / 5 + 1 / 8) / 5, abs=5e-4)
    assert found["ndcg_at_10"] == pytest.approx(
        (1 + 1 / math.log2(3) + 1 / math.log2(6) + 1 / math.log2(9)) / 5, abs=5e-4
    )
    low, high = found["recall_at_5_interval"]
    assert low < 0.6 < high
