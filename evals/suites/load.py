"""``python -m evals load``: many interviews at once on one database, with a stub model of a given speed.

The time of a turn is the application's own: from the message to the last word of the reply, less what the stub took. The
embedded models are left out, since what they take is measured by ``bench``.
"""

from __future__ import annotations

import json
import re
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, overload

import numpy as np

from interviewer.bars import item_bar
from interviewer.bootstrap import conductor_of
from interviewer.conversation.conductor import Conductor, Update
from interviewer.errors import VivaError
from interviewer.grading.judge import Judge
from interviewer.grading.llm_judge import LLMJudge
from interviewer.json_data import JsonObject
from interviewer.llm.reply import Form, Reply, read_reply
from interviewer.llm.usage import Usage
from interviewer.services import Services
from interviewer.settings import load_settings
from interviewer.storage.store import Store
from knowledge.errors import KnowledgeError
from knowledge.schema import Bank

if TYPE_CHECKING:
    from pydantic import BaseModel

_MARK = re.compile(r"candidate (\d+) says")
_FAULTS = (VivaError, KnowledgeError, OSError, RuntimeError, ValueError, LookupError, TypeError)


class StubChat:
    """A model that takes its time, and finds the first sentence of an answer worth half of every point.

    Args:
        delay: Seconds for each reply.
    """

    name = "stub"

    def __init__(self, delay: float) -> None:
        self.delay = delay
        self._here = threading.local()

    def taken(self) -> float:
        """Seconds that this thread has spent waiting for the model since this was last asked."""
        seconds: float = getattr(self._here, "seconds", 0.0)
        self._here.seconds = 0.0
        return seconds

    def stream(self, system: str, user: str, max_tokens: int = 160) -> Iterator[str]:
        """One word."""
        self._wait()
        yield "Noted."

    @overload
    def structured(self, system: str, user: str, form: type[Reply], max_tokens: int = ...) -> Reply: ...
    @overload
    def structured(self, system: str, user: str, form: JsonObject, max_tokens: int = ...) -> JsonObject: ...
    def structured(self, system: str, user: str, form: Form, max_tokens: int = 1500) -> BaseModel | JsonObject:
        """Every point partly met, with what the candidate said last as its evidence."""
        self._wait()
        said = re.findall(r"candidate \d+ says[^.\n]*", user)
        points = re.findall(r"^- ([\w-]+): ", user, re.MULTILINE)
        rows = [
            {"id": p, "quotes": said[-1:], "reason": said[-1] if said else "", "verdict": "partly_met"} for p in points
        ]
        return read_reply(json.dumps({"criteria": rows, "misconceptions": []}), form, self.name)

    def take_usage(self) -> Usage:
        """Nothing is spent."""
        return Usage()

    def _wait(self) -> None:
        start = time.monotonic()
        time.sleep(self.delay)
        self._here.seconds = getattr(self._here, "seconds", 0.0) + time.monotonic() - start


class StubServices(Services):
    """Services whose one model is a stub."""

    def __init__(self, bank: Bank, chat: StubChat) -> None:
        super().__init__(load_settings(llm="off"), bank)
        self._stub = LLMJudge(chat)

    def judge(self) -> Judge:
        """The judge on the stub."""
        return self._stub


@dataclass
class Tally:
    """What one candidate's thread saw.

    Attributes:
        own: Seconds of the application's own time for each turn.
        crossed: Words of other candidates that it was shown, or that stand in its transcript.
    """

    own: list[float] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    crossed: int = 0
    interviews: int = 0


def measure_load(bank: Bank, counts: Sequence[int], delays: Sequence[float], seconds: float) -> JsonObject:
    """Every count of interviews with every delay, each for so many seconds; passed where nothing failed or was mixed up.

    Args:
        counts: Interviews at once.
        delays: Seconds that the stub takes for a reply.
    """
    runs: list[JsonObject] = []
    with item_bar("load", len(counts) * len(delays)) as step:
        for delay in delays:
            for count in counts:
                runs.append(_run(bank, count, delay, seconds))
                step()
    return {"seconds": seconds, "runs": runs, "passed": all(not r["errors"] and not r["crossed"] for r in runs)}


def _run(bank: Bank, count: int, delay: float, seconds: float) -> JsonObject:
    chat = StubChat(delay)
    services = StubServices(bank, chat)
    with tempfile.TemporaryDirectory() as scratch:
        store = Store(f"sqlite:///{scratch}/viva.db")
        before = resident_bytes()
        heard = [Tally() for _ in range(count)]
        end = time.monotonic() + seconds
        threads = [
            threading.Thread(target=_talk, args=(number, services, store.of(f"c{number}"), chat, end, heard[number]))
            for number in range(count)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        grown = resident_bytes() - before
        store.close()
    own = [second for one in heard for second in one.own]
    faults = sum((one.faults for one in heard), Counter())
    return {
        "at_once": count,
        "delay": delay,
        "turns": len(own),
        "own_seconds": {f"p{p}": round(float(np.percentile(own, p)), 4) if own else None for p in (50, 95, 99)},
        "errors": dict(faults),
        "crossed": sum(one.crossed for one in heard),
        "mb_each": round(max(0, grown) / count / 1e6, 2),
    }


def _talk(number: int, services: Services, store: Store, chat: StubChat, end: float, heard: Tally) -> None:
    """Interview after interview until the time is over; every message names who says it."""
    conductor = conductor_of(services, store)
    while time.monotonic() < end:
        try:
            _interview(number, conductor, chat, end, heard)
        except _FAULTS as error:
            heard.faults[f"{type(error).__name__}: {str(error)[:100]}"] += 1
            time.sleep(0.05)  # one fault must not become a million


def _interview(number: int, conductor: Conductor, chat: StubChat, end: float, heard: Tally) -> None:
    interview_id, steps = conductor.start("coach", 30, questions=3, seed=number)
    heard.interviews += 1
    said: list[str] = []
    while steps[-1].state.phase != "finished" and time.monotonic() < end:
        reviewing = steps[-1].state.phase == "reviewing"
        attempt = steps[-1].state.attempts[-1]
        topic = conductor.bank[attempt.question_id].criteria[len(said) % 2 - 1].claim.split()[:6]
        text = "next" if reviewing else f"candidate {number} says {len(said)} {' '.join(topic)}."
        chat.taken()
        start = time.monotonic()
        steps = list(conductor.say(interview_id, text))
        heard.own.append(time.monotonic() - start - chat.taken())
        said.append(text)
        heard.crossed += _of_others(steps, number)
    kept = [turn.text for turn in conductor.store.transcript(interview_id) if turn.role == "candidate"]
    heard.crossed += kept != said


def _of_others(steps: Sequence[Update], number: int) -> int:
    shown = [step.turn.text for step in steps if step.turn]
    shown += [attempt.answer for attempt in steps[-1].state.attempts]
    return sum(int(found) != number for text in shown for found in _MARK.findall(text))


def resident_bytes() -> int:
    """Memory that this process holds now; 0 where the platform does not say."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096
    except (OSError, ValueError, IndexError):
        return 0
