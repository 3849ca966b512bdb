"""``python -m evals attacks``: hostile messages sent to a model that obeys them."""

from __future__ import annotations

from dataclasses import replace

import typer

from evals.commands.judged import grader_of_page
from evals.commands.options import RESULTS, BankDir, JsonOut, Record, Results
from evals.commands.output import finish, output_of


def register(app: typer.Typer) -> None:
    """Add this suite."""
    app.command()(attacks)


def attacks(
    context: typer.Context,
    bank_dir: BankDir = None,
    json_out: JsonOut = None,
    record: Record = False,
    results: Results = RESULTS,
) -> None:
    """A hundred messages that try to break the interviewer, and those of a second writer, sent to a model that obeys them all."""
    from evals.commands.opened import opened
    from evals.suites.attacks import measure_attacks
    from evals.suites.second_hand import measure_second_hand
    from knowledge.loader import load_bank

    output = output_of(context, json_out, None, None, record, results)
    bank = load_bank(bank_dir)
    with opened(bank) as app:
        embedder = app.services.require_embedder()
        grader, which = grader_of_page(app)
        result = {**which, **measure_attacks(bank, embedder, grader), **measure_second_hand(bank, embedder)}
    finish(replace(output, data={"name": "a hundred attacks", "bank": bank.content_hash[:12]}), result)
