from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from knowledge.errors import VectorStoreError
from knowledge.schema import Bank
from knowledge.search import embeddings
from knowledge.search.embeddings import CachedEmbedder
from knowledge.search.index import Index
from knowledge.search.lexical import LexicalIndex, Matches
from knowledge.search.retriever import NAMES_EVERYTHING, WAYS, Retriever
from tests.stand_ins import WordEmbedder

pytestmark = pytest.mark.slow


def test_sync_writes_once_then_only_what_changed(bank: Bank, words: CachedEmbedder, tmp_path: Path) -> None:
    index = Index(words, tmp_path / "chroma")
    first = index.sync(bank)
    assert first.written == index.count("questions") + index.count("passages")
    assert index.is_current(bank)
    again = index.sync(bank)
    assert (again.written, again.removed, again.unchanged) == (0, 0, first.written)
    changed = Bank(
        [
            replace(q, question="Something else entirely?") if q.id == "training-01" else q
            for q in bank.values()
            if q.id != "training-17b"
        ]
    )
    assert not index.is_current(changed)
    result = index.sync(changed)
    assert result.written == 1
    assert result.removed == 2 + len(bank["training-17b"].passages())


def test_a_store_of_another_model_is_refused_and_made_anew(bank: Bank, words: CachedEmbedder, tmp_path: Path) -> None:
    Index(words, tmp_path / "chroma").sync(bank)
    other = WordEmbedder(dimension=64)
    other.name = "other-words"
    reopened = Index(CachedEmbedder(other, tmp_path / "other.db"), tmp_path / "chroma")
    with pytest.raises(VectorStoreError, match=r"made by words \(256 dimensions\).*viva index"):
        reopened.query("questions", "dropout", 3)
    assert reopened.sync(bank).written > 0
    assert reopened.query("questions", "dropout", 3)


def test_search_and_passages(bank: Bank, words: CachedEmbedder, tmp_path: Path) -> None:
    index = Index(words, tmp_path / "chroma")
    index.sync(bank)
    retriever = Retriever(bank, index)
    assert retriever.search("batch norm and layer norm", 3)[0].question.id == "training-14"
    assert retriever.search("   ") == []
    assert len(retriever.search("the", 5)) <= 5
    passage = retriever.passage(bank["training-06a"], "gradient clipping keeps the direction and bounds the step")
    assert "clipping" in passage.lower()
    assert all("Dropout" not in p for p in retriever.passages("dropout", 2, {"training-03b"}))


def test_a_bridge_needs_the_topic_in_the_candidates_own_words(
    bank: Bank, words: CachedEmbedder, tmp_path: Path
) -> None:
    index = Index(words, tmp_path / "chroma")
    index.sync(bank)
    retriever = Retriever(bank, index)
    said = "early stopping and layer normalization and batch normalization help"
    found = retriever.bridges(said, {"training-09"})
    assert "training-14" in {b.question_id for b in found}
    assert all(b.mention in said for b in found)
    assert all(b.question_id != "training-09" for b in found)
    assert retriever.bridges("I like trains", set()) == []
    general = " ".join(NAMES_EVERYTHING)
    assert not [b for b in retriever.bridges(f"{said}, in the {general}", set()) if b.mention in NAMES_EVERYTHING]


def test_topics_that_name_everything_are_topics_of_the_bank(bank: Bank) -> None:
    assert {topic for question in bank.values() for topic in question.topics} >= NAMES_EVERYTHING


def test_vectors_are_kept_and_a_damaged_cache_is_made_again(tmp_path: Path) -> None:
    inner = WordEmbedder()
    first = CachedEmbedder(inner, tmp_path / "v.db").embed_known(["a b", "c"])
    made = inner.calls
    second = CachedEmbedder(inner, tmp_path / "v.db").embed_known(["a b", "c"])
    assert inner.calls == made
    assert (first == second).all()
    (tmp_path / "v.db").write_bytes(b"not a database at all" * 50)
    third = CachedEmbedder(inner, tmp_path / "v.db").embed_known(["a b", "c"])
    assert (first == third).all()


def test_words_find_what_vectors_miss(bank: Bank) -> None:
    lexical = LexicalIndex(bank)
    found = lexical.scores("Levenshtein distances of doctor and bottle")
    assert max(found, key=lambda i: found[i]) == "nlp-10" and found["nlp-10"] == 1.0
    assert lexical.scores("") == lexical.scores("the of and") == lexical.scores("🙂") == {}
    assert LexicalIndex(Bank([])).scores("anything") == {}


def test_each_way_of_searching(bank: Bank, words: CachedEmbedder, tmp_path: Path) -> None:
    index = Index(words, tmp_path / "chroma")
    index.sync(bank)
    retriever = Retriever(bank, index)
    for way in WAYS:
        hits = retriever.search("winograd", 5, way=way)
        assert len(hits) == 5 and [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
    assert retriever.search("winograd", 1, way="lexical")[0].question.id == "vision-12"
    assert {h.question.section for h in retriever.search("minimax tree", 5, section="rl")} == {"rl"}


def test_the_best_by_words_come_in_order_and_equal_ones_as_in_the_bank(bank: Bank) -> None:
    matches = LexicalIndex(bank).matches("dropout and batch normalisation of a network")
    whole = matches.best(len(bank))
    assert list(whole.values()) == sorted(whole.values(), reverse=True) and next(iter(whole.values())) == 1.0
    for most in (1, 3, len(whole)):
        assert list(matches.best(most).items()) == list(whole.items())[:most]
    assert matches.best(10_000) == whole and all(matches.of(i) == score for i, score in whole.items())
    assert matches.of("not-there") == 0.0
    equal = Matches(["a", "b", "c"], {"a": 0, "b": 1, "c": 2}, np.asarray([0.5, 1.0, 0.5]))
    assert list(equal.best(2)) == ["b", "a"]


def test_of_many_vectors_only_so_many_are_kept_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embeddings, "MOST_REMEMBERED", 5)
    inner = WordEmbedder()
    cached = CachedEmbedder(inner, tmp_path / "v.db")
    texts = [f"word{n}" for n in range(12)]
    first = cached.embed_known(texts)
    assert len(cached._memory) <= 5
    assert (cached.embed_known(texts) == first).all() and inner.calls == 12, "read from the disk"
