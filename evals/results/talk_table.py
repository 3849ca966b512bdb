"""The table of talk to the interviewer, from the results file."""

from __future__ import annotations

from collections.abc import Sequence

from evals.results.headlines import object_at
from evals.results.ledger import ResultsLedger
from evals.results.markdown import number, table
from evals.results.recorded import not_recorded, plain_result, sources_of
from interviewer.json_data import JsonObject


def talk(ledger: ResultsLedger) -> str:
    """How much talk is understood, by intent and by writer, and how many answers are mistaken for talk."""
    entry = plain_result(ledger, "talk")
    if entry is None:
        return not_recorded("python -m evals talk")
    numbers = entry.numbers
    intents = object_at(numbers, "by_intent")
    understood, taken = object_at(numbers, "by_writer"), object_at(numbers, "taken_by_writer")
    rows = [
        ["all", *_cells(numbers, ("talk", "understood", "right_intent")), number(numbers.get("taken_for_talk"), 3)],
        *(
            [
                f"intent: {name.replace('_', ' ')}",
                *_cells(object_at(intents, name), ("talk", "understood", "right_intent")),
                "",
            ]
            for name in intents
        ),
        *(
            [f"writer: {name}", "", number(understood.get(name)), "", number(taken.get(name), 3)]
            for name in sorted({*understood, *taken})
        ),
    ]
    head = ["messages", "how many", "understood as talk", "as the right kind", "answers taken for talk"]
    return table(head, rows) + sources_of([entry])


def _cells(of: JsonObject, names: Sequence[str]) -> list[str]:
    return [number(of.get(name)) for name in names]
