"""Which tests run when, in several processes."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("xdist")

from xdist.remote import Producer

from tests.scheduling import ByFile, drives_browser, in_order, needs_machine

TESTS = Path(__file__).parent


class Item:
    """A test, as far as its place in the order goes."""

    def __init__(self, path: str) -> None:
        self.path = TESTS / path


def test_each_file_with_a_browser_is_known() -> None:
    files = [*TESTS.rglob("test_*.py")]
    asks = {
        path
        for path in files
        if re.search(
            r"^def [^)]*(?:browser: Browser|touched: Page|page: Page)\b", path.read_text(encoding="utf-8"), re.MULTILINE
        )
    }
    assert len(asks) > 5 and {path for path in files if drives_browser(path)} == asks


def test_each_file_whose_page_has_its_own_process_is_known() -> None:
    found = {path.name for path in TESTS.rglob("test_*.py") if needs_machine(path)}
    assert {"test_browser.py", "test_browser_study.py", "test_browser_hostile.py"} <= found
    assert not {name for name in found if "light" in name or name in {"test_scroll.py", "test_browser_forms.py"}}


def test_slow_files_come_first_and_those_with_a_browser_last() -> None:
    paths = (
        "interviewer/web/test_browser.py",
        "interviewer/web/test_scroll.py",
        "test_signposts.py",
        "test_wheel.py",
        "interviewer/storage/test_postgres.py",
    )
    ordered = in_order([Item(path) for path in paths])  # type: ignore[list-item]
    assert [item.path.name for item in ordered] == [
        "test_wheel.py",
        "test_postgres.py",
        "test_signposts.py",
        "test_scroll.py",
        "test_browser.py",
    ]


class Worker:
    """A process that is handed tests, by their number in its collection."""

    shutting_down = False

    def __init__(self) -> None:
        self.handed: list[int] = []
        self.gateway = SimpleNamespace(id="gw")

    def send_runtest_some(self, numbers: list[int]) -> None:
        self.handed += numbers

    def shutdown(self) -> None:
        self.shutting_down = True


def test_one_process_gets_all_that_need_the_machine_after_every_other_test() -> None:
    options = SimpleNamespace(loadscopereorder=True, numprocesses=2)
    config: Any = SimpleNamespace(rootpath=TESTS.parent, option=options, getvalue=lambda name: ["2*popen"])
    browsers = ("interviewer/web/test_browser.py", "interviewer/web/test_browser_study.py")
    names = [f"tests/{path}::test_{n}" for path in ("test_sizes.py", "test_wheel.py", *browsers) for n in range(4)]
    scheduler = ByFile(config, Producer("test"))
    workers: list[Any] = [Worker(), Worker()]
    for worker in workers:
        scheduler.add_node(worker)
        scheduler.add_node_collection(worker, names)
    scheduler.schedule()
    assert [worker.handed for worker in workers] == [[0, 1, 2, 3], [4, 5, 6, 7]], "a file stays in one process"
    for number in (4, 5):
        scheduler.mark_test_complete(workers[1], number)
    assert workers[1].handed[4:] == [*range(8, 16)] and workers[0].handed == [0, 1, 2, 3]
    scheduler.mark_test_complete(workers[0], 0)
    assert workers[0].shutting_down, "nothing is left for it"
