"""Figures in the prose of the documents agree with what was measured, or with the code that they describe."""

from __future__ import annotations

import math
import re
from pathlib import Path

from evals.results.headlines import at
from evals.results.ledger import read_ledger
from evals.results.runs import plain_run
from interviewer.cli.doctor import MEMORY

ROOT = Path(__file__).parents[1]
LEDGER = read_ledger(ROOT / "docs" / "results.json")
MEBI = 1024 * 1024 / 1e9
"""Gigabytes in what the bench calls a megabyte."""


def text_of(document: str) -> str:
    """A document on one line."""
    return " ".join((ROOT / document).read_text(encoding="utf-8").split())


def test_readme_asks_for_the_memory_that_was_measured() -> None:
    asked = re.search(r"(\d+) GB of free memory \((\d+) GB to grade a hundred answers at once", text_of("README.md"))
    assert asked
    interview, batch = int(asked[1]), int(asked[2])
    assert interview == math.ceil(sum(MEMORY.values())), "what viva doctor asks for"
    bench = plain_run(LEDGER, "bench")
    assert bench
    peak = at(bench.numbers, "peak_memory_mb")
    assert isinstance(peak, int | float) and batch == math.ceil(peak * MEBI)
    one_by_one = at(bench.numbers, "peak_memory_one_by_one_mb")  # not in runs before this part was told from the batch
    assert not isinstance(one_by_one, int | float) or one_by_one * MEBI <= interview
