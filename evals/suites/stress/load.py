"""``python -m evals load``: many interviews at once on one database, with a stub model of a given speed.

The time of a turn is the application's own: from the message to the last word of the reply, less the time the stub takes.
Between two messages a candidate spends some time writing, as people do. Without that pause the suite would measure the maximum
throughput of the machine, and not how long anybody waits. The embedded models are left out; ``bench`` measures them.
"""

from __future__ import annotations

from collections.abc import Sequence

from evals.suites.stress.load_conductor import run_conductor
from evals.suites.stress.load_page import run_page
from evals.suites.stress.load_talk import LoadDriver, LoadMeasurement
from interviewer.bars import item_bar
from interviewer.json_data import JsonObject, object_of
from knowledge.schema import Bank

PAUSE = 10.0
"""Seconds a candidate takes to write. Few people answer that quickly, so this is a heavy load. Chosen by judgement."""


def measure_load(
    bank: Bank,
    counts: Sequence[int],
    delays: Sequence[float],
    seconds: float,
    pause: float = PAUSE,
    ways: Sequence[LoadDriver] = ("conductor",),
) -> JsonObject:
    """Measures every number of interviews with every delay, each way; passed if no run missed a goal.

    Args:
        counts: Numbers of interviews at once.
        delays: Seconds the stub takes to reply.
        seconds: How long each measurement lasts.
    """
    runs: list[JsonObject] = []
    with item_bar("load", len(ways) * len(counts) * len(delays)) as step:
        for way in ways:
            measure = run_page if way == "page" else run_conductor
            for delay in delays:
                for count in counts:
                    runs.append(measure(bank, LoadMeasurement(count, delay, seconds, pause, way)))
                    step()
    slowest = [value for run in runs if isinstance(value := object_of(run["own_seconds"])["p95"], float)]
    return {
        "seconds": seconds,
        "pause": pause,
        "runs": runs,
        "worst": {"own_seconds_p95": max(slowest)} if slowest else {},
        "passed": not any(run["missed"] for run in runs),
    }
