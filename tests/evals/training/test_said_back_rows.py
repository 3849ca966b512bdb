"""Rows of hints and probes that are said back."""

from __future__ import annotations

import pytest

from evals.training import said_back_rows as module
from evals.training.said_back_rows import HELD_AGAINST, said_back_rows
from interviewer.grading.training.bank_rows import BankRows
from knowledge.schema import Bank, Criterion
from knowledge.search.embeddings import CachedEmbedder
from tests.interviewer.grading.local.stand_in import question

WORDS = ("the loss falls", "rates decay over time", "the norm stays small", "momentum damps units")
POINTS = tuple(Criterion(f"c{n}", f"Says that {text}", satisfied_by=(text,)) for n, text in enumerate(WORDS))
SAID = "Something about the norm stays so."


def test_each_is_silent_on_the_points_it_comes_nearest_to(
    words: CachedEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    learnt = question(criteria=POINTS)
    other = question(id="own-02", criteria=POINTS)
    monkeypatch.setattr(module, "said_back", lambda bank: iter([(learnt, SAID), (other, "Left out.")]))
    bank = Bank([learnt, other])
    maker = BankRows(bank, words, ["own-01"], 1)
    rows = [row for seed in range(20) for row in said_back_rows(bank, ["own-01"], maker, words, seed)]
    assert len(rows) == 20 * HELD_AGAINST and {row.relations for row in rows} == {("silent",)}
    assert all(SAID in row.statement and row.group == "own-01" and row.source == "said back" for row in rows)
    assert any(row.statement != SAID for row in rows), "some are among other sentences"
    assert sum("Says that the norm stays small" in row.claim for row in rows) >= 20, (
        "the nearest point is always among them"
    )
    assert len({row.claim.split(".")[0] for row in rows}) == HELD_AGAINST
