"""Banks of many questions, small here: what is measured is measured, and a goal that is missed is named."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from evals.suites.bank import scale as suite
from evals.suites.bank.exact_search import ExactIndex
from evals.suites.bank.made_bank import MOST, MadeEmbedder, changed_question, file_of, made_bank, made_queries
from evals.suites.bank.scale import Plan, measure_scale
from knowledge.loader import load_bank
from knowledge.search.index import Index
from knowledge.search.retriever import Retriever
from knowledge.search.vectors import Vectors


class Counting(MadeEmbedder):
    """An embedder that counts what it is given."""

    def __init__(self) -> None:
        self.texts = 0

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.texts += len(texts)
        return super().embed(texts)


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suite, "SETTLED", 0.0)


@pytest.mark.slow
def test_a_small_bank_is_measured_in_every_way(monkeypatch: pytest.MonkeyPatch) -> None:
    for bar in ("INDEX_BAR", "CHANGE_BAR", "QUERY_BAR"):
        monkeypatch.setattr(suite, bar, 1e6)  # the speed of this machine is not what is tested
    bare = Counting()
    result = measure_scale(Plan((200, 300), embedded_to=200, queries=20), bare)
    assert result["passed"] is True and bare.texts > 2 * 4 * 200
    small, large = result["banks"]
    assert (small["questions"], small["entries"], small["vectors"]) == (200, 800, "embedded")
    assert (large["questions"], large["vectors"], large["embedder_reckoned"]) == (300, "made, no model", True)
    for row in (small, large):
        assert row["index_ratio"] > 0 and row["change_seconds"] > 0 and row["saved_to_found_seconds"] > 0
        assert 0 < row["query_own_ms_p50"] <= row["query_own_ms_p95"] <= row["query_ms_p95"]
        assert row["recall_at_10"] >= suite.RECALL_BAR and row["missed"] == []
    assert set(result["worst"]) == {"index_ratio", "change_seconds", "query_own_ms_p95", "recall_at_10"}


@pytest.mark.slow
def test_without_an_embedder_vectors_are_made_and_a_missed_goal_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suite, "QUERY_BAR", 0.0)
    monkeypatch.setattr(suite, "CHANGE_BAR", 1e6)
    result = measure_scale(Plan((150,), queries=10), None)
    (row,) = result["banks"]
    assert result["passed"] is False and "index_ratio" not in row and row["vectors"] == "made, no model"
    assert [goal.split()[0] for goal in row["missed"]] == ["query_own_ms_p95"]


def test_made_questions_differ_and_are_sound_files(tmp_path: Path) -> None:
    bank = made_bank(400)
    assert len({question.question for question in bank.values()}) == 400
    assert not {question.question for question in bank.values()} & set(made_queries(400))
    for question in (bank["made-000007"], changed_question(bank, 3)):
        (tmp_path / f"{question.id}.md").write_text(file_of(question), encoding="utf-8")
        read = load_bank(tmp_path)[question.id]
        assert (read.question, read.reference, read.title) == (question.question, question.reference, question.title)
    with pytest.raises(ValueError, match="at most"):
        made_bank(MOST + 1)


@pytest.mark.slow
def test_exact_search_is_what_looking_at_every_vector_finds(tmp_path: Path) -> None:
    bank, embedder = made_bank(120), MadeEmbedder()
    queries = made_queries(6)
    exact = ExactIndex(bank, embedder, queries)
    asks = embedder.embed([question.question for question in bank.values()])
    for query in queries:
        found = exact.query("questions", exact.embedded(query), 5)
        assert [match.similarity for match in found] == sorted((m.similarity for m in found), reverse=True)
        best = float((asks @ embedder.embed([query])[0]).max())
        assert found[0].similarity >= best - 1e-6
    index = Index(embedder, tmp_path / "chroma")
    index.sync(bank)
    ids = [[hit.question.id for hit in Retriever(bank, each).search(queries[0], 10)] for each in (exact, index)]
    assert ids[0] == ids[1]
    with pytest.raises(ValueError, match="only its own queries"):
        exact.query("questions", queries[0], 5)


def test_made_vectors_are_of_the_words_and_of_the_text_alone() -> None:
    one, same, near, far = MadeEmbedder().embed(
        ["dropout in a network", "dropout in a network", "dropout in a large network", "beam search"]
    )
    np.testing.assert_allclose(one, same)
    assert one @ near > one @ far and float(one @ near) < 1.0
    np.testing.assert_allclose([np.linalg.norm(one), np.linalg.norm(far)], 1.0, atol=1e-5)
