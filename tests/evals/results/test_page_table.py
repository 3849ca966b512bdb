"""The table of the page in a browser."""

from __future__ import annotations

from evals.results.ledger import RecordedResult, ResultsLedger
from evals.results.page_table import page
from interviewer.json_data import JsonObject

RUN: JsonObject = {
    "delay": 2.0,
    "first_words_seconds": {"p50": 2.4, "p95": 4.1},
    "verdict_seconds": {"p50": 2.3, "p95": 2.9},
    "shift": {"most": 0.004, "most_with_input": 0.2},
    "phone_shift": {"most": 0.0061, "most_with_input": 0.2},
}
RESULT: JsonObject = {
    "suite": "page",
    "machine": "a machine",
    "turns": 20,
    "runs": [RUN],
    "most_shift": 0.0061,
    "sizes": {
        "viva": {"kilobytes": 1194, "requests": 101, "nodes": 494},
        "bare": {"kilobytes": 420, "requests": 56, "nodes": 134},
    },
    "start": {"viva_seconds": 2.5, "bare_seconds": 2.0},
    "page_to_bare_ratio": 1.25,
}


def test_it_says_how_to_record_it_where_nothing_is_recorded() -> None:
    assert "python -m evals page --record" in page(ResultsLedger(()))


def test_a_recorded_run_is_shown_beside_the_bare_page() -> None:
    entry = RecordedResult.of(RESULT, "python -m evals page", {"name": "a stub model", "bank": "0123456789ab"}, None)
    shown = page(ResultsLedger((entry,)))
    assert "| 2 s | 2.40 s | 4.10 s | 2.30 s | 2.90 s | 0.006 |" in shown
    assert "| requests | 101 | 56 |" in shown and "1,194" in shown


def test_findings_are_shown_by_view_and_screen_once_they_were_counted() -> None:
    found: JsonObject = {"desktop, light": {"start": 0, "report": 2}, "phone, dark": {"start": 1, "report": 0}}
    counted = RESULT | {"axe": {"findings": found, "rules": ["label"]}}
    entry = RecordedResult.of(counted, "python -m evals page", {"name": "a stub model", "bank": "0123456789ab"}, None)
    shown = page(ResultsLedger((entry,)))
    assert "| findings of axe-core | desktop, light | phone, dark |" in shown
    assert "| start | 0 | 1 |" in shown and "| report | 2 | 0 |" in shown
