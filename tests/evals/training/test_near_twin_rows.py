"""Rows of near twins."""

from __future__ import annotations

from evals.labelled.near_twins import NearTwins
from evals.training.near_twin_rows import near_twin_rows
from interviewer.grading.training.bank_rows import BankRows
from knowledge.schema import Bank, Criterion
from knowledge.search.embeddings import CachedEmbedder
from tests.interviewer.grading.local.stand_in import question

POINT = Criterion("falls", "Says that the loss falls", satisfied_by=("the loss falls",))
OTHER = Criterion("rate", "Names the rate", satisfied_by=("Rates decay over time",))
TWINS = NearTwins(
    "own-01",
    "falls",
    "one",
    right="The loss goes down.",
    same="Down goes the loss.",
    wrong=(("The loss goes up.", "reversed"),),
    half="It goes.",
)


def test_each_statement_is_a_row_alone_or_among_others(words: CachedEmbedder) -> None:
    bank = Bank([question(criteria=(POINT, OTHER))])
    maker = BankRows(bank, words, ["own-01"], 1)
    rows = [row for seed in range(40) for row in near_twin_rows(bank, [TWINS], maker, words, seed)]
    assert len(rows) == 40 * 4 and {(row.source, row.group) for row in rows} == {("near twins", "own-01")}
    for text, relation in TWINS.statements():
        mine = [row for row in rows if text in row.statement]
        assert {row.relations for row in mine} == {(relation,)}
        alone = sum(row.statement == text for row in mine)
        assert 0.3 < alone / len(mine) < 0.95 and len(mine) == 40
    assert any(OTHER.satisfied_by[0] in row.statement for row in rows)
    assert all(POINT.claim in row.claim for row in rows)
