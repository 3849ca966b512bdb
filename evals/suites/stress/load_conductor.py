"""Load through the conductor: each candidate is a thread of this process."""

from __future__ import annotations

import json
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress

from evals.suites.stress.load_talk import (
    FAULTS,
    CandidateTally,
    Clock,
    LoadMeasurement,
    message_of,
    of_others,
    resident_bytes,
    talked,
)
from evals.suites.stress.stub_endpoint import verdicts_on
from interviewer.bootstrap import conductor_of
from interviewer.conversation.conducting.conductor import Conductor, Update
from interviewer.grading.judge import Judge
from interviewer.grading.llm_judge import LLMJudge
from interviewer.json_data import JsonObject
from interviewer.llm.replies.reply import Reply, read_reply
from interviewer.llm.usage import Usage
from interviewer.loading.services import Services
from interviewer.settings import load_settings
from interviewer.storage.store import Store
from knowledge.schema import Bank

WARM_UP = 4
"""How many whole interviews to run before measuring, so that one-time loading is not counted."""


class StubChat:
    """A model that waits before it replies, and finds every point partly met.

    Args:
        delay: Seconds for each reply.
    """

    name = "stub"

    def __init__(self, delay: float) -> None:
        self.delay = delay
        self._here = threading.local()

    def taken(self) -> float:
        """Seconds that this thread has spent waiting for the model since the last call."""
        seconds: float = getattr(self._here, "seconds", 0.0)
        self._here.seconds = 0.0
        return seconds

    def stream(self, system: str, user: str, max_tokens: int = 160) -> Iterator[str]:
        """One word."""
        self._wait()
        yield "Noted."

    def structured(self, system: str, user: str, form: type[Reply], max_tokens: int = 1500) -> Reply:
        """Finds every point partly met, with the candidate's last message as evidence."""
        self._wait()
        return read_reply(json.dumps(verdicts_on(user)), form, self.name)

    def take_usage(self) -> Usage:
        """Always empty."""
        return Usage()

    def _wait(self) -> None:
        start = time.monotonic()
        time.sleep(self.delay)
        self._here.seconds = getattr(self._here, "seconds", 0.0) + time.monotonic() - start


class StubServices(Services):
    """Services whose only model is a stub. Like an endpoint, it takes any number of calls at once."""

    def __init__(self, bank: Bank, chat: StubChat) -> None:
        super().__init__(load_settings(llm="off", judge="llm"), bank)
        self._stub = LLMJudge(chat)

    def judge(self) -> Judge:
        """The judge that uses the stub."""
        return self._stub


def run_conductor(bank: Bank, run: LoadMeasurement) -> JsonObject:
    """One measurement, on a new database."""
    chat = StubChat(run.delay)
    services = StubServices(bank, chat)
    with tempfile.TemporaryDirectory() as scratch:
        store = Store(f"sqlite:///{scratch}/viva.db")

        def talk(number: int, clock: Clock, heard: CandidateTally) -> None:
            conductor = conductor_of(services, store.of(f"c{number}"))
            while clock.goes_on:
                try:
                    _interview(number, conductor, chat, clock, heard)
                except FAULTS as error:
                    heard.faults[f"{type(error).__name__}: {str(error)[:100]}"] += 1
                    time.sleep(0.05)  # so that one fault does not become a million

        try:
            _warm_up(conductor_of(services, store.of("warm-up")), chat)
            return talked(run, talk, resident_bytes)
        finally:
            store.close()


def _warm_up(conductor: Conductor, chat: StubChat) -> None:
    delay, chat.delay = chat.delay, 0.0
    clock = Clock(LoadMeasurement(1, 0.0, 300.0, 0.0), 0)
    clock.begin(time.monotonic())
    for number in range(WARM_UP):
        with suppress(*FAULTS):  # if it persists, the run meets it again and counts it
            _interview(number, conductor, chat, clock, CandidateTally())
    chat.delay = delay


def _interview(number: int, conductor: Conductor, chat: StubChat, clock: Clock, heard: CandidateTally) -> None:
    interview_id, steps = conductor.start("coach", 30, questions=3, seed=number)
    heard.interviews += 1
    said: list[str] = []
    clock.write()
    while steps[-1].state.phase != "finished" and clock.goes_on:
        reviewing = steps[-1].state.phase == "reviewing"
        question_id = steps[-1].state.attempts[-1].question_id
        text = "next" if reviewing else message_of(number, len(said), conductor.bank, question_id)
        chat.taken()
        start, computing = time.monotonic(), time.thread_time()
        steps = list(conductor.say(interview_id, text))
        heard.own.append(time.monotonic() - start - chat.taken())
        heard.computed.append(time.thread_time() - computing)
        said.append(text)
        heard.crossed += of_others(_shown(steps), number)
        clock.write()
    kept = [turn.text for turn in conductor.store.transcript(interview_id) if turn.role == "candidate"]
    heard.crossed += kept != said


def _shown(steps: Sequence[Update]) -> list[str]:
    shown = [step.turn.text for step in steps if step.turn]
    return shown + [attempt.answer for attempt in steps[-1].state.attempts]
