"""Runs a measure of the judge that the settings name, and ends with its result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from evals.commands.output import Output, finish
from interviewer.grading.grader import Grader
from interviewer.json_data import JsonObject
from knowledge.schema import Bank


def finish_judged(
    output: Output, bank_dir: Path | None, no_model: bool, name: str, measure: Callable[[Bank, Grader], JsonObject]
) -> None:
    """Open the application, measure its judge alone, without what forms compute, and print or keep what came out.

    Args:
        name: Of the data that is measured on.
    """
    from evals.commands.opened import opened
    from evals.metrics.bootstrap import SEED
    from knowledge.loader import load_bank

    bank = load_bank(bank_dir)
    data = {"name": name, "bank": bank.content_hash[:12]}
    with opened(bank, model=not no_model) as app:
        judge = app.services.judge()
        result = {"judge": judge.name, **measure(bank, Grader(judge))}
    finish(replace(output, data=data, seed=SEED), result)
