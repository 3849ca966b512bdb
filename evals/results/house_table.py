"""The table of the sizes of wheel and code, and of how long checks, tests and start-up take, from the results file."""

from __future__ import annotations

from collections.abc import Iterator

from evals.results.headlines import at, object_at, rows_at
from evals.results.ledger import RecordedResult, ResultsLedger
from evals.results.markdown import table, timed
from evals.results.recorded import not_recorded, sources_of

_ROUNDS = {"first": "`make check`, empty caches", "again": "`make check`, run again"}
_CODE = {
    "python_files": "Python files, including tests",
    "median_lines": "lines of a Python file, median",
    "files_over_300_lines": "files over 300 lines",
    "functions_over_60_lines": "functions over 60 lines",
    "any_in_signatures": "`Any` in signatures outside storage",
}
_TIMES = ("seconds", "processor_seconds")
_PAGE = {
    "page_seconds": ("`viva serve` to a page", "s"),
    "bare_gradio_seconds": ("bare Gradio to a page", "s"),
    "page_to_bare_ratio": ("ratio of the two", ""),
}


def house(ledger: ResultsLedger) -> str:
    """For each tree the size and contents of the wheel, lengths in the code, and seconds for the checks, the tests and the page's
    start."""
    entries = ledger.of("house")
    if not entries:
        return not_recorded("python -m evals house")
    rows = [[entry.name, *row] for entry in entries for row in _rows(entry)]
    return table(["tree", "measure", "value"], rows) + sources_of(entries)


def _rows(entry: RecordedResult) -> Iterator[list[str]]:
    if (size := at(entry.numbers, "wheel.megabytes")) is not None:
        yield ["wheel", f"{size} MB in {at(entry.numbers, 'wheel.files')} files"]
    for name, megabytes in object_at(entry.numbers, "wheel.contents").items():
        yield [f"of it {name}", f"{megabytes} MB"]
    for name, said in _CODE.items():
        if (count := at(entry.numbers, f"code.{name}")) is not None:
            yield [said, f"{count:,g}" if isinstance(count, int | float) else ""]
    for name, said in _ROUNDS.items():
        if (seconds := at(entry.numbers, f"check.{name}.seconds")) is not None:
            yield [said, timed(seconds, "s")]
    for target, row in rows_at(entry.numbers, "tests").items():
        counts = ", ".join(f"{count} {name}" for name, count in row.items() if name not in _TIMES)
        busy = f", processors {timed(row[_TIMES[1]], 's')}" if _TIMES[1] in row else ""
        yield [f"`make {target}`: {counts}", timed(row.get(_TIMES[0]), "s") + busy]
    for name, (said, unit) in _PAGE.items():
        if (value := at(entry.numbers, f"page.{name}")) is not None:
            yield [said, timed(value, unit)]
