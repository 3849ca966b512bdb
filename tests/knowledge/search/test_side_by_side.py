"""Several banks, processes and faults on one store: what one does, another survives."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.errors import VectorStoreError
from knowledge.loader import load_bank
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder
from knowledge.search.index import Index, bank_key
from knowledge.search.retriever import Retriever

pytestmark = pytest.mark.slow

OWN = """---
id: nets-01
section: nets
criteria:
- {id: a, claim: Says that a layer is a map}
---
## Question
What is a layer?

## Reference answer
A layer is a map from vectors to vectors.
"""
SAID = "early stopping and layer normalization and batch normalization help"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "own").mkdir()
    (tmp_path / "own/nets-01.md").write_text(OWN)
    return tmp_path / "own"


def test_each_bank_has_its_own_collections(bank: Bank, words: CachedEmbedder, tmp_path: Path, own: Path) -> None:
    here = Index(words, tmp_path / "chroma")
    here.sync(bank)
    before = here.count("questions")
    there = Index(words, tmp_path / "chroma", key=bank_key(own))
    there.sync(load_bank(own))
    assert here.is_current(bank) and there.is_current(load_bank(own)) and there.is_made
    assert here.count("questions") == before and 0 < there.count("questions") < 5
    assert Retriever(bank, here).bridges(SAID, {"training-09"})
    assert bank_key(None) == "" and bank_key(own) != bank_key(tmp_path)


@pytest.mark.slow
def test_another_process_with_another_bank_does_not_break_a_search(
    bank: Bank, words: CachedEmbedder, tmp_path: Path, own: Path
) -> None:
    here = Index(words, tmp_path / "chroma")
    here.sync(bank)
    retriever = Retriever(bank, here)
    found = retriever.bridges(SAID, {"training-09"})
    code = (
        "import sys; from pathlib import Path; from tests.stand_ins import WordEmbedder; from knowledge.loader import load_bank;"
        "from knowledge.search.embeddings import CachedEmbedder; from knowledge.search.index import Index, bank_key;"
        "own, home = Path(sys.argv[1]), Path(sys.argv[2]);"
        "Index(CachedEmbedder(WordEmbedder(), home / 'other.db'), home / 'chroma', key=bank_key(own)).sync(load_bank(own))"
    )
    subprocess.run([sys.executable, "-c", code, str(own), str(tmp_path)], check=True, timeout=240)
    assert retriever.bridges(SAID, {"training-09"}) == found


def test_a_store_that_another_bank_rewrote_loses_results_and_nothing_else(
    bank: Bank, words: CachedEmbedder, tmp_path: Path, own: Path
) -> None:
    # as a version before this one does it, which has one pair of collections for every bank
    here = Index(words, tmp_path / "chroma")
    here.sync(bank)
    retriever = Retriever(bank, here)
    retriever.search("dropout")
    Index(words, tmp_path / "chroma").sync(load_bank(own))
    assert retriever.bridges(SAID, set()) == []
    assert all(hit.question.id in bank for hit in retriever.search("dropout"))
    assert retriever.passage(bank["training-06a"], "gradient clipping") in bank["training-06a"].passages()


def test_a_collection_that_vanished_is_one_line_and_is_made_again(
    bank: Bank, words: CachedEmbedder, tmp_path: Path
) -> None:
    index = Index(words, tmp_path / "chroma")
    index.sync(bank)
    for name in ("viva-questions", "viva-passages"):
        index._opened().delete_collection(name)
    with pytest.raises(VectorStoreError) as error:
        index.query("questions", "dropout", 3)
    assert "\n" not in str(error.value) and "viva index --rebuild" in str(error.value)
    assert not index.is_current(bank), "the next start looks through it"
    assert index.sync(bank).written > 0 and index.query("questions", "dropout", 3)


def test_a_fault_of_chromas_own_over_a_damaged_store_is_the_stores(
    bank: Bank, words: CachedEmbedder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import chromadb.api.rust
    import chromadb.api.segment

    index = Index(words, tmp_path / "chroma")
    index.sync(bank)
    source = "def broken(*args, **kwargs):\n    found = None\n    return found['metadatas']\n"
    inside: dict[str, object] = {"__name__": "chromadb.damaged"}
    exec(compile(source, "damaged.py", "exec"), inside)
    monkeypatch.setattr(chromadb.api.rust.RustBindingsAPI, "_query", inside["broken"])
    with pytest.raises(VectorStoreError, match="TypeError"):
        index.query("questions", "dropout", 3)
