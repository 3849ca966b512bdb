"""``python -m evals house``: the size of the wheel and of the code, and how long the checks, the tests and the page's start take.

It runs what the Makefile runs, with the same Python interpreter as this process.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from evals.suites.speed.bench import start_up
from evals.suites.speed.house_code import measure_code
from interviewer.errors import UsageError
from interviewer.json_data import JsonObject, JsonValue
from interviewer.settings import load_settings
from knowledge.children import PYTHON

ROOT = Path(__file__).parents[3]
"""The folder of the clone that this file is in."""
BARE = ("-o", ".venv/.installed", "-o", "models")
"""Options that tell ``make`` to skip installing and fetching the models."""
_WEIGHTS = (".safetensors", ".npz", ".bin")
_CONTENTS = (
    ("evals/labelled/", "labelled answers"),
    ("knowledge/bank/", "question bank and its figures"),
    ("interviewer/", "code of the interviewer"),
    ("evals/", "code of the evals"),
    ("knowledge/", "code of the bank"),
)
"""What a path in the wheel belongs to, unless it is a file of weights; the first match counts."""
_CLOSING = re.compile(r"^=*\s*((?:\d+ \w+(?:, )?)+) in ([\d.]+)s", re.MULTILINE)
_COUNT = re.compile(r"(\d+) (\w+)")


def measure_house(tree: Path, check: bool, page: bool, tests: Sequence[str]) -> JsonObject:
    """Measure the wheel and the code, and everything else that is asked for. The machine should be idle.

    Args:
        tree: A clone of Viva, or an unpacked commit.
        check: Time ``make check``, once with empty caches and once again.
        page: Time the start of the page against a bare Gradio page; always this clone's page, regardless of ``tree``.
        tests: Test targets of the Makefile to run and time, such as ``test-fast``.

    Raises:
        UsageError: There is no Makefile in ``tree``, or one of its commands fails.
    """
    if not (tree / "Makefile").is_file():
        raise UsageError(f"{tree} is not a clone of Viva: it has no Makefile; name one with --tree")
    result: dict[str, JsonValue] = {"wheel": wheel(tree), "code": measure_code(tree)}
    if check:
        result["check"] = timed_check(tree)
    result["tests"] = {target: timed_tests(tree, target) for target in tests}
    if page:
        result["page"] = start_up(load_settings())
    return result


def wheel(tree: Path) -> JsonObject:
    """Size of the wheel in megabytes, its number of files, and the compressed size of each kind of content.

    Raises:
        UsageError: It cannot be built.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy, out = Path(folder) / "tree", Path(folder) / "out"
        ignored = shutil.ignore_patterns(".*", "build", "*.egg-info", "__pycache__", "tests", "docs")
        shutil.copytree(tree, copy, ignore=ignored)  # so that the build leaves nothing in the tree
        build = [*PYTHON, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(out)]
        made = subprocess.run([*build, str(copy)], capture_output=True, text=True, check=False)
        files = sorted(out.glob("*.whl"))
        if made.returncode or not files:
            raise UsageError(f"the wheel of {tree} cannot be built: {_last_line(made.stderr)}")
        with zipfile.ZipFile(files[0]) as packed:
            sizes = {info.filename: info.compress_size for info in packed.infolist()}
        return {
            "megabytes": _megabytes(files[0].stat().st_size),
            "files": len(sizes),
            "contents": {name: _megabytes(size) for name, size in contents_of(sizes).items()},
        }


def contents_of(sizes: Mapping[str, int]) -> dict[str, int]:
    """Bytes by kind of content, largest first.

    Args:
        sizes: Bytes of each file, by its path in the wheel.
    """
    found: dict[str, int] = {}
    for path, size in sizes.items():
        name = next((name for start, name in _CONTENTS if path.startswith(start)), "everything else")
        if path.endswith(_WEIGHTS):
            name = "weights of the embedded judge"
        found[name] = found.get(name, 0) + size
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def timed_check(tree: Path) -> JsonObject:
    """Seconds for each command of ``make check``, first with empty caches and an empty home, then once again.

    Raises:
        UsageError: One of them fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        caches = {
            "VIVA_HOME": f"{folder}/home",
            "MYPY_CACHE_DIR": f"{folder}/mypy",
            "RUFF_CACHE_DIR": f"{folder}/ruff",
        }
        rounds: dict[str, JsonValue] = {}
        for name in ("first", "again"):
            seconds: dict[str, JsonValue] = {}
            for command in commands_of(tree, "check"):
                start = time.monotonic()
                done = _run(command, tree, caches)
                if done.returncode:
                    raise UsageError(f"{command} fails in {tree}: {_last_line(done.stdout + done.stderr)}")
                seconds[_plain(command)] = round(time.monotonic() - start, 1)
            rounds[name] = {"seconds": round(sum(float(str(s)) for s in seconds.values()), 1), "commands": seconds}
        return rounds


def timed_tests(tree: Path, target: str) -> JsonObject:
    """Seconds for a target's tests, from pytest's last line, and how many passed and failed.

    Also the CPU time of all its processes, which hardly depends on what else the machine does.

    Raises:
        UsageError: There is no such target, or pytest did not finish.
    """
    counts: dict[str, JsonValue] = {}
    seconds = 0.0
    before = os.times()
    for command in commands_of(tree, target):
        done = _run(command, tree, {})
        said = closing_line(done.stdout)
        if said is None:
            raise UsageError(f"{command} did not finish in {tree}: {_last_line(done.stdout + done.stderr)}")
        seconds += said[0]
        for name, count in said[1].items():
            counts[name] = count + int(str(counts.get(name, 0)))
    after = os.times()
    busy = after.children_user + after.children_system - before.children_user - before.children_system
    return {"seconds": round(seconds, 1), "processor_seconds": round(busy, 1), **counts}


def closing_line(text: str) -> tuple[float, dict[str, int]] | None:
    """Seconds and counts from pytest's last line; None if there is no such line."""
    found = _CLOSING.findall(text)
    return (float(found[-1][1]), {name: int(n) for n, name in _COUNT.findall(found[-1][0])}) if found else None


def commands_of(tree: Path, target: str) -> list[str]:
    """The commands that a target of the Makefile runs, without installing and fetching.

    Raises:
        UsageError: There is no such target.
    """
    folder = Path(sys.executable).parent
    asked = ["make", "-n", "--no-print-directory", *BARE, f"BIN={shlex.quote(str(folder))}", target]
    done = subprocess.run(asked, cwd=tree, capture_output=True, text=True, check=False)
    if done.returncode:
        raise UsageError(f"the Makefile in {tree} has no {target}: {_last_line(done.stderr)}")
    return done.stdout.replace("\\\n", " ").splitlines()


def _run(command: str, tree: Path, more: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "NO_COLOR": "1", "PYTHONPATH": str(tree), **more}
    return subprocess.run(command, shell=True, cwd=tree, env=env, capture_output=True, text=True, check=False)


def _plain(command: str) -> str:
    """A command without the folder of its program."""
    return re.sub(r"^\S*/", "", command)


def _megabytes(size: int) -> float:
    return round(size / 1e6, 2)


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["it said nothing"])[-1]
