"""The table of computed answers, from the results file."""

from __future__ import annotations

from evals.results.headlines import at, object_at
from evals.results.kept_numbers import HANDS
from evals.results.ledger import ResultsLedger
from evals.results.markdown import number, percent, table, timed
from evals.results.recorded import not_recorded, plain_result, sources_of

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


def forms(ledger: ResultsLedger) -> str:
    """Computed answers: the share of verdicts that agree with the labels, and how much is left to the judge."""
    entry = plain_result(ledger, "forms")
    if entry is None:
        return not_recorded("python -m evals forms")
    code = object_at(entry.numbers, "code")
    rows = [["code", number(code.get("answers")), percent(code.get("criteria_right")), percent(0.0)]]
    rows += [
        [
            said,
            number(at(entry.numbers, f"{form}.answers")),
            percent(at(entry.numbers, f"{form}.right")),
            percent(at(entry.numbers, f"{form}.left_to_judge")),
        ]
        for form, said in _FORMS.items()
        if at(entry.numbers, f"{form}.answers") is not None
    ]
    hands = [
        [
            hand,
            number(at(entry.numbers, f"{hand}.answers")),
            percent(at(entry.numbers, f"{hand}.right")),
            f"{number(at(entry.numbers, f'{hand}.decided'))} of {number(at(entry.numbers, f'{hand}.points'))}",
        ]
        for hand in HANDS
        if at(entry.numbers, f"{hand}.answers") is not None
    ]
    run = [
        ["right code that is accepted in full", f"{percent(code.get('right_accepted'))} of {number(code.get('right'))}"],
        ["code with a mistake in which one is found", f"{percent(code.get('mutants_caught'))} of {number(code.get('mutants'))}"],
        ["attempts to break out that are contained", f"{number(at(code, 'escapes.contained'))} of {number(at(code, 'escapes.attempts'))}"],
        ["time for a verdict on code, median", timed(code.get("seconds_p50"), "s")],
        ["the longest", timed(code.get("seconds_max"), "s")],
    ]  # fmt: skip
    return (
        table(["answers", "how many", "verdicts that agree with the labels", "points left to the judge"], rows)
        + "\n"
        + (
            table(["written independently of the forms", "answers", "decided as labelled", "points decided"], hands)
            + "\n"
            if hands
            else ""
        )
        + table(["code", "value"], run)
        + sources_of([entry])
    )
