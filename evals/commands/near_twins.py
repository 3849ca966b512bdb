"""``python -m evals near-twins``: statements that a few words make wrong."""

from __future__ import annotations

from dataclasses import replace

import typer

from evals.commands.options import RESULTS, Against, BankDir, GoldSplit, JsonOut, NoModel, Record, Results, Split
from evals.commands.output import finish, output_of


def register(app: typer.Typer) -> None:
    """Add this suite."""
    app.command("near-twins")(near_twins)


def near_twins(
    context: typer.Context,
    split: GoldSplit = Split.test,
    no_model: NoModel = False,
    bank_dir: BankDir = None,
    json_out: JsonOut = None,
    against: Against = None,
    record: Record = False,
    results: Results = RESULTS,
) -> None:
    """Right statements, and versions that a few words make wrong, by a writer of whom nothing was learnt."""
    from evals.commands.opened import opened
    from evals.metrics.bootstrap import SEED
    from evals.suites.near_twins import measure
    from interviewer.grading.grader import Grader
    from knowledge.loader import load_bank

    output = output_of(context, json_out, None, against, record, results)
    bank = load_bank(bank_dir)
    data = {"name": f"near twins, {split} split", "bank": bank.content_hash[:12]}
    with opened(bank, model=not no_model) as app:
        judge = app.services.judge()
        result = {"judge": judge.name, **measure(bank, Grader(judge), str(split))}
    finish(replace(output, data=data, seed=SEED), result)
