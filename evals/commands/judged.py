"""Which grader a suite measures: the page's, with everything it is given there, or the judge alone. Results say which.

The page's grader computes what can be computed and asks the judge about the rest. A suite of single statements, or of
questions that are not the bank's, measures the judge: there what is computed would hide how it reads.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from evals.commands.output import Output, finish
from interviewer.bootstrap import App
from interviewer.grading.grader import Grader
from interviewer.json_data import JsonObject
from knowledge.schema import Bank

BY_PAGE, BY_JUDGE = "as the page grades", "by the judge alone"
"""What a result says of its grader."""


def grader_of_page(app: App) -> tuple[Grader, dict[str, str]]:
    """The grader that the page uses, and what a result says of it.

    Raises:
        UnavailableError: The judge could not be loaded.
    """
    return app.grader, {"judge": app.services.judge().name, "graded": BY_PAGE}


def judge_alone(app: App) -> tuple[Grader, dict[str, str]]:
    """A grader on the judge alone, and what a result says of it.

    Raises:
        UnavailableError: The judge could not be loaded.
    """
    judge = app.services.judge()
    return Grader(judge), {"judge": judge.name, "graded": BY_JUDGE}


def finish_judged(
    output: Output, bank_dir: Path | None, no_model: bool, name: str, measure: Callable[[Bank, Grader], JsonObject]
) -> None:
    """Open the application, measure its judge alone, without the computed checks, and print or keep the result.

    Args:
        name: Of the data that is measured on.
    """
    from evals.commands.opened import opened
    from evals.metrics.bootstrap import SEED
    from knowledge.loader import load_bank

    bank = load_bank(bank_dir)
    data = {"name": name, "bank": bank.content_hash[:12]}
    with opened(bank, model=not no_model) as app:
        grader, which = judge_alone(app)
        result = {**which, **measure(bank, grader)}
    finish(replace(output, data=data, seed=SEED), result)
