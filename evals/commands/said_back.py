"""``python -m evals said-back``: hints and probes said back, corrections in other words."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from evals.commands.options import RESULTS, Against, BankDir, JsonOut, NoModel, Record, Results
from evals.commands.output import finish, output_of


def register(app: typer.Typer) -> None:
    """Add this suite."""
    app.command("said-back")(said_back)


def said_back(
    context: typer.Context,
    by_rule: Annotated[bool, typer.Option("--by-rule", help="The questions turned by rule, too.")] = False,
    no_model: NoModel = False,
    bank_dir: BankDir = None,
    json_out: JsonOut = None,
    against: Against = None,
    record: Record = False,
    results: Results = RESULTS,
) -> None:
    """What saying the interviewer's words back earns, and how often a correction is taken for the misconception."""
    from evals.commands.opened import opened
    from evals.metrics.bootstrap import SEED
    from evals.suites.said_back import measure
    from interviewer.grading.grader import Grader
    from knowledge.loader import load_bank

    output = output_of(context, json_out, None, against, record, results)
    bank = load_bank(bank_dir)
    data = {"name": "hints, probes and corrections, said back", "bank": bank.content_hash[:12]}
    with opened(bank, model=not no_model) as app:
        judge = app.services.judge()
        result = {"judge": judge.name, **measure(bank, Grader(judge), by_rule)}
    finish(replace(output, data=data, seed=SEED), result)
