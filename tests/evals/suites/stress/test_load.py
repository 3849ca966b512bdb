"""Many interviews at once: each one runs as if it were the only one, and an error or a mix-up would be noticed."""

from __future__ import annotations

import mmap
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from evals.suites.stress import load_talk
from evals.suites.stress.load import measure_load
from evals.suites.stress.load_conductor import StubChat
from evals.suites.stress.load_talk import CandidateTally, LoadMeasurement, resident_bytes, row_of
from interviewer.conversation.conducting.conductor import Conductor
from interviewer.errors import StorageError
from knowledge.schema import Bank


@pytest.mark.slow
def test_interviews_side_by_side_fail_nowhere_and_mix_nothing(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load_talk, "OWN_BAR", 30.0)  # the speed of this machine is not what is tested
    monkeypatch.setattr(load_talk, "MB_SLACK", 500.0)  # three seconds tell of late imports, and nothing of what stays
    result = measure_load(bank, (1, 6), (0.0,), 3.0, pause=0.0)
    assert result["passed"] is True
    assert [run["at_once"] for run in result["runs"]] == [1, 6]
    for run in result["runs"]:
        assert run["turns"] > 0 and run["errors"] == {} and run["crossed"] == 0
        assert 0 < run["own_seconds"]["p50"] <= run["own_seconds"]["p95"] <= run["own_seconds"]["p99"]


@pytest.mark.slow
def test_the_models_time_is_not_the_applications(bank: Bank) -> None:
    (run,) = measure_load(bank, (2,), (0.5,), 3.0, pause=0.0)["runs"]
    assert run["turns"] >= 2 and run["own_seconds"]["p50"] < 0.5


def test_each_thread_has_its_own_count_of_the_models_time() -> None:
    chat = StubChat(0.01)
    list(chat.stream("", ""))
    assert 0.01 <= chat.taken() < 1 and chat.taken() == 0


@pytest.mark.slow
def test_a_fault_is_counted_and_fails(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise StorageError("no room left")

    monkeypatch.setattr(Conductor, "say", refuse)
    result = measure_load(bank, (1,), (0.0,), 0.5, pause=0.0)
    assert result["passed"] is False
    assert Counter(result["runs"][0]["errors"])["StorageError: no room left"] >= 1


@pytest.mark.slow
def test_a_word_of_somebody_else_is_seen(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Conductor.say

    def mixed(self: Conductor, interview_id: str, text: str, confidence: float | None = None) -> object:
        return real(self, interview_id, text.replace("candidate 0", "candidate 7"), confidence)

    monkeypatch.setattr(Conductor, "say", mixed)
    result = measure_load(bank, (1,), (0.0,), 1.0, pause=0.0)
    assert result["passed"] is False and result["runs"][0]["crossed"] > 0


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the platform does not tell")
def test_memory_that_is_held_is_in_what_is_read() -> None:
    before, status = resident_bytes(), Path("/proc/self/status").read_text()
    told = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert told and before == pytest.approx(int(told[1]) * 1024, rel=0.1)
    held = mmap.mmap(-1, 64_000_000)  # of the system, never out of what this process has freed
    for page in range(0, len(held), mmap.PAGESIZE):
        held[page] = 1  # only a page that was written to is resident
    assert 60_000_000 < resident_bytes() - before < 90_000_000


def test_memory_of_a_process_that_is_gone_is_zero_and_no_error() -> None:
    done = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    assert resident_bytes(int(done.stdout)) == 0


def test_a_run_passes_only_where_it_holds_every_goal() -> None:
    run = LoadMeasurement(count=10, delay=0.0, seconds=1.0, pause=0.0)
    good = [CandidateTally(own=[0.01] * 99 + [9.0])]
    assert row_of(run, good, grown=17.0, grown_late=1.0)["missed"] == []
    slow = row_of(run, [CandidateTally(own=[0.01] * 9 + [0.2])], grown=0.0, grown_late=0.0)
    assert slow["missed"] == ["p95 0.1145 s > 0.05"]
    assert row_of(run, good, grown=19.0, grown_late=0.0)["missed"] == ["19.0 MB held > 18"]
    assert row_of(run, good, grown=0.0, grown_late=18.5)["missed"] == ["18.5 MB more in the second half > 18"]
    faults = CandidateTally(own=[0.01], faults=Counter({"OSError: x": 2}), crossed=3)
    assert row_of(run, [faults], grown=0.0, grown_late=0.0)["missed"] == ["2 errors", "3 words of others"]
    assert row_of(run, [CandidateTally()], grown=0.0, grown_late=0.0)["missed"] == ["no turn was taken"]


@pytest.mark.server
@pytest.mark.slow
@pytest.mark.timeout(280)
@pytest.mark.filterwarnings("ignore")
def test_the_page_over_http_is_driven_as_by_people(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load_talk, "OWN_BAR", 30.0)
    (run,) = measure_load(bank, (2,), (0.0,), 10.0, pause=0.1, ways=("page",))["runs"]
    assert run["way"] == "page" and run["turns"] >= 2 and run["errors"] == {} and run["crossed"] == 0
    assert run["own_seconds"]["p50"] > 0
