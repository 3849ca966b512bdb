"""Where code runs, and what is said where it cannot."""

from __future__ import annotations

import subprocess
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

import interviewer
from interviewer.grading.forms.sandbox import sandbox as module
from interviewer.grading.forms.sandbox.messages import CodeFaultError, Generator, Place
from interviewer.grading.forms.sandbox.sandbox import (
    NoSandboxError,
    Sandbox,
    SandboxLimits,
    bubblewrap_fault,
    find_sandbox,
)
from interviewer.grading.forms.sandbox.session import Session
from tests.interviewer.grading.forms.walls import QUICK, SANDBOX, needs_walls


@pytest.fixture
def no_bubblewrap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "bubblewrap_fault", lambda: "there is no bubblewrap")


def test_without_bubblewrap_nothing_runs_before_consent(no_bubblewrap: None) -> None:
    with pytest.raises(NoSandboxError, match="VIVA_RUN_CODE=unconfined"):
        find_sandbox(consent=False)
    assert find_sandbox(consent=True).walls == "limits"


@needs_walls
def test_bubblewrap_is_taken_wherever_it_works() -> None:
    assert find_sandbox(consent=True).walls == find_sandbox(consent=False).walls == "bubblewrap"


def test_why_bubblewrap_does_not_work_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    bubblewrap_fault.cache_clear()
    try:
        monkeypatch.setattr(module.shutil, "which", lambda name: None)
        assert bubblewrap_fault() == "there is no bubblewrap"
        bubblewrap_fault.cache_clear()
        monkeypatch.setattr(module.shutil, "which", lambda name: "/usr/bin/false")
        refused = subprocess.CompletedProcess([], 1, b"", b"bwrap: No permissions to create new namespace\n")
        monkeypatch.setattr(module.subprocess, "run", lambda *a, **k: refused)
        assert "No permissions to create new namespace" in bubblewrap_fault()
    finally:
        bubblewrap_fault.cache_clear()


def test_the_bank_next_to_the_program_is_hidden_wherever_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    root = Path(interviewer.__file__).parents[1]
    monkeypatch.setattr(module.sys, "base_prefix", str(root.parent))
    assert ("--tmpfs", str(root)) in pairwise(module.walls_of_bubblewrap())


@pytest.mark.slow
@pytest.mark.parametrize("walls", ["limits", pytest.param("bubblewrap", marks=needs_walls)])
def test_with_either_walls_code_runs_within_its_limits(walls: module.Walls) -> None:
    sandbox = Sandbox(walls, QUICK)
    with Session(sandbox) as session:
        session.load("def f(x, rng):\n    x += 1\n    return x, {'r': rng.random(2)}")
        result = session.call(Place().at("f"), [np.zeros(2), Generator(3)])
        assert isinstance(result.value, tuple) and np.array_equal(np.asarray(result.value[0]), [1, 1])
        assert np.array_equal(np.asarray(result.after[0]), [1, 1]), "what became of the input comes back"
        again = session.call(Place().at("f"), [result.place.at(0), Generator(3)])
        assert isinstance(again.value, tuple) and np.array_equal(np.asarray(again.value[0]), [2, 2])
    for code, kind in {
        "import os\nos.fork()": "raised",
        "while True:\n    pass": "time",
        "x = bytearray(1 << 34)": "raised",
        "import socket\nsocket.socket()": "raised",
        "import os\nos.kill(os.getppid(), 9)": "raised",
    }.items():
        with Session(sandbox) as session, pytest.raises(CodeFaultError) as raised:
            session.load(code)
        assert raised.value.fault.kind == kind, code


_WRITABLE = """
import os
def f(*places):
    found = []
    for place in places:
        for folder in (place, place + '/shm'):
            try:
                os.close(os.open(folder + '/new', os.O_CREAT | os.O_WRONLY))
                found.append(folder)
            except OSError:
                pass
    return found
"""


@needs_walls
def test_only_the_folder_with_a_size_can_be_written() -> None:
    options = module.walls_of_bubblewrap()
    places = {path for path in options if path.startswith("/")} | {"/"}
    assert {"/", "/dev", "/tmp", "/usr"} <= places
    with Session(SANDBOX) as session:
        session.load(_WRITABLE)
        assert session.call(Place().at("f"), sorted(places)).value == ("/tmp",)


@needs_walls
def test_nothing_inside_names_the_paths_of_this_machine() -> None:
    code = "import glob, os\ndef f():\n    return str(os.path.exists('/proc')) + ' '.join(glob.glob('/proc/*/cmdline'))"
    with Session(SANDBOX) as session:
        session.load(code)
        assert session.call(Place().at("f")).value == "False"


@needs_walls
def test_the_devices_still_work_where_nothing_can_be_added() -> None:
    with Session(SANDBOX) as session:
        session.load(
            "import os\nwith open('/dev/null', 'w') as out:\n    out.write('x')\ndef f():\n    return len(os.urandom(4))"
        )
        assert np.asarray(session.call(Place().at("f")).value) == 4


@needs_walls
@pytest.mark.parametrize(
    "call", ["libc.shmget(0, 4096, 0o1600)", "libc.semget(0, 1, 0o1600)", "libc.msgget(0, 0o1600)"]
)
def test_memory_that_no_limit_counts_is_refused(call: str) -> None:
    with Session(SANDBOX) as session:
        session.load(f"import ctypes\nlibc = ctypes.CDLL(None)\ndef f():\n    return {call}")
        assert np.asarray(session.call(Place().at("f")).value) == -1


@needs_walls
def test_what_is_printed_is_kept_and_cut() -> None:
    with Session(SANDBOX) as session:
        session.load("print('hello')\nprint('x' * 100_000)")
        session.seed(0)
        assert session.printed.startswith("hello\nxxx") and len(session.printed) <= 2000


def test_a_process_that_does_not_start_is_no_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Sandbox, "command", lambda self: ["/nowhere/bwrap"])
    with pytest.raises(NoSandboxError, match="/nowhere/bwrap"):
        Session(Sandbox("bubblewrap"))
    monkeypatch.setattr(Sandbox, "command", lambda self: ["/bin/sh", "-c", "echo no room >&2; exit 3"])
    with pytest.raises(NoSandboxError, match="no room"):
        Session(Sandbox("bubblewrap"))


@pytest.mark.parametrize(
    "line",
    [
        "not json", "[]", '{"ok": true}', '{"ok": true, "ref": "x", "after": []}', "[" * 200_000,
        '{"ok": false, "error": [1]}', '{"ok": false, "error": "E", "message": {}}', '{"ok": false}', '{"ok": 1}',
    ],
    ids=lambda line: line[:40],
)  # fmt: skip
def test_a_reply_that_is_none_ends_the_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, line: str) -> None:
    (tmp_path / "reply").write_text(line + "\n")
    script = f"echo '{{\"ok\": true}}'; read a; cat '{tmp_path}/reply'; sleep 5"
    monkeypatch.setattr(Sandbox, "command", lambda self: ["/bin/sh", "-c", script])
    with (
        Session(Sandbox("bubblewrap", SandboxLimits(call_seconds=1.0))) as session,
        pytest.raises(CodeFaultError) as raised,
    ):
        session.call(Place().at("f"))
    assert raised.value.fault.kind == "unreadable"
