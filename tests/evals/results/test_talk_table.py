"""The table of talk to the interviewer, from handmade results."""

from __future__ import annotations

from evals.results.ledger import ResultsLedger
from evals.results.talk_table import talk
from interviewer.json_data import JsonObject
from tests.evals.results.test_render import entry, shown

SHARE: JsonObject = {"value": 0.9, "low": 0.8, "high": 1.0}
TALK: JsonObject = {
    "talk": 1433,
    "understood": SHARE,
    "right_intent": SHARE,
    "taken_for_talk": {"value": 0.0064, "low": 0.0, "high": 0.01},
    "by_intent": {"small_talk": {"talk": 115, "understood": SHARE, "right_intent": SHARE}},
    "by_writer": {"a": SHARE},
    "taken_by_writer": {
        "a": {"value": 0.007, "low": 0.0, "high": 0.021},
        "gold": {"value": 0.0, "low": 0.0, "high": 0.0},
    },
}


def test_all_then_each_intent_then_each_writer() -> None:
    rows = shown("talk", entry("talk", TALK))
    assert rows[2:6] == [
        "| all | 1,433 | 0.90 [0.80, 1.00] | 0.90 [0.80, 1.00] | 0.006 [0.000, 0.010] |",
        "| intent: small talk | 115 | 0.90 [0.80, 1.00] | 0.90 [0.80, 1.00] |  |",
        "| writer: a |  | 0.90 [0.80, 1.00] |  | 0.007 [0.000, 0.021] |",
        "| writer: gold |  |  |  | 0.000 [0.000, 0.000] |",
    ]


def test_without_a_result_the_command_is_named() -> None:
    assert talk(ResultsLedger()) == "Not recorded yet: `python -m evals talk --record`.\n"
