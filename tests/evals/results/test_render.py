"""The named tables, from handmade results."""

from __future__ import annotations

import pytest

from evals.results.ledger import RecordedResult, ResultsLedger
from evals.results.render import TABLES
from interviewer.json_data import JsonObject

OF_NO_SUITE = {"history", "shipped", "card", "card-changes", "charges"}
"""Tables that no single suite fills; those of the model card are tested in test_card.py."""
SPAN: JsonObject = {"value": 0.906, "low": 0.88, "high": 0.934}
AGREEMENT: JsonObject = {
    "answers": 1476,
    "qwk": SPAN,
    "pair_order": SPAN,
    "criteria": {"macro_f1_met_or_not": SPAN, "macro_f1": SPAN},
    "calibration": {"ece": 0.039},
    "floors": {"length": {"qwk": 0.2, "pair_order": 0.5}, "tf_idf_to_reference": {"qwk": 0.3, "pair_order": 0.7}},
}


def entry(command: str, numbers: JsonObject, name: str = "") -> RecordedResult:
    suite = command.split()[0]
    return RecordedResult(
        suite, f"python -m evals {command}", {"name": name}, 0, "abc1234", "2026-11-25", "two cores", "", numbers
    )


def shown(name: str, *entries: RecordedResult) -> list[str]:
    return [line for line in TABLES[name](ResultsLedger(entries)).splitlines() if line.startswith("|")]


def test_grading_shows_the_judge_and_the_floors() -> None:
    other = entry("grading --bare", {**AGREEMENT, "qwk": 0.1})
    rows = shown("grading", other, entry("grading --no-model", AGREEMENT))
    assert rows[2] == "| embedded judge | " + "0.91 [0.88, 0.93] | " * 4 + "0.039 |"
    assert rows[3].startswith("| floor: words shared with the reference (TF-IDF) | 0.30 | 0.70 |")
    assert rows[4].startswith("| floor: length of the answer | 0.20 | 0.50 |") and len(rows) == 5
    text = TABLES["grading"](ResultsLedger((entry("grading --no-model", AGREEMENT),)))
    assert "`python -m evals grading --no-model` at abc1234, 2026-11-25; two cores" in text


def test_external_has_a_row_for_each_data_set() -> None:
    rows = shown(
        "external",
        entry("external --answers a.jsonl", AGREEMENT, "networks"),
        entry("external --answers b.jsonl", {**AGREEMENT, "trained_on_these_answers": True}, "a|b"),
    )
    assert rows[2].startswith("| networks | 1,476 | 0.91 [0.88, 0.93] |") and rows[2].endswith(
        "| 0.039 | 0.20 | 0.30 |"
    )
    assert rows[3].startswith("| a/b (trained on these) |") and len(rows) == 4


def test_students_show_what_contradictory_answers_earned() -> None:
    numbers: JsonObject = {
        "answers": 10,
        "weighted_f1": SPAN,
        "contradictory": {"credit": SPAN, "named": SPAN},
        "floors": {"length": 0.5, "tf_idf_to_reference": 0.6, "similarity_to_reference": 0.7},
    }
    rows = shown("students", entry("students --answers a.jsonl", numbers, "circuits"))
    assert rows[2].startswith("| circuits | 10 | 0.91 [0.88, 0.93] | 0.91 [0.88, 0.93] |")
    assert rows[2].endswith("| 0.50 | 0.60 | 0.70 |")


def test_robustness_shows_the_worst_attack_first() -> None:
    attacks: JsonObject = {
        "colon": {"flipped_to_met": 0.0, "inflation_points": 0.0},
        "override": {"flipped_to_met": 0.019, "inflation_points": 1.26},
    }
    harmless: JsonObject = {"typos": {"verdicts_kept": 0.98, "mean_points": -0.4, "mean_absolute_points": 0.9}}
    rows = shown(
        "robustness", entry("robustness", {"attacks": attacks, "harmless": harmless, "flipped_to_met": 0.0095})
    )
    assert rows[2:5] == ["| override | 1.9 % | +1.3 |", "| colon | 0.0 % | +0.0 |", "| **mean of 2** | 0.9 % |  |"]
    assert rows[-1] == "| typos | 98.0 % | -0.4 | 0.9 |"


