"""``python -m evals attacks``: hostile messages sent to a model that obeys them, or to the real one."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Annotated

import typer

from evals.commands.judged import grader_of_page
from evals.commands.options import BankDir
from evals.commands.output import Output, finish
from evals.commands.suite import add_suite


def register(app: typer.Typer) -> None:
    """Add this suite."""
    add_suite(app, attacks)


def attacks(
    output: Output,
    model: Annotated[
        bool,
        typer.Option(
            "--model", help="Send them to the configured language model, such as the embedded one (a minute each)."
        ),
    ] = False,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Only this many attacks, evenly spaced over the list.")
    ] = None,
    bank_dir: BankDir = None,
) -> None:
    """Send a hundred messages that try to break the interviewer, and a second writer's, to a model that obeys them all."""
    from evals.commands.opened import opened
    from evals.results.promise_tables import missed_bars
    from evals.suites.attacks.attacks import evenly, measure_attacks, read_attacks
    from evals.suites.attacks.attacks_model import measure_model_attacks
    from evals.suites.attacks.played import as_dialogues, measure_played, obedient
    from evals.suites.attacks.second_hand import measure_second_hand, read_dialogues, read_honest
    from knowledge.loader import load_bank

    bank, every, second = load_bank(bank_dir), evenly(read_attacks(), limit), evenly(read_dialogues(), limit)
    dialogues = [*as_dialogues(every, bank), *second]
    name = "a hundred attacks" if limit is None else f"{len(every)} of a hundred attacks"
    with opened(bank, model=model) as app:
        embedder = app.services.require_embedder()
        grader, which = grader_of_page(app)
        if model:
            chat = app.services.require_chat()
            name += f", the model {chat.name}"
            result = {**which, **measure_model_attacks(bank, embedder, chat, grader, every)}
        else:
            halves = measure_second_hand(bank, embedder, second, evenly(read_honest(), limit))
            result = {**which, **measure_attacks(bank, embedder, grader, every), **halves}
        talker = (lambda question, number: chat) if model else obedient
        result["played"] = measure_played(app.services, app.store, dialogues, talker)
        result["passed"] = not missed_bars(result)
    for line in missed_bars(result):
        print(f"missed: {line}", file=sys.stderr)
    finish(replace(output, data={"name": name, "bank": bank.content_hash[:12]}), result)
