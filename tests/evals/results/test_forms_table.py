"""The table of computed answers: first readings beside today's shares, and mutants by rule once they are recorded."""

from __future__ import annotations

import re
from pathlib import Path

from evals.results.forms_table import _FORMS, first_readings, forms
from evals.results.kept_numbers import HANDS, NUMBERS
from evals.results.ledger import ResultsLedger
from interviewer.json_data import JsonObject
from tests.evals.results.test_render import entry

ROOT = Path(__file__).parents[3]


def test_every_first_reading_is_in_the_log_and_of_a_set_in_the_table() -> None:
    log = (ROOT / "docs" / "experiments.md").read_text(encoding="utf-8").split("## First readings", 1)[1]
    readings = first_readings()
    assert {name: said for name, said in readings.items() if " ".join(said.split()[:3]) not in log} == {}
    assert {*readings} <= {"code", *_FORMS, *HANDS}


def test_no_reading_is_written_into_the_code() -> None:
    table = (ROOT / "evals" / "results" / "forms_table.py").read_text(encoding="utf-8")
    assert not re.search(r"\d+ of \d+", table)


def rows(numbers: JsonObject) -> list[str]:
    return forms(ResultsLedger((entry("forms", numbers, "now"),))).splitlines()


def test_first_readings_are_beside_the_shares() -> None:
    shown = rows(
        {"by another hand": {"answers": 138, "points": 423, "decided": 372, "right": 1.0}, "xor": {"answers": 50}}
    )
    assert "| by another hand | 138 | 100.0 % | 372 of 423 | 294 of 317 |" in shown
    assert any(
        line.startswith("| networks that are built | 50 |") and line.endswith("| 166 of 169 (3 rows together) |")
        for line in shown
    )


def test_mutants_by_rule_are_kept_and_shown_once_they_are_recorded() -> None:
    kept = {f"code.by_rule.{name}" for name in ("styles", "right_accepted", "mutants", "mutants_caught")}
    assert kept <= set(NUMBERS["forms"])
    by_rule: JsonObject = {"styles": 40, "right_accepted": 0.975, "mutants": 320, "mutants_caught": 0.9906}
    shown = rows({"code": {"by_rule": by_rule}})
    assert "| right code in other styles that is accepted in full | 97.5 % of 40 |" in shown
    assert "| the same with one edit by rule, in which a mistake is found | 99.1 % of 320 |" in shown
    assert not any("by rule" in line for line in rows({"code": {"answers": 3}}))
