"""Four first starts at once on one home: each finds what it looks for, and a single index is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.schema import Bank

STARTS = 4

pytestmark = [pytest.mark.embedded, pytest.mark.slow, pytest.mark.timeout(300)]


def test_four_first_searches_at_once_make_one_index(bank: Bank, tmp_path: Path) -> None:
    folder = tmp_path / "bank" / "training"
    folder.mkdir(parents=True)
    for question_id in ("training-05", "training-06a"):
        shutil.copy(bank.root / "training" / f"{question_id}.md", folder)
    env = {**os.environ, "VIVA_HOME": str(tmp_path / "new"), "VIVA_BANK": str(folder.parent), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "interviewer.cli.main", "search", "the loss turns into NaN"]
    started = [
        subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for _ in range(STARTS)
    ]
    told = [process.communicate()[0] for process in started]
    assert [process.returncode for process in started] == [0] * STARTS, told
    assert all("training-06a" in text for text in told), told
    after = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    assert after.stdout.count("training-06a") == 1