def test_bench_shows_medians_with_their_range() -> None:
    numbers: JsonObject = {
        "page_seconds": {"p50": 1.234, "min": 1.0, "max": 2.0},
        "page_to_bare_ratio": 1.2,
        "batch": {"answers_per_second": 9.5},
        "first_model_token_after_verdicts_seconds": "none",
    }
    rows = shown("bench", entry("bench", numbers))
    assert rows[2] == "| start of the page | 1.23 (1.00 to 2.00) s |" and "| ratio of the two | 1.2 |" in rows
    assert "| answers graded in a batch | 9.5 a second |" in rows


def test_retrieval_shows_each_way_to_search() -> None:
    way: JsonObject = {
        "recall_at_1": 0.8,
        "recall_at_3": 0.9,
        "recall_at_5": 0.97,
        "recall_at_5_interval": [0.95, 0.99],
        "recall_at_10": 1.0,
        "mrr": 0.87,
    }
    rows = shown("retrieval", entry("retrieval", {"dense": way, "lexical": way, "both": way}))
    assert rows[4] == "| both together, as shipped | 0.800 | 0.900 | 0.970 [0.950, 0.990] | 1.000 | 0.870 |"


def test_dialogue_shows_what_was_given_away_and_each_candidate() -> None:
    numbers: JsonObject = {
        "interviews": 18,
        "leaks": 0,
        "aim": {"value": 1.0},
        "minutes_used": {"most": 20.5, "planned": 20.0},
        "by_candidate": {
            "silent": {"questions": 30, "mean_score": 0.0},
            "strong": {"questions": 20, "mean_score": None},
        },
    }
    rows = shown("dialogue", entry("dialogue", numbers))
    assert "| points given away | 0 |" in rows and "| longest interview | 20.5 of 20 minutes |" in rows
    assert rows[-2:] == ["| silent | 30 | 0.0 % |", "| strong | 20 |  |"]


def test_ability_shows_chosen_and_random_questions() -> None:
    numbers: JsonObject = {"chosen": {"rank_correlation": SPAN, "mean_absolute_error": SPAN, "sections_touched": 4.2}}
    rows = shown("ability", entry("ability --repeats 2", {}), entry("ability", numbers))
    assert rows[2] == "| chosen as in an interview | 0.91 [0.88, 0.93] | 0.91 [0.88, 0.93] | 4.2 |"


def test_history_holds_every_run() -> None:
    old, new = entry("grading", {"qwk": 0.8}, "gold"), entry("grading", {"qwk": SPAN}, "gold")
    rows = TABLES["history"](ResultsLedger((new,), (old,))).splitlines()
    assert (
        rows[2].startswith("| abc1234 | 2026-11-25 | `grading` on gold | 0.800 |") and "0.906 [0.880, 0.934]" in rows[3]
    )


@pytest.mark.parametrize("name", sorted(set(TABLES) - OF_NO_SUITE))
def test_what_was_never_run_says_how_to_run_it(name: str) -> None:
    assert TABLES[name](ResultsLedger()).startswith(f"Not recorded yet: `python -m evals {name}")


def test_truth_shows_a_row_for_each_kind_of_change() -> None:
    kinds: JsonObject = {
        "denied": {"n": 200, "says": "share left", "right": 0.0, "contradicted": 0.5, **SPAN},
        "condition dropped": {"n": 0, "says": "share left", "right": 0.0},
    }
    rows = shown("truth", entry("truth --no-model", {"kinds": kinds}))
    assert rows[2] == "| denied | 200 | share left | 0 | 0.91 [0.88, 0.93] |" and len(rows) == 3


