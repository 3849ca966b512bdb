"""``python -m evals near-twins``: statements that a few words make wrong."""

from __future__ import annotations

import typer

from evals.commands.judged import finish_judged
from evals.commands.options import (
    RESULTS,
    Against,
    BankDir,
    GoldSplit,
    JsonOut,
    NoModel,
    OnRay,
    RecordFlag,
    Results,
    Split,
)
from evals.commands.output import output_of


def register(app: typer.Typer) -> None:
    """Add this suite."""
    app.command("near-twins")(near_twins)


def near_twins(
    context: typer.Context,
    split: GoldSplit = Split.test,
    no_model: NoModel = False,
    on_ray: OnRay = False,
    bank_dir: BankDir = None,
    json_out: JsonOut = None,
    against: Against = None,
    record: RecordFlag = False,
    results: Results = RESULTS,
) -> None:
    """Right statements, and versions that a few words make wrong, by a writer who was not used in training."""
    from evals.suites.near_twins import measure

    output = output_of(context, json_out, None, against, record, results)
    finish_judged(
        output,
        bank_dir,
        no_model,
        f"near twins, {split} split",
        lambda bank, grader: measure(bank, grader, str(split)),
        on_ray,
    )
