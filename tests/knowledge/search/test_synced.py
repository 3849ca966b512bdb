"""The cost of a change depends on its size, and nothing counts as stored that the store does not contain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.schema import Bank, Criterion
from knowledge.search.embeddings import CachedEmbedder
from knowledge.search.index import Index, SyncResult
from knowledge.search.retriever import Retriever
from knowledge.search.synced import Synced, SyncedQuestion, read_synced, write_synced
from knowledge.search.vector_store import VectorStore

pytestmark = pytest.mark.slow


@pytest.fixture
def few(bank: Bank) -> Bank:
    return Bank(list(bank.values())[:12], bank.root)


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[int | None]:
    """How many entries each look into the store was about; None for all."""
    seen: list[int | None] = []
    real = VectorStore.hashes

    def hashes(self: VectorStore, entry_ids: Sequence[str] | None = None) -> Mapping[str, str]:
        seen.append(None if entry_ids is None else len(entry_ids))
        return real(self, entry_ids)

    monkeypatch.setattr(VectorStore, "hashes", hashes)
    return seen


def with_question(bank: Bank, question_id: str, **changes: object) -> Bank:
    rows = [replace(q, **changes) if q.id == question_id else q for q in bank.values()]  # type: ignore[arg-type]
    return Bank(rows, bank.root)


def test_only_what_changed_is_looked_at(
    few: Bank, words: CachedEmbedder, tmp_path: Path, looked_at: list[int | None]
) -> None:
    first = Index(words, tmp_path / "chroma").sync(few)
    assert looked_at == [None, None]
    looked_at.clear()
    changed = list(few)[3]
    index = Index(words, tmp_path / "chroma")
    later = with_question(few, changed, question="What would you measure first?")
    assert index.sync(later) == SyncResult(1, 0, first.written - 1)
    assert looked_at == [2, len(few[changed].passages())]
    assert index.query("questions", "What would you measure first?", 1)[0].question_id == changed
    looked_at.clear()
    assert index.sync(later) == SyncResult(0, 0, first.written)
    assert looked_at == [0, 0]


def test_a_passage_more_or_less_and_a_question_that_is_new_or_gone(
    few: Bank, words: CachedEmbedder, tmp_path: Path
) -> None:
    index = Index(words, tmp_path / "chroma")
    index.sync(few)
    ids = list(few)
    longer = with_question(few, ids[0], reference=few[ids[0]].reference + "\n\nOne more thing to say about zebras.")
    assert index.sync(longer).written == 1
    assert index.sync(few) == SyncResult(0, 1, index.count("questions") + index.count("passages"))
    gone = Bank([q for q in few.values() if q.id != ids[1]], few.root)
    assert index.sync(gone).removed == 2 + len(few[ids[1]].passages())
    assert index.sync(few).written == 2 + len(few[ids[1]].passages())
    fresh = Index(words, tmp_path / "other")
    fresh.sync(few)
    assert all(index.count(name) == fresh.count(name) for name in ("questions", "passages"))  # type: ignore[arg-type]


def test_a_criterion_that_changed_writes_nothing(few: Bank, words: CachedEmbedder, tmp_path: Path) -> None:
    index = Index(words, tmp_path / "chroma")
    index.sync(few)
    later = with_question(few, next(iter(few)), criteria=(Criterion("other", "Says something else"),))
    assert not index.is_current(later)
    result = index.sync(later)
    assert (result.written, result.removed) == (0, 0) and index.is_current(later)


def test_what_somebody_else_wrote_since_is_found_and_corrected(
    few: Bank, words: CachedEmbedder, tmp_path: Path, looked_at: list[int | None]
) -> None:
    folder = tmp_path / "chroma"
    index = Index(words, folder)
    index.sync(few)
    store = index._store("questions")
    lost = f"{next(iter(few))}#ask"
    store.remove([lost])
    looked_at.clear()
    assert index.sync(few).written == 1 and looked_at == [None, None], "the number of entries tells"
    # the same number, but another process has marked the collections
    store.mark("another")
    looked_at.clear()
    index.sync(few)
    assert looked_at == [None, None]


def test_a_write_that_was_broken_off_is_looked_through(
    few: Bank, words: CachedEmbedder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, looked_at: list[int | None]
) -> None:
    index = Index(words, tmp_path / "chroma")
    index.sync(few)
    changed = list(few)[3]
    later = with_question(few, changed, question="What would you measure first?")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(VectorStore, "write", killed)
        with pytest.raises(KeyboardInterrupt):
            index.sync(later)
    looked_at.clear()
    again = Index(words, tmp_path / "chroma")
    assert again.sync(later).written == 1 and looked_at == [None, None]
    assert again.query("questions", "What would you measure first?", 1)[0].question_id == changed


def test_who_wrote_at_the_same_time_is_noticed(
    few: Bank, words: CachedEmbedder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, looked_at: list[int | None]
) -> None:
    index = Index(words, tmp_path / "chroma")
    index.sync(few)
    real = VectorStore.write

    def with_another(self: VectorStore, entries: object) -> None:
        real(self, entries)  # type: ignore[arg-type]
        self.mark("writing-another")

    later = with_question(few, next(iter(few)), question="What would you measure first?")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(VectorStore, "write", with_another)
        index.sync(later)
    looked_at.clear()
    index.sync(later)
    assert looked_at == [None, None]


def test_a_store_that_another_brought_in_line_keeps_its_mark(
    few: Bank, words: CachedEmbedder, tmp_path: Path, looked_at: list[int | None]
) -> None:
    folder = tmp_path / "chroma"
    first = Index(words, folder)
    first.sync(few)
    note = next(folder.glob("viva-synced*.json"))
    kept = note.read_text()
    note.unlink()  # as a process on another machine, which has no note of its own yet
    looked_at.clear()
    Index(words, folder).sync(few)
    assert looked_at == [None, None] and read_synced(note).stamp == read_synced_of(kept, tmp_path).stamp
    looked_at.clear()
    first.sync(few)
    assert looked_at == [0, 0]


def read_synced_of(text: str, folder: Path) -> Synced:
    path = folder / "note.json"
    path.write_text(text)
    return read_synced(path)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"stamp": 1}', '{"stamp": "a", "questions": {"x": ["h"]}}', "\x00"])
def test_a_damaged_note_says_nothing(tmp_path: Path, text: str) -> None:
    path = tmp_path / "note.json"
    path.write_text(text)
    assert read_synced(path) == Synced() == read_synced(tmp_path / "missing.json")


def test_a_note_is_read_as_it_was_written(tmp_path: Path) -> None:
    synced = Synced("abc", {"a": SyncedQuestion("h", 3), "b": SyncedQuestion("i", 0)})
    write_synced(tmp_path / "note.json", synced)
    assert read_synced(tmp_path / "note.json") == synced
    assert synced.counts == {"questions": 4, "passages": 3} and synced.ids("passages", ["a", "c"]) == [
        "a#p0",
        "a#p1",
        "a#p2",
    ]


def test_searching_asks_for_the_vector_once(few: Bank, words: CachedEmbedder, tmp_path: Path) -> None:
    index = Index(words, tmp_path / "chroma")
    index.sync(few)
    inner = words._inner
    before = inner.calls  # type: ignore[attr-defined]
    Retriever(few, index).search("dropout", 3)
    assert inner.calls == before + 1  # type: ignore[attr-defined]
