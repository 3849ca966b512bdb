"""Whoever runs Viva finds every metric in the documents."""

from __future__ import annotations

import re
from pathlib import Path

from interviewer.loading.tally import Tally
from interviewer.web.gate.metrics import Numbers, metrics_answer

ROOT = Path(__file__).parents[4]


def test_every_metric_is_in_the_table_and_no_other() -> None:
    numbers = Numbers()
    numbers.observe("GET", "/", 200, 0.1)
    shown = metrics_answer(numbers, (), Tally().text(waiting=0)).body.decode()
    served = set(re.findall(r"^# TYPE (viva_\w+)", shown, re.MULTILINE))
    listed = re.findall(r"^\| `viva_.*?\|", (ROOT / "docs/scaling.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert {name for row in listed for name in re.findall(r"`(viva_\w+)`", row)} == served and len(served) >= 7
