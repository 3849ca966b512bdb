"""Every direct import is declared, including those of tests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ELSEWHERE = "DEP002,DEP004"
"""What ``make check`` holds for the code: that nothing is declared in vain, and that only tests use the dev group."""


@pytest.mark.slow
def test_what_tests_import_is_declared() -> None:
    """``make check`` leaves tests out, since deptry can't be told that they alone may use the dev group."""
    # each takes the place of a list: of what deptry leaves out by itself, and of what pyproject.toml adds
    folders = ["--exclude", r"\.venv", "--exclude", r"\.git", "--exclude", "build", "--extend-exclude", "docs"]
    command = [str(Path(sys.executable).with_name("deptry")), ".", "--no-ansi", "--ignore", ELSEWHERE, *folders]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    faults = [line for line in found.stderr.splitlines() if line.startswith("tests/")]
    assert (faults, found.returncode) == ([], 0), found.stderr
