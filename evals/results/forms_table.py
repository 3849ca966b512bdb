"""The table of computed answers, from the results file."""

from __future__ import annotations

import json

from evals.labelled.gold import GOLD
from evals.results.headlines import at, object_at
from evals.results.kept_numbers import HANDS
from evals.results.ledger import ResultsLedger
from evals.results.markdown import number, percent, table, timed
from evals.results.recorded import not_recorded, plain_result, sources_of
from interviewer.json_data import JsonObject, objects_of

_FORMS = {
    "numbers": "values and rankings",
    "derivations": "formulas and derivations",
    "xor": "networks that are built",
    "trees": "game trees",
    "sketches": "drawings",
    "hand-sketches": "drawings in a simulated hand",
    "generated drawings": "drawings made by a program",
    "drawings at the edge": "lines into the edge, and jumps, made by a program",
}
FIRST_READINGS = GOLD / "first-readings.json"
"""What agreed when the checks first read one or several sets. No command can print it again, since the checks have learnt from
these sets; docs/experiments.md says when it was."""


def first_readings() -> dict[str, str]:
    """By set: how many decided points agreed when the checks first read it."""
    found: dict[str, str] = {}
    for row in objects_of(json.loads(FIRST_READINGS.read_text(encoding="utf-8"))):
        names = row["sets"]
        sets = [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
        note = row.get("note") or (f"({len(sets)} rows together)" if len(sets) > 1 else "")
        found |= dict.fromkeys(sets, f"{row['agreed']} of {row['of']} {note}".strip())
    return found


def _first(name: str) -> str:
    return first_readings().get(name, "not recorded")


def forms(ledger: ResultsLedger) -> str:
    """Computed answers: the share of verdicts that agree with the labels, and how much is left to the judge."""
    entry = plain_result(ledger, "forms")
    if entry is None:
        return not_recorded("python -m evals forms")
    code = object_at(entry.numbers, "code")
    rows = [["code", number(code.get("answers")), percent(code.get("criteria_right")), percent(0.0), _first("code")]]
    rows += [
        [
            said,
            number(at(entry.numbers, f"{form}.answers")),
            percent(at(entry.numbers, f"{form}.right")),
            percent(at(entry.numbers, f"{form}.left_to_judge")),
            _first(form),
        ]
        for form, said in _FORMS.items()
        if at(entry.numbers, f"{form}.answers") is not None
    ]
    hands = _hands(entry.numbers)
    run = [
        ["right code that is accepted in full", f"{percent(code.get('right_accepted'))} of {number(code.get('right'))}"],
        ["code with a mistake in which one is found", f"{percent(code.get('mutants_caught'))} of {number(code.get('mutants'))}"],
        *_by_rule(object_at(code, "by_rule")),
        ["attempts to break out that are contained", f"{number(at(code, 'escapes.contained'))} of {number(at(code, 'escapes.attempts'))}"],
        ["time for a verdict on code, median", timed(code.get("seconds_p50"), "s")],
        ["the longest", timed(code.get("seconds_max"), "s")],
    ]  # fmt: skip
    return (
        table(
            ["answers", "how many", "verdicts that agree with the labels", "points left to the judge", "first reading"],
            rows,
        )
        + "\n"
        + (
            table(
                [
                    "written independently of the forms",
                    "answers",
                    "decided as labelled",
                    "points decided",
                    "first reading",
                ],
                hands,
            )
            + "\n"
            if hands
            else ""
        )
        + table(["code", "value"], run)
        + sources_of([entry])
    )


def _hands(numbers: JsonObject) -> list[list[str]]:
    return [
        [
            hand,
            number(at(numbers, f"{hand}.answers")),
            percent(at(numbers, f"{hand}.right")),
            f"{number(at(numbers, f'{hand}.decided'))} of {number(at(numbers, f'{hand}.points'))}",
            _first(hand),
        ]
        for hand in HANDS
        if at(numbers, f"{hand}.answers") is not None
    ]


def _by_rule(found: JsonObject) -> list[list[str]]:
    """Right code in many styles, and what rules make of it; nothing in results from before these were recorded."""
    if not found:
        return []
    return [
        ["right code in other styles that is accepted in full", f"{percent(found.get('right_accepted'))} of {number(found.get('styles'))}"],
        ["the same with one edit by rule, in which a mistake is found", f"{percent(found.get('mutants_caught'))} of {number(found.get('mutants'))}"],
    ]  # fmt: skip
