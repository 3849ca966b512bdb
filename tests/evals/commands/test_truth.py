"""The command: its options, and what it says in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from evals.__main__ import main
from evals.commands import opened as opening
from evals.commands.truth import ways_in_words, worst_in_words
from evals.suites.cases import truth as suite
from interviewer.grading.grader import Grader
from knowledge.schema import Bank


def test_the_command_measures_records_and_shows(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    asked = []

    def measure(
        bank: Bank,
        grader: Grader,
        *,
        split: str,
        wordings: str,
        count: int | None,
        kinds: object,
        show: int,
        computed: bool,
    ) -> object:
        asked.append((split, wordings, count, kinds, show))
        row = {"n": 3, "value": 0.1, "low": 0.0, "high": 0.2, "says": "share", "right": 0.0}
        ways = {"denied": {"no {clause}": {"made": 9, "graded": 3, "value": 0.1}}}
        return {"wordings": wordings, "cases": 3, "kinds": {"denied": row}, "ways": ways}

    @contextmanager
    def opened(bank: Bank, model: bool = False) -> Iterator[SimpleNamespace]:
        yield SimpleNamespace(services=SimpleNamespace(judge=lambda: SimpleNamespace(name="fake")))

    monkeypatch.setattr(suite, "measure_truth", measure)
    monkeypatch.setattr(opening, "opened", opened)
    results, out = tmp_path / "results.json", tmp_path / "a.json"
    results.write_text("{}")
    given = ["--split", "dev", "--wordings", "dev", "--count", "0", "--kinds", "denied, asked", "--show", "4"]
    assert main(["truth", *given, "--json", str(out), "--record", "--results", str(results)]) == 0
    assert asked == [("dev", "dev", None, ["denied", "asked"], 4)]
    shown = capsys.readouterr()
    assert "9 made     3 graded  0.100  no {clause}" in shown.err
    assert "ways" not in json.loads(shown.out) and "ways" in json.loads(out.read_text())
    (entry,) = json.loads(results.read_text())["results"]
    assert entry["numbers"]["kinds"]["denied"]["value"] == 0.1
    assert entry["data"]["name"] == "changed answers, dev split, dev wordings"


def test_an_unknown_kind_is_one_line_and_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["truth", "--kinds", "nonsense"]) == 2
    assert "no kind of change 'nonsense'; there are: denied" in capsys.readouterr().err


def test_words_for_ways_and_worst_cases() -> None:
    assert ways_in_words({"ways": {"x": {}}}) == ["x: no cases"]
    row = {"question": "rl-01", "way": "w", "before": 1.0, "after": 0.5, "text": "T", "claim": "", "verdict": "met"}
    lines = worst_in_words({"worst": {"x": [{**row, "quote": "Q"}]}})
    assert lines[1] == "x, rl-01, w: 1.00 before, 0.50 now" and "  claim:   (the whole answer)" in lines
    assert worst_in_words({}) == []
