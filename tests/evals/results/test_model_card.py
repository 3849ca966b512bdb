"""The tables of the model card."""

from __future__ import annotations

from evals.results.ledger import RecordedResult, ResultsLedger
from evals.results.model_card import SHOWN, changes, scores, shipped
from interviewer.grading.local.calibration import load_calibration
from interviewer.json_data import JsonObject
from tests.evals.results.test_render import AGREEMENT, entry

WHOLE: JsonObject = {"n": 8, "says": "share of the credit that is left", "right": 0.0}


def rows(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("|")][2:]


def truth(**kinds: JsonObject) -> RecordedResult:
    return entry("truth --no-model", {"kinds": kinds})


def test_what_is_shipped_is_read_from_the_files_of_the_package() -> None:
    shown = shipped(ResultsLedger())
    assert (
        f"| version | `local-{load_calibration().version}-" in shown and "| base model | all-mpnet-base-v2, " in shown
    )


def test_gold_comes_first_and_each_set_stands_by_its_best_floor() -> None:
    shown = rows(
        scores(
            ResultsLedger(
                (
                    entry("external --answers a.jsonl", AGREEMENT, "networks"),
                    entry("grading --no-model", AGREEMENT, "gold"),
                )
            )
        )
    )
    assert [row.split(" | ")[0] for row in shown] == ["| gold", "| networks"]
    assert shown[1] == "| networks | 1,476 | " + "0.91 [0.88, 0.93] | " * 3 + "0.30 |"


def test_where_all_labels_are_the_same_there_is_no_order() -> None:
    same: JsonObject = {**AGREEMENT, "qwk": {"value": 0.0, "low": 0.0, "high": 0.0}}
    (row,) = rows(scores(ResultsLedger((entry("external --answers a.jsonl", same, "experts"),))))
    assert row == "| experts | 1,476 |  |  | 0.91 [0.88, 0.93] |  |"


def test_of_sets_of_one_kind_the_worst_is_shown() -> None:
    def with_qwk(value: float) -> JsonObject:
        return {**AGREEMENT, "qwk": {"value": value, "low": value - 0.1, "high": value + 0.1}}

    names = {"a new voice (loud)": 0.6, "a new voice (soft)": 0.4, "tricks": 0.7, "tricks, by another writer": 0.9}
    entries = (entry("external --answers a.jsonl", with_qwk(value), name) for name, value in names.items())
    shown = [row.split(" | ")[0] for row in rows(scores(ResultsLedger(tuple(entries))))]
    assert shown == ["| a new voice (soft): the worst of 2", "| tricks: the worst of 2"]


def test_the_edits_that_are_furthest_from_right_come_worst_first_and_the_others_are_counted() -> None:
    kinds: dict[str, JsonObject] = {
        "denied": {**WHOLE, "value": 0.1},
        "asked": {**WHOLE, "value": 0.2},
        "said again": {**WHOLE, "value": 0.5, "right": 1.0},
        "doubted": {**WHOLE, "value": 0.3},
        "padded": {**WHOLE, "value": 0.15},
        "never tried": {**WHOLE, "n": 0, "value": 0.9},
    }
    shown = rows(changes(ResultsLedger((truth(**kinds),))))
    assert [row.split(":")[0] for row in shown[:SHOWN]] == ["| said again", "| doubted", "| asked"]
    assert shown[SHOWN:] == ["| 2 other edits |  |  | at most 0.15 from right |"]


def test_twins_hints_students_and_the_worst_attack_have_their_rows() -> None:
    span: JsonObject = {"n": 93, "value": 0.4, "low": 0.3, "high": 0.5}
    entries = (
        entry("near-twins --no-model", {"right": span, "wrong": span, "named": span}),
        entry("said-back --no-model", {"by_hand": span}),
        entry("students --answers a.jsonl", {"contradictory": {"answers": 133, "credit": span, "named": span}}),
        entry(
            "robustness --no-model",
            {"answers": {"attacked": 10}, "attacks": {"a": {"flipped_to_met": 0.02}, "b": {"flipped_to_met": 0.0}}},
        ),
    )
    shown = rows(changes(ResultsLedger(entries)))
    assert len(shown) == 7 and shown[1].endswith("| 93 | 0 | 0.40 [0.30, 0.50] |")
    assert shown[-1] == "| attack on the grader, the worst of 2: verdicts turned to met | 10 | 0 | 2.0 % |"


def test_where_nothing_was_recorded_the_commands_stand() -> None:
    assert scores(ResultsLedger()).startswith("Not recorded yet: `python -m evals grading")
    assert changes(ResultsLedger()).startswith("Not recorded yet: `python -m evals truth")
