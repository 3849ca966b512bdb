"""Probes and hints that give the answer away."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from knowledge.authoring.approval.leaks import find_leaks
from knowledge.loader import load_bank
from knowledge.search.embeddings import CachedEmbedder
from knowledge.search.vectors import Vectors
from tests.knowledge.files import GOOD, write
from tests.stand_ins import WordEmbedder


def test_a_probe_that_gives_the_answer_away_is_found(tmp_path: Path, words: CachedEmbedder) -> None:
    front = """criteria:
  - id: sum
    claim: Says that it is four
    satisfied_by: [two plus two makes four in every case]
    probe: two plus two makes four in every case, right
  - id: why
    claim: Explains counting
    satisfied_by: [you count on your fingers one after the other]
    probe: How would a child find that out?
"""
    write(tmp_path, GOOD.replace("criteria:\n  - id: sum\n    claim: Says that it is four\n", front))
    found = find_leaks(load_bank(tmp_path), words)
    assert [p.message.split(":")[0] for p in found] == ["probe of 'sum' gives the answer away"]
    assert found[0].line > 0


def test_a_hint_is_held_against_the_sentences_of_the_reference(tmp_path: Path, words: CachedEmbedder) -> None:
    text = GOOD.replace("Four.", "Count on two fingers and then on two more.")
    write(tmp_path, text.replace("criteria:", "hints: [Count on two fingers and then on two more]\ncriteria:"))
    assert [p.message.split(":")[0] for p in find_leaks(load_bank(tmp_path), words)] == ["hint gives the answer away"]


def test_a_hint_that_asks_what_the_probe_of_its_point_asks_is_found(tmp_path: Path, words: CachedEmbedder) -> None:
    front = """hints: [How would a child find that out?, Which apples lie there?]
criteria:
  - id: sum
    claim: Says that it is four
    satisfied_by: [two plus two makes four in every case]
    probe: How would a child find that out?
    hint: {}
"""
    for hint, found in ((1, ["hint asks what a probe of its point asks"]), (2, [])):
        write(tmp_path, GOOD.replace("criteria:\n  - id: sum\n    claim: Says that it is four\n", front.format(hint)))
        assert [p.message.split(":")[0] for p in find_leaks(load_bank(tmp_path), words)] == found


def test_a_bank_of_required_fields_and_a_hint_is_searched_too(tmp_path: Path, words: CachedEmbedder) -> None:
    write(tmp_path, GOOD.replace("criteria:", "hints: [Use your fingers]\ncriteria:"))
    assert find_leaks(load_bank(tmp_path), words) == []


def test_a_further_probe_is_held_against_the_point_like_the_first(tmp_path: Path, words: CachedEmbedder) -> None:
    front = """criteria:
  - id: sum
    claim: Says that it is four
    satisfied_by: [two plus two makes four in every case]
    probe: How would a child find that out?
    further_probes: [Which apples lie there?, two plus two makes four in every case or not]
"""
    write(tmp_path, GOOD.replace("criteria:\n  - id: sum\n    claim: Says that it is four\n", front))
    (found,) = find_leaks(load_bank(tmp_path), words)
    assert found.message.startswith("probe of 'sum' gives the answer away") and found.line > 0


def test_every_text_is_embedded_in_one_batch(tmp_path: Path) -> None:
    """A batch a probe took minutes on the built-in bank with an empty home, and wrote the cache a thousand times."""

    class Counting(WordEmbedder):
        batches = 0

        def embed(self, texts: Sequence[str]) -> Vectors:
            self.batches += 1
            return super().embed(texts)

    write(
        tmp_path,
        GOOD.replace("Four.", "Count on two fingers and then on two more.").replace(
            "criteria:", "hints: [Use your fingers, Count two apples, Add them]\ncriteria:"
        ),
    )
    inner = Counting()
    find_leaks(load_bank(tmp_path), CachedEmbedder(inner, tmp_path / "vectors.db"))
    assert inner.batches == 1
