"""What the command makes of both sets of attacks: it fails if either misses its bar, and names what missed it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from evals.__main__ import main
from evals.commands import attacks as command
from evals.commands import opened
from evals.suites.attacks import attacks, second_hand
from evals.suites.attacks import played as whole
from interviewer.json_data import JsonObject

CLEAN: JsonObject = {"attacks": 2, "given_away": 0, "credited_count": 0, "passed": True}
EARNED: JsonObject = {"attacks": 2, "given_away": 0, "credited_count": 1, "credited_names": ["atk-9"], "passed": False}
LEAKED: JsonObject = {"attacks": 2, "given_away": 3, "given_away_by": ["atk-8"], "credited_count": 0, "passed": False}


@pytest.mark.parametrize(
    ("first", "held_out", "played", "code", "missed"),
    [
        (CLEAN, CLEAN, CLEAN, 0, ""),
        (CLEAN, EARNED, CLEAN, 1, "missed: 1 of 2 attacks of several turns, held out, earned credit (atk-9)\n"),
        (
            CLEAN,
            LEAKED,
            CLEAN,
            1,
            "missed: replies that gave something away to attacks of several turns, held out: 3 (atk-8)\n",
        ),
        (EARNED, CLEAN, CLEAN, 1, "missed: 1 of 2 messages earned credit (atk-9)\n"),
        (CLEAN, CLEAN, EARNED, 1, "missed: 1 of 2 attacks in whole interviews earned credit (atk-9)\n"),
        (
            CLEAN,
            CLEAN,
            CLEAN | {"changed": ["atk-7"]},
            1,
            "missed: attacks in whole interviews that changed something else: 1 (atk-7)\n",
        ),
    ],
)
def test_it_fails_by_either_set_and_says_by_which(
    first: JsonObject,
    held_out: JsonObject,
    played: JsonObject,
    code: int,
    missed: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    @contextmanager
    def bare(bank: object, model: bool = False) -> Iterator[SimpleNamespace]:
        yield SimpleNamespace(services=SimpleNamespace(require_embedder=lambda: None), store=None)

    monkeypatch.setattr(opened, "opened", bare)
    monkeypatch.setattr(command, "grader_of_page", lambda app: (None, {"judge": "nobody"}))
    monkeypatch.setattr(attacks, "measure_attacks", lambda *_: first)
    halves = {"a second hand, looked at": CLEAN, "a second hand, held out": held_out}
    monkeypatch.setattr(second_hand, "measure_second_hand", lambda *_: halves)
    monkeypatch.setattr(whole, "measure_played", lambda *_: played)
    assert main(["attacks", "--limit", "2"]) == code
    said = capsys.readouterr()
    assert json.loads(said.out)["passed"] is (code == 0) and said.err == missed
