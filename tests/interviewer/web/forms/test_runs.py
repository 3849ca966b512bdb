"""Runs of code on the page's side: stopped, waiting, and taken up again after the process was killed in the middle."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from interviewer.bootstrap import App, conductor_of
from interviewer.grading.forms.code.code import RUNS_AT_ONCE, STOPPED, CodeForm
from interviewer.grading.forms.code.report import CodeReport
from interviewer.grading.forms.fences import fenced
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from interviewer.web.desk import Desk
from tests.interviewer.grading.forms.walls import SANDBOX, needs_walls

pytestmark = needs_walls
LOOP = "def forward(x, W1, b1, W2, b2):\n    while True:\n        pass"
ROOT = Path(__file__).parents[4]
SAYING = """
import sys
from pathlib import Path
from interviewer.bootstrap import App, conductor_of
from interviewer.grading.forms.code.code import CodeForm
from interviewer.loading.services import Services
from interviewer.settings import load_settings
from interviewer.storage.store import Store
from interviewer.web.desk import Desk
from knowledge.loader import load_bank
from knowledge.search.embeddings import CachedEmbedder
from tests.stand_ins import RuleReader, WordEmbedder
from tests.interviewer.grading.forms.walls import SANDBOX

services = Services(load_settings(), load_bank(), (CodeForm(lambda: SANDBOX),))
services.__dict__["reader"] = RuleReader()
words = CachedEmbedder(WordEmbedder(), Path(sys.argv[1]).with_name("other.db"))
services._load_embedder = lambda: setattr(services, "_embedder", words) or "words"
services.load()
store = Store(f"sqlite:///{sys.argv[1]}")
desk = Desk(App(services.settings, services, store, conductor_of(services, store)))
for view in desk.say(sys.argv[2], sys.argv[3]):
    print(view.state.phase, flush=True)
"""


@pytest.fixture
def desk(light_services: Services, store: Store) -> Iterator[Desk]:
    light_services.forms = (CodeForm(lambda: SANDBOX),)
    made = Desk(App(light_services.settings, light_services, store, conductor_of(light_services, store)))
    yield made
    made.close()


class Run(threading.Thread):
    """A run in a thread of its own, as each press on the page has one."""

    def __init__(self, desk: Desk, interview_id: str, code: str) -> None:
        super().__init__()
        self._call = (desk, interview_id, code)
        self.report = CodeReport()
        self.start()

    def run(self) -> None:
        desk, interview_id, code = self._call
        self.report = desk.run_code(interview_id, code)


@pytest.mark.slow
def test_a_loop_is_stopped_within_a_second_and_the_interview_goes_on_meanwhile(desk: Desk) -> None:
    interview_id = desk.retry("training-03a").interview_id
    run = Run(desk, interview_id, LOOP)
    time.sleep(0.5)
    start = time.monotonic()
    views = list(desk.press(interview_id, "hint"))
    assert views[-1].turns[-1].kind == "hint" and time.monotonic() - start < 1.0 and run.is_alive()
    start = time.monotonic()
    desk.stop_code(interview_id)
    run.join()
    assert time.monotonic() - start < 1.0
    assert run.report.fault == STOPPED and not run.report.results


@pytest.mark.slow
def test_a_new_run_of_an_interview_ends_the_one_before(desk: Desk) -> None:
    interview_id = desk.retry("training-03a").interview_id
    first = Run(desk, interview_id, LOOP)
    time.sleep(0.4)
    report = desk.run_code(interview_id, "def forward(x, W1, b1, W2, b2):\n    return x @ W1")
    first.join(timeout=1.0)
    assert first.report.fault == STOPPED and report.results and report.fault != STOPPED


@pytest.mark.slow
def test_a_run_that_waits_for_its_turn_can_be_stopped(desk: Desk) -> None:
    busy = [Run(desk, desk.retry("training-03a").interview_id, f"{LOOP}  # {n}") for n in range(RUNS_AT_ONCE)]
    time.sleep(0.3)
    waiting_id = desk.retry("training-03a").interview_id
    waiting = Run(desk, waiting_id, LOOP)
    time.sleep(0.3)
    start = time.monotonic()
    desk.stop_code(waiting_id)
    waiting.join()
    assert time.monotonic() - start < 1.0 and waiting.report == CodeReport(fault=STOPPED)
    assert all(run.is_alive() for run in busy)
    for run in busy:
        desk.stop_code(run._call[1])
        run.join()


@pytest.mark.slow
def test_an_answer_in_code_is_graded_after_the_process_was_killed_while_it_ran(
    desk: Desk, light_services: Services, store: Store, tmp_path: Path
) -> None:
    interview_id = desk.retry("training-03a").interview_id
    answer = fenced("python", LOOP)
    command = [sys.executable, "-c", SAYING, str(tmp_path / "viva.db"), interview_id, answer]
    other = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    try:
        assert other.stdout is not None and other.stdout.readline().strip() == b"working"
        until = time.monotonic() + 20
        while not (inside := _descendants(other.pid)) and time.monotonic() < until:
            time.sleep(0.02)
        assert inside, "the code runs in a process of its own"
    finally:
        other.kill()
        other.communicate()
    until = time.monotonic() + 3
    while any(Path(f"/proc/{pid}").exists() for pid in inside) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(Path(f"/proc/{pid}").exists() for pid in inside), "what ran goes with the process"
    begun_anew = Desk(App(light_services.settings, light_services, store, conductor_of(light_services, store)))
    view = begun_anew.view(interview_id)
    assert view.state.phase == "working" and view.state.attempts[0].grade is None
    step = begun_anew.tick(interview_id)
    begun_anew.close()
    assert step is not None and step.state.attempts[0].grade is not None
    (first,) = [c for c in step.state.attempts[0].grade.criteria if c.id == "forward"]
    assert first.verdict == "not_met" and "does not end" in first.reason
    assert [t.text for t in step.turns].count(answer) == 1


def _descendants(pid: int) -> list[int]:
    """The processes that a process has started and not ended, and theirs."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            number, _, rest = stat.read_text().partition(" ")
            if int(rest.rpartition(")")[2].split()[1]) == pid:
                found += [int(number), *_descendants(int(number))]
        except OSError:
            continue  # it ended meanwhile
    return found
