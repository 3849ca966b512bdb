from __future__ import annotations

from collections import Counter

from evals.labelled.contrasts import Contrast
from evals.training.contrast_rows import contrast_rows
from knowledge.search.embeddings import CachedEmbedder


def item(claim: str, says: str, contradicts: str) -> Contrast:
    return Contrast("w", "TCP and UDP", claim, ((says, "says"), (contradicts, "contradicts"), ("a story", "silent")))


def test_each_statement_is_a_row_and_those_of_other_claims_are_silent(words: CachedEmbedder) -> None:
    items = [
        item("Says that TCP resends", "TCP sends lost segments again", "UDP resends, TCP never"),
        item("Says that UDP is unordered", "datagrams arrive in any order", "UDP sorts datagrams by number"),
    ]
    rows = list(contrast_rows(items, words, 1))
    assert Counter(row.relations for row in rows) == {("says",): 2, ("contradicts",): 2, ("silent",): 6}
    about = [row for row in rows if "Says that TCP resends." in row.claim]
    assert any(
        "any order" in row.statement or "by number" in row.statement for row in about if row.relations == ("silent",)
    )
