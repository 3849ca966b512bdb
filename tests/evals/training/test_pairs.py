"""Labelled pairs: what is learnt as no answer, and what of a reference is enough."""

from __future__ import annotations

from evals.labelled.gold import gold_split
from evals.training.train import makers
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder


def test_what_the_interviewer_says_is_learnt_as_no_answer(bank: Bank, words: CachedEmbedder) -> None:
    gold, others = makers(bank, words, 1)
    held = {stem for part in ("dev", "test") for stem in gold_split()[part]}
    for maker in (gold, others):
        claims, whole = list(maker.asked_rows()), list(maker.asked_rows(whole=True))
        assert {row.target for row in (*claims, *whole)} == {0.0} and len(claims) > len(whole)
    said = " ".join(row.answer for row in gold.asked_rows())
    probes = [(q.stem in held, c.probe) for q in bank.values() for c in q.criteria if len(c.probe.split()) > 5]
    assert all((probe in said) != left_out for left_out, probe in probes)


def test_a_reference_may_list_more_points_than_are_asked_for(bank: Bank, words: CachedEmbedder) -> None:
    others = makers(bank, words, 1)[1]
    rows = [row for row in others.whole_rows() if "one of the following is enough" in row.criterion.lower()]
    assert rows and {row.target for row in rows} <= {0.0, 0.5, 1.0}, (
        "one point of several is all or half of what is asked"
    )
    assert any(row.target == 1.0 for row in rows)
