"""The tables of how Viva scales: banks of many questions, and many interviews at once."""

from __future__ import annotations

from evals.results.headlines import at
from evals.results.ledger import RecordedResult, ResultsLedger
from evals.results.markdown import number, table
from evals.results.recorded import not_recorded, plain_result
from interviewer.json_data import JsonObject, object_of

_BANK = {
    "questions": "questions",
    "vectors": "vectors",
    "indexing, s": "index_seconds",
    "of that without the vectors, s": "own_seconds",
    "ratio to the bare embedder's time": "index_ratio",
    "one change indexed, s": "change_seconds",
    "from saving a file until it is found, s": "saved_to_found_seconds",
    "search without embedding, p95, ms": "query_own_ms_p95",
    "recall at 10": "recall_at_10",
}
_LOAD = {
    "by": "way",
    "at once": "at_once",
    "stub's reply, s": "delay",
    "turns": "turns",
    "own time, p50, s": "own_seconds.p50",
    "p95, s": "own_seconds.p95",
    "p99, s": "own_seconds.p99",
    "memory each, MB": "mb_each",
    "other people's words shown": "crossed",
}


def scale(ledger: ResultsLedger) -> str:
    """How indexing and search grow with the bank."""
    entry = plain_result(ledger, "scale")
    if entry is None:
        return not_recorded("python -m evals scale")
    rows = [[_cell(row, path) for path in _BANK.values()] for row in _rows(entry, "banks")]
    return table(list(_BANK), rows) + _source(entry)


def load(ledger: ResultsLedger) -> str:
    """Many interviews at once: the application's own time per turn."""
    entries = ledger.of("load")
    if not entries:
        return not_recorded("python -m evals load --seconds 300 --through both")
    head = [*_LOAD, "errors"]
    out = ""
    for entry in entries:
        rows = [
            [*(_cell(row, path) for path in _LOAD.values()), str(sum(_counts(row)))] for row in _rows(entry, "runs")
        ]
        out += table(head, rows) + _source(entry)
    return out


def _rows(entry: RecordedResult, name: str) -> list[JsonObject]:
    found = entry.numbers.get(name)
    return [object_of(row) for row in found] if isinstance(found, list) else []


def _cell(row: JsonObject, path: str) -> str:
    value = at(row, path)
    return value if isinstance(value, str) else number(value)


def _counts(row: JsonObject) -> list[int]:
    return [count for count in object_of(row.get("errors", {})).values() if isinstance(count, int)]


def _source(entry: RecordedResult) -> str:
    return f"\n<sub>`{entry.command}` at {entry.commit}, {entry.date}; {entry.machine}.</sub>\n"
