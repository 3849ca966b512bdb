"""``python -m evals load``: many interviews at once on one database, with a stub model of a given speed.

The time of a turn is the application's own: from the message to the last word of the reply, less what the stub took. Between
two messages a candidate writes for a while, as people do; without that pause what is measured is how much the machine can do
at most, and no longer how long anybody waits. The embedded models are left out, since what they take is measured by
``bench``.
"""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np

from evals.suites.stub_endpoint import MARK
from interviewer.bars import item_bar
from interviewer.errors import VivaError
from interviewer.json_data import JsonObject, object_of
from knowledge.errors import KnowledgeError
from knowledge.schema import Bank

FAULTS = (VivaError, KnowledgeError, OSError, RuntimeError, ValueError, LookupError, TypeError)
OWN_BAR = 0.05
"""Seconds of the application's own that 95 % of turns may take, at most."""
MB_BAR = 1.0
"""Megabytes that each of the interviews at once may hold, at most, and that each may grow by in the second half."""
MB_SLACK = 8.0
"""Megabytes that all of them may grow by together whatever their number, as pools and caches fill. A judgement."""
PAUSE = 10.0
"""Seconds that a candidate writes for. Few people answer that quickly, so it is a hard load. A judgement."""
LoadDriver = Literal["conductor", "page"]


@dataclass(frozen=True)
class LoadMeasurement:
    """One measurement.

    Attributes:
        count: Interviews at once.
        delay: Seconds that the stub takes for a reply.
        seconds: How long it lasts.
        pause: Seconds between a reply and the next message, on average.
        way: By the conductor in threads of this process, or by the page over HTTP.
    """

    count: int
    delay: float
    seconds: float
    pause: float
    way: LoadDriver = "conductor"


@dataclass
class CandidateTally:
    """What one candidate's thread saw.

    Attributes:
        own: Seconds of the application's own time for each turn.
        computed: Seconds of those that its thread was computing, where it is in this process.
        crossed: Words of other candidates that it was shown, or that stand in its transcript.
    """

    own: list[float] = field(default_factory=list)
    computed: list[float] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    crossed: int = 0
    interviews: int = 0


class Clock:
    """How long a measurement goes on, and how long each candidate writes."""

    def __init__(self, run: LoadMeasurement, number: int) -> None:
        self._run = run
        self._random = random.Random(number)
        self._end = 0.0

    def begin(self, at: float) -> None:
        """Begin, somewhere in the first pause, since people do not all come at the same moment."""
        self._end = at + self._run.seconds
        time.sleep(self._random.random() * min(self._run.pause, self._run.seconds / 4))

    @property
    def goes_on(self) -> bool:
        """Whether there is time for another message."""
        return time.monotonic() < self._end

    def write(self) -> None:
        """Wait as long as it takes to write the next message."""
        pause = self._run.pause * self._random.uniform(0.5, 1.5)
        time.sleep(max(0.0, min(pause, self._end - time.monotonic())))


Talk = Callable[[int, Clock, CandidateTally], None]
"""Talks for one candidate until their time is over, and notes what it heard."""


def measure_load(
    bank: Bank,
    counts: Sequence[int],
    delays: Sequence[float],
    seconds: float,
    pause: float = PAUSE,
    ways: Sequence[LoadDriver] = ("conductor",),
) -> JsonObject:
    """Every count of interviews with every delay, each way; passed where no run missed a goal.

    Args:
        counts: Interviews at once.
        delays: Seconds that the stub takes for a reply.
        seconds: How long each of the measurements lasts.
    """
    from evals.suites.load_conductor import run_conductor
    from evals.suites.load_page import run_page

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


def talked(run: LoadMeasurement, talk: Talk, memory: Callable[[], int]) -> JsonObject:
    """Let the candidates of a run talk, each in a thread, and say what came of it.

    Args:
        memory: Bytes that the application holds now.
    """
    before = memory()
    heard = [CandidateTally() for _ in range(run.count)]
    clocks = [Clock(run, number) for number in range(run.count)]
    begin = time.monotonic()

    def work(number: int) -> None:
        clocks[number].begin(begin)
        talk(number, clocks[number], heard[number])

    threads = [threading.Thread(target=work, args=(number,), daemon=True) for number in range(run.count)]
    for thread in threads:
        thread.start()
    time.sleep(run.seconds / 2)
    halfway = memory()
    for thread in threads:
        thread.join()
    after = memory()
    return row_of(run, heard, grown=(after - before) / 1e6, grown_late=(after - halfway) / 1e6)


def row_of(run: LoadMeasurement, heard: Sequence[CandidateTally], grown: float, grown_late: float) -> JsonObject:
    """What a run came to, with the goals that it missed.

    Args:
        grown: Megabytes that the application holds more than before.
        grown_late: Those that it holds more than halfway through.
    """
    own = [second for one in heard for second in one.own]
    faults = sum((one.faults for one in heard), Counter())
    crossed = sum(one.crossed for one in heard)
    computed = [second for one in heard for second in one.computed]
    percentiles = _percentiles(own)
    missed = [f"{sum(faults.values())} errors"] if faults else []
    missed += [f"{crossed} words of others"] if crossed else []
    missed += ["no turn was taken"] if not own else []
    p95 = percentiles["p95"]
    missed += [f"p95 {p95} s > {OWN_BAR}"] if p95 is not None and p95 > OWN_BAR else []
    room = run.count * MB_BAR + MB_SLACK
    missed += [f"{grown:.1f} MB held > {room:g}"] if grown > room else []
    missed += [f"{grown_late:.1f} MB more in the second half > {room:g}"] if grown_late > room else []
    return {
        "way": run.way,
        "at_once": run.count,
        "delay": run.delay,
        "turns": len(own),
        "interviews": sum(one.interviews for one in heard),
        "own_seconds": {**percentiles},
        **({"computed_seconds": {**_percentiles(computed)}} if computed else {}),
        "errors": dict(faults),
        "crossed": crossed,
        "mb_each": round(max(0.0, grown) / run.count, 2),
        "mb_each_second_half": round(max(0.0, grown_late) / run.count, 2),
        "missed": list(missed),
    }


def _percentiles(seconds: Sequence[float]) -> dict[str, float | None]:
    return {f"p{p}": round(float(np.percentile(seconds, p)), 4) if seconds else None for p in (50, 95, 99)}


def of_others(texts: Sequence[str], number: int) -> int:
    """How many words of other candidates are in some texts."""
    return sum(int(found) != number for text in texts for found in MARK.findall(text))


def message_of(number: int, count: int, bank: Bank, question_id: str) -> str:
    """What a candidate says next: who says it, and a few words of one of the question's points."""
    criteria = bank[question_id].criteria
    topic = criteria[count % len(criteria)].claim.split()[:6]
    return f"candidate {number} says {count} {' '.join(topic)}."


def resident_bytes(process: int | None = None) -> int:
    """Memory that a process holds now, this one unless named; 0 where the platform does not say."""
    try:
        place = Path("/proc") / (str(process) if process else "self") / "statm"
        return int(place.read_text(encoding="ascii").split()[1]) * 4096
    except (OSError, ValueError, IndexError):
        return 0
