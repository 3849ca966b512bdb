"""``python -m evals kills``: what survives ``kill -9``."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from evals.commands.output import Output, finish
from evals.commands.suite import add_suite
from interviewer.errors import UnavailableError


class Killed(StrEnum):
    """What is killed."""

    server = "server"
    model = "model"
    both = "both"


def register(app: typer.Typer) -> None:
    """Add this suite."""
    add_suite(app, kills)


def kills(
    output: Output,
    count: Annotated[int, typer.Option(min=1, max=100_000, help="Kills in total, over all targets.")] = 200,
    of: Annotated[
        list[Killed] | None,
        typer.Option("--of", help="What to kill; give it once for each (default: all of them, in turn)."),
    ] = None,
    seed: Annotated[int, typer.Option(help="Seed for the random moments.")] = 27,
) -> None:
    """Kill the page, its embedded model, or both at random moments of an interview. Nothing may be lost or stored twice, and
    every interview must resume at the turn where it stopped. Each kill takes as long as the page takes to start."""
    from evals.suites.stress.kills import TARGETS, measure_kills
    from interviewer.llm.embedded.model_file import ModelFile
    from interviewer.loading.judges import base_of
    from interviewer.settings import load_settings
    from knowledge.loader import load_bank

    if not Path("/proc/self/stat").exists():
        raise UnavailableError("kills needs /proc, to find the model's process; run it on Linux")
    settings, bank = load_settings(), load_bank()
    models = {
        "VIVA_LLM": "embedded",
        "VIVA_MODEL_PATH": str(ModelFile(settings.home, settings.model_path).require()),
        "VIVA_READER_PATH": str(base_of(settings).require()),
    }
    targets = tuple(each for each in TARGETS if not of or each in {one.value for one in of})
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        result = measure_kills(bank, Path(scratch) / "home", count, targets, seed, models)
    data = {"name": "viva serve, driven over HTTP", "bank": bank.content_hash[:12]}
    finish(replace(output, data=data, seed=seed), result)