def test_forms_show_each_kind_of_answer_and_what_a_run_costs() -> None:
    kind: JsonObject = {"answers": 122, "points": 182, "decided": 138, "right": 0.995, "left_to_judge": 0.022}
    code: JsonObject = {
        "answers": 159,
        "mutants": 112,
        "mutants_caught": 1.0,
        "right": 47,
        "right_accepted": 1.0,
        "criteria_right": 0.99,
        "seconds_p50": 0.41,
        "seconds_max": 9.5,
        "escapes": {"attempts": 52, "contained": 52},
    }
    alike = ("numbers", "derivations", "xor", "trees", "sketches", "drawings at the edge")
    numbers: JsonObject = {"code": code, **dict.fromkeys(alike, kind)}
    rows = shown("forms", entry("forms", numbers))
    assert rows[2].startswith("| code | 159 | 99.0 % | 0.0 % | ")
    assert rows[3].startswith("| values and rankings | 122 | 99.5 % | 2.2 % | ")
    assert [row.split(" | ")[0] for row in rows[4:9]] == [
        "| formulas and derivations",
        "| networks that are built",
        "| game trees",
        "| drawings",
        "| lines into the edge, and jumps, made by a program",
    ]
    assert "| attempts to break out that are contained | 52 of 52 |" in rows
    assert "| time for a verdict on code, median | 0.41 s |" in rows
    assert TABLES["forms"](ResultsLedger()) == "Not recorded yet: `python -m evals forms --record`.\n"


def test_banks_of_many_questions_are_rows_and_what_was_not_measured_is_empty() -> None:
    banks: list[JsonObject] = [
        {"questions": 1000, "vectors": "embedded", "index_seconds": 12.5, "own_seconds": 1.0, "index_ratio": 1.08},
        {"questions": 100_000, "vectors": "made, no model", "query_own_ms_p95": 9.5, "recall_at_10": 0.97},
    ]
    rows = shown("scale", entry("scale", {"banks": banks}))
    assert rows[2].startswith("| 1,000 | embedded | 12.50 | 1.00 | 1.08 |")
    assert rows[3] == "| 100,000 | made, no model |  |  |  |  |  | 9.50 | 0.97 |"
    assert "evals scale --record" in TABLES["scale"](ResultsLedger())


def test_load_has_a_row_for_each_run_and_counts_errors() -> None:
    run: JsonObject = {
        "way": "page",
        "at_once": 100,
        "delay": 2.0,
        "turns": 2900,
        "own_seconds": {"p50": 0.02, "p95": 0.041, "p99": 0.06},
        "mb_each": 0.3,
        "crossed": 0,
        "errors": {"OSError: a": 2, "ValueError: b": 1},
    }
    (row,) = shown("load", entry("load --seconds 300", {"runs": [run]}))[2:]
    assert row == "| page | 100 | 2.00 | 2,900 | 0.020 | 0.041 | 0.060 | 0.30 | 0 | 3 |"
    assert "evals load --seconds 300" in TABLES["load"](ResultsLedger())


def test_charges_are_of_every_data_set_that_has_points() -> None:
    made, wrong = {"n": 113, **SPAN}, {"n": 0}
    rows = shown(
        "charges",
        entry(
            "grading --no-model",
            {**AGREEMENT, "charges": {"made": made, "wrong": {"n": 9, **SPAN}, "told": {"made": made}}},
            "gold",
        ),
        entry("external --name b", {**AGREEMENT, "charges": {"made": made, "wrong": wrong}}, "others"),
        entry("external --name c", AGREEMENT, "an older run"),
    )
    assert rows[2] == "| gold | 113 | 0.91 [0.88, 0.93] | 0.91 [0.88, 0.93] | 9 | 0.91 [0.88, 0.93] |  |"
    assert rows[3] == "| others | 113 | 0.91 [0.88, 0.93] |  | 0 |  |  |" and len(rows) == 4
    assert "evals external" in TABLES["charges"](ResultsLedger())
