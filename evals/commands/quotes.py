"""``python -m evals quotes``: the words that verdicts quote."""

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
    app.command()(quotes)


def quotes(
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
    """Whether right verdicts quote the words that they should rest on, in answers by writers who were not used in training."""
    from evals.suites.quotes import measure

    output = output_of(context, json_out, None, against, record, results)
    finish_judged(
        output,
        bank_dir,
        no_model,
        f"answers with labelled statements, left out, {split} split",
        lambda bank, grader: measure(bank, grader, str(split)),
        on_ray,
    )
