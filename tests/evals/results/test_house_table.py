"""The table of what the project weighs and takes."""

from __future__ import annotations

from evals.results.house_table import house
from evals.results.ledger import ResultsLedger
from interviewer.json_data import JsonObject
from tests.evals.results.test_render import entry

SPREAD = {"p50": 6.4, "min": 6.2, "max": 7.0}


def rows(*entries: tuple[str, JsonObject, str]) -> list[str]:
    return [
        line
        for line in house(ResultsLedger(tuple(entry(*one) for one in entries))).splitlines()
        if line.startswith("|")
    ]


def test_each_tree_has_its_rows() -> None:
    wheel: JsonObject = {"megabytes": 14.2, "files": 800, "contents": {"weights": 10.9, "everything else": 0.1}}
    now: JsonObject = {
        "wheel": wheel,
        "code": {
            "python_files": 1315,
            "median_lines": 83.5,
            "files_over_300_lines": 0,
            "functions_over_60_lines": 2,
            "any_in_signatures": 0,
        },
        "check": {"first": {"seconds": 80.2}, "again": {"seconds": 28.0}},
        "tests": {
            "test-fast": {"seconds": 101.5, "passed": 6759},
            "test": {"seconds": 2400.0, "processor_seconds": 4000.5, "passed": 9000},
        },
        "page": {"page_seconds": SPREAD, "bare_gradio_seconds": SPREAD, "page_to_bare_ratio": 1.12},
    }
    shown = rows(("house", now, "now"), ("house --tree old", {"wheel": {**wheel, "contents": {}}}, "before"))
    assert shown[2] == "| now | wheel | 14.2 MB in 800 files |"
    assert "| now | of it weights | 10.9 MB |" in shown
    assert (
        "| now | lines of a Python file, median | 83.5 |" in shown
        and "| now | Python files, including tests | 1,315 |" in shown
    )
    assert "| now | files over 300 lines | 0 |" in shown and "| now | functions over 60 lines | 2 |" in shown
    assert "| now | `Any` in signatures outside storage | 0 |" in shown
    assert "| now | `make check`, empty caches | 80.2 s |" in shown
    assert "| now | `make test-fast`: 6759 passed | 101.5 s |" in shown
    assert "| now | `make test`: 9000 passed | 2400.0 s, processors 4000.5 s |" in shown
    assert "| now | `viva serve` to a page | 6.40 (6.20 to 7.00) s |" in shown
    assert "| now | ratio of the two | 1.12 |" in shown
    assert shown[-1] == "| before | wheel | 14.2 MB in 800 files |"


def test_where_nothing_was_recorded_the_command_stands() -> None:
    assert house(ResultsLedger()) == "Not recorded yet: `python -m evals house --record`.\n"
