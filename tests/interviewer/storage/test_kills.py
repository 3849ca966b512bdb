"""Whenever the process is killed, no accepted answer is lost or stored twice, and the interview goes on.

``VIVA_TEST_KILLS`` says how often; ``make kills`` does it 200 times.
"""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from interviewer.storage.store import Store

KILLS = int(os.environ.get("VIVA_TEST_KILLS", "3"))
FAR_ENOUGH = 3.0
"""Seconds of play within which the kill falls."""


@pytest.mark.slow
@pytest.mark.timeout(60 * max(5, KILLS))
def test_no_answer_is_lost_or_doubled_and_every_interview_goes_on(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'viva.db'}"
    chance = random.Random(27)
    taken: list[str] = []
    for _ in range(KILLS):
        program = [sys.executable, "-m", "tests.interviewer.storage.killed_player", url, str(tmp_path / "home")]
        with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as player:
            assert player.stdout is not None and player.stderr is not None
            assert player.stdout.readline() == "playing\n", player.stderr.read()
            time.sleep(chance.uniform(0, FAR_ENOUGH))
            assert player.poll() is None, player.stderr.read()
            player.kill()
            taken += [
                line[6:].rstrip("\n") for line in player.stdout if line.startswith("taken ") and line.endswith("\n")
            ]
    check(tmp_path / "viva.db", url, taken)


def check(path: Path, url: str, taken: list[str]) -> None:
    """What must hold for a database after any number of kills."""
    with sqlite3.connect(path) as plain:
        assert plain.execute("pragma integrity_check").fetchone() == ("ok",)
        said = [text for (text,) in plain.execute("select text from turns where role = 'candidate' order by id")]
        events = plain.execute("select interview_id, count(*), max(seq) from events group by interview_id").fetchall()
        versions = dict(plain.execute("select id, version from interviews").fetchall())
    plain.close()
    answers = [text for text in said if text.startswith("answer ")]
    assert set(taken) <= set(answers), "an answer that was taken is gone"
    assert len(answers) == len(set(answers)), "an answer is stored twice"
    for interview_id, count, last in events:
        assert count == last == versions[interview_id], "an event is missing"
    store = Store(url)
    for record in store.interviews.all():
        asked = [attempt.question_id for attempt in record.state.attempts]
        assert len(asked) == len(set(asked)) and record.version > 0, "an interview was left without its first question"
        for attempt in record.state.attempts:
            if attempt.closed and attempt.grade is not None:
                rated = {review.criterion_id for review in store.reviews.log(attempt.question_id)}
                judged = {c.id for c in attempt.grade.criteria if c.verdict != "ungraded"}
                assert judged <= rated, "a closed question's points have no rating"
    store.close()
