"""``kill -9`` of the page, of its model and of both, over HTTP, with stand-ins for the models; and that a loss is detected.

``VIVA_TEST_KILLS`` says how often; ``make kills`` kills the real ones 200 times.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from evals.suites.stress import kills
from evals.suites.stress.kills import MARK, TARGETS, measure_kills
from evals.suites.stress.page_process import PageProcess, is_gone
from interviewer.errors import UnavailableError
from knowledge.schema import Bank
from tests.interviewer.llm.embedded.llama import STUB

KILLS = int(os.environ.get("VIVA_TEST_KILLS", "3"))
PAGE = (sys.executable, "-m", "tests.interviewer.web.killed_page")


def env(folder: Path) -> dict[str, str]:
    return {
        "VIVA_LLM": "embedded",
        "PYTHONPATH": str(STUB),
        "VIVA_TEST_STARTED": str(folder / "started.jsonl"),
        "VIVA_TEST_HOLD": str(folder / "hold"),
    }


@pytest.mark.slow
@pytest.mark.timeout(90 * max(5, KILLS))
@pytest.mark.skipif(sys.platform != "linux", reason="finds the model's process in /proc")
def test_nothing_is_lost_or_doubled_and_every_interview_stands_where_it_stood(tmp_path: Path, bank: Bank) -> None:
    result = measure_kills(bank, tmp_path / "home", KILLS, TARGETS, 27, env(tmp_path), PAGE)
    assert result["what"] == [] and result["passed"] is True
    assert result["kills"] == KILLS and result["answers_taken"]
    models = (tmp_path / "started.jsonl").read_text().splitlines()
    assert len(models) > 1, "a model that was killed was never started again"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="finds the model's process in /proc")
def test_a_page_that_does_not_come_up_is_one_line(tmp_path: Path, bank: Bank) -> None:
    (tmp_path / "home").mkdir()
    page = PageProcess(tmp_path / "home", {}, (sys.executable, "-c", "raise SystemExit('no page today')"))
    with pytest.raises(UnavailableError, match="ended by itself; its log ends with: no page today"):
        page.start()
    assert not page.alive and page.model_id() is None and page.wait_for_model(0.1) is None
    assert is_gone(2**22 + 1)


def test_every_answer_of_a_player_is_another(bank: Bank) -> None:
    tally = kills.KillTally()
    assert MARK and replace(tally).faults == [] and set(TARGETS) == {"server", "model", "both"}
