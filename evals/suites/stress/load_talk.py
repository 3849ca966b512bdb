"""What is common to every way of measuring load: how candidates take their turns, and what is made of the times.

The time of a turn is the application's own: from the message to the last word of the reply, less the time the stub takes.
"""

from __future__ import annotations

import os
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np

from evals.suites.stress.stub_endpoint import MARK
from interviewer.errors import VivaError
from interviewer.json_data import JsonObject
from knowledge.errors import KnowledgeError
from knowledge.schema import Bank

FAULTS = (VivaError, KnowledgeError, OSError, RuntimeError, ValueError, LookupError, TypeError)
OWN_BAR = 0.05
"""The most seconds of the application's own time that 95 % of turns may take."""
MB_BAR = 1.0
"""The most megabytes per concurrent interview, and the most that each may grow by in the second half."""
MB_SLACK = 8.0
"""Megabytes that all of them together may grow by, however many there are, as pools and caches fill. Chosen by judgement."""
LoadDriver = Literal["conductor", "page"]


@dataclass(frozen=True)
class LoadMeasurement:
    """One measurement.

    Attributes:
        count: Number of interviews at once.
        delay: Seconds the stub takes to reply.
        seconds: How long the measurement lasts.
        pause: Mean seconds between a reply and the next message.
        way: Through the conductor, in threads of this process, or through the page over HTTP.
    """

    count: int
    delay: float
    seconds: float
    pause: float
    way: LoadDriver = "conductor"


@dataclass
class CandidateTally:
    """What one candidate's thread recorded.

    Attributes:
        own: The application's own time for each turn, in seconds.
        computed: CPU seconds of the thread for each turn; only if it runs in this process.
        crossed: Other candidates' words that it was shown, or found in its transcript.
    """

    own: list[float] = field(default_factory=list)
    computed: list[float] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    crossed: int = 0
    interviews: int = 0


class Clock:
    """Decides how long one candidate goes on, and how long they take to write."""

    def __init__(self, run: LoadMeasurement, number: int) -> None:
        self._run = run
        self._random = random.Random(number)
        self._end = 0.0

    def begin(self, at: float) -> None:
        """Start at a random moment in the first pause, because people do not all arrive at the same time."""
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
"""Plays one candidate until their time is over, and records what happened in the tally."""


def talked(run: LoadMeasurement, talk: Talk, memory: Callable[[], int]) -> JsonObject:
    """Let the candidates of a run talk, each in a thread; returns what ``row_of`` makes of it.

    Args:
        memory: Returns the bytes that the application holds now.
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
    """The figures of a run, with the goals that it missed.

    Args:
        grown: Megabytes that memory has grown by since the start.
        grown_late: Megabytes that memory has grown by since halfway through.
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
    """How many messages of other candidates are in some texts."""
    return sum(int(found) != number for text in texts for found in MARK.findall(text))


def message_of(number: int, count: int, bank: Bank, question_id: str) -> str:
    """A candidate's next message: the candidate's number, and a few words from one of the question's points."""
    criteria = bank[question_id].criteria
    topic = criteria[count % len(criteria)].claim.split()[:6]
    return f"candidate {number} says {count} {' '.join(topic)}."


def resident_bytes(process: int | None = None) -> int:
    """Resident memory of a process in bytes, this one's by default; 0 if the platform does not tell."""
    try:
        place = Path("/proc") / (str(process) if process else "self") / "statm"
        return int(place.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0
