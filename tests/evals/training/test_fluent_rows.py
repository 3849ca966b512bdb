"""Rows of the last stage."""

from __future__ import annotations

from collections import Counter

import pytest

from evals.labelled.fluent import LEFT_OUT, fluent_answers
from evals.labelled.gold import gold_split
from evals.training.fluent_rows import CONTRASTS, KEPT, OWN_WORDS, fluent_rows
from evals.training.train import said_in
from interviewer.grading.training.row import Row
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder

BEFORE = [Row(f"a: {n}.", f"Statement {n} of before.", ("silent",), "turned") for n in range(20_000)]
SECOND = [Row(f"a: {n}.", f"Words of {n}.", ("says",), source) for n in range(9_000) for source in ("gold", "bank")]


@pytest.mark.slow
def test_they_are_of_the_training_split_and_of_no_writer_who_is_left_out(bank: Bank, words: CachedEmbedder) -> None:
    rows = fluent_rows(bank, words, BEFORE, SECOND, 60)
    found = Counter(row.source for row in rows)
    new = [row for row in rows if row.source in {"told", "fluent passages"}]
    assert set(found) == {"told", "fluent passages", "contrasts", "turned", "gold"}, "of the bank's phrases none again"
    assert found["contrasts"] == round(CONTRASTS * len(new)) and found["turned"] == round(KEPT * len(new))
    assert found["gold"] == round(OWN_WORDS * len(new))
    assert {row.group for row in new} <= set(gold_split()["train"])
    told = Counter(row.relations for row in new if row.source == "told")
    assert 0.8 < told[("says",)] / told[("contradicts",)] < 1.25, "neither side is more often read than the other"
    said = {row.statement for row in rows}
    out = [a for writer in LEFT_OUT for a in fluent_answers(bank, writer)]
    own = {text for answer in out for text in said_in(answer.text) if len(text.split()) > 8}
    assert len(own) > 500 and not own & said
    assert rows == fluent_rows(bank, words, BEFORE, SECOND, 60)
