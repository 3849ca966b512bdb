"""Tables of single statements."""

from __future__ import annotations

from evals.results.ledger import ResultsLedger
from evals.results.render import TABLES
from tests.evals.results.test_render import entry, shown

SHARE = {"n": 193, "value": 0.0155, "low": 0.0, "high": 0.04}


def test_every_table_of_statements_can_be_asked_for() -> None:
    for name in ("contradictions", "truth", "near-twins", "said-back"):
        assert f"python -m evals {name}" in TABLES[name](ResultsLedger(())), "where nothing is recorded, how to"


def test_words_said_back_have_a_row_a_kind_that_was_measured() -> None:
    rows = shown("said-back", entry("said-back --no-model", {"by_hand": SHARE, "corrections": {**SHARE, "n": 98}}))
    assert (
        rows[2]
        == "| hints and probes said back, if the grader does not know what was said: share that earns a point | 193 | 0.02 [0.00, 0.04] |"
    )
    assert rows[3].startswith("| corrections in other words") and len(rows) == 4


def test_words_said_back_have_no_row_that_the_plain_result_cannot_fill() -> None:
    measured = {"by_hand": SHARE, "corrections": SHARE}
    plain = shown("said-back", entry("said-back --no-model", measured))
    with_option = shown("said-back", entry("said-back --no-model --by-rule", {**measured, "by_rule": SHARE}))
    assert with_option == plain and len(plain) == 4
