"""Suites that simulate interviews: dialogue, ability, bench."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from evals.commands.options import BankDir, NoModel
from evals.commands.output import Output, finish
from evals.commands.suite import add_suite

TRANSCRIPTS = Path("docs/transcripts")
"""Where the interviews for readers are, relative to the root of the repository."""


def register(app: typer.Typer) -> None:
    """Add these suites."""
    add_suite(app, dialogue, html=True, against=True)
    add_suite(app, ability, html=True, against=True)
    add_suite(app, bench, html=True)


def dialogue(
    output: Output,
    rounds: Annotated[int, typer.Option(min=1, help="Interviews per candidate.")] = 1,
    minutes: Annotated[float, typer.Option(min=1, help="Minutes per interview.")] = 20.0,
    candidates: Annotated[
        list[str] | None, typer.Option(metavar="KIND", help="Only this kind; give it once for each (default all nine).")
    ] = None,
    no_model: NoModel = False,
    to_read: Annotated[
        bool, typer.Option("--to-read", help="Only play the six interviews in docs/transcripts, and write them.")
    ] = False,
    bank_dir: BankDir = None,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Write the transcripts here.")] = None,
) -> None:
    """Scripted candidates go through whole interviews; the interviewer must keep to its rules."""
    from evals.commands.opened import opened
    from evals.suites.interviews.candidates import KINDS
    from evals.suites.interviews.dialogue import SEED, measure_dialogue
    from evals.suites.interviews.transcripts import write_transcripts
    from knowledge.loader import load_bank

    bank = load_bank(bank_dir)
    with opened(bank, model=not no_model and not to_read) as app:
        if to_read:
            result = write_transcripts(app.services, app.store, out or TRANSCRIPTS)
        else:
            result = measure_dialogue(app.services, app.store, out, rounds, candidates or KINDS, minutes)
    data = {"name": "scripted candidates", "bank": bank.content_hash[:12]}
    finish(replace(output, data=data, seed=SEED), result)


def ability(
    output: Output,
    repeats: Annotated[int, typer.Option(min=1, help="How many times a hundred candidates are drawn.")] = 20,
    bank_dir: BankDir = None,
) -> None:
    """How well an interview recovers the known ability of simulated candidates."""
    from evals.suites.interviews.ability import SEED, measure_ability
    from knowledge.loader import load_bank

    bank = load_bank(bank_dir)
    data = {"name": "simulated candidates", "bank": bank.content_hash[:12]}
    finish(replace(output, data=data, seed=SEED), measure_ability(bank, repeats))


def bench(
    output: Output,
) -> None:
    """Measure the speed of this machine: start-up, verdicts, batches, memory."""
    from evals.suites.speed import bench as suite

    finish(replace(output, data={"name": "this machine"}), suite.bench())
