"""The table about the page in a browser, from the results file."""

from __future__ import annotations

from evals.results.headlines import at, object_at
from evals.results.ledger import ResultsLedger
from evals.results.markdown import number, table
from evals.results.recorded import not_recorded, plain_result, sources_of
from interviewer.json_data import JsonObject, object_of


def page(ledger: ResultsLedger) -> str:
    """How long a candidate waits, what moves, and what a browser has to fetch, compared with a bare Gradio chat page."""
    entry = plain_result(ledger, "page")
    if entry is None:
        return not_recorded("python -m evals page")
    runs = entry.numbers.get("runs")
    rows = [_waits(object_of(run)) for run in (runs if isinstance(runs, list) else [])]
    own, plain = object_at(entry.numbers, "sizes.viva"), object_at(entry.numbers, "sizes.bare")
    sizes = [[what, number(own.get(key)), number(plain.get(key))] for what, key in _SIZES.items()]
    start = [number(at(entry.numbers, f"start.{which}_seconds")) for which in ("viva", "bare")]
    sizes.append(["seconds from start to a page that answers", *start])
    return (
        table(["the model takes", "to the first words, p50", "p95", "to the verdict, p50", "p95", "layout shift"], rows)
        + "\n"
        + _found(entry.numbers)
        + table(["", "Viva", "bare Gradio chat"], sizes)
        + sources_of([entry])
    )


_SIZES = {"kilobytes fetched by a first visit": "kilobytes", "requests": "requests", "elements": "nodes"}


def _waits(run: JsonObject) -> list[str]:
    waits = [
        f"{number(at(run, f'{what}_seconds.{part}'))} s"
        for what in ("first_words", "verdict")
        for part in ("p50", "p95")
    ]
    most = max(float(str(at(run, f"{shift}.most") or 0)) for shift in ("shift", "phone_shift"))
    return [f"{number(run.get('delay'), 0)} s", *waits, f"{most:.3f}"]


def _found(numbers: JsonObject) -> str:
    """How many elements of each view break a rule of axe-core, on each screen; "" if that was not counted."""
    if "axe" not in numbers:
        return ""
    screens = {screen: object_of(views) for screen, views in object_at(numbers, "axe.findings").items()}
    views = dict.fromkeys(view for counted in screens.values() for view in counted)
    rows = [[view, *(number(counted.get(view), 0) for counted in screens.values())] for view in views]
    return table(["findings of axe-core", *screens], rows) + "\n"
