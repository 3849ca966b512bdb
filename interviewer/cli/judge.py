"""``viva judge``: what the embedded judge is, and fitting it to a bank of your own."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from interviewer.bars import console, step_bar
from interviewer.errors import UsageError
from interviewer.services import build_embedder
from interviewer.settings import load_settings
from knowledge.loader import load_bank

app = typer.Typer(no_args_is_help=True, help="The embedded judge.")


@app.command("info")
def judge_info() -> None:
    """Say what the embedded judge was fitted on and how it scores on held-out questions."""
    from interviewer.grading.local import calibration

    fitted = calibration.load_calibration()
    data = json.loads(calibration.source_text())
    print(f"embedded judge local-{fitted.version}, hash {fitted.sha256}")
    print(
        f"met from {fitted.met:g}, partly met where that is {fitted.half_from:g} times as likely as the rest; the language "
        f"model is asked between {fitted.ask_between[0]:g} and {fitted.ask_between[1]:g}"
    )
    print(json.dumps(data["fitted_on"], indent=1))


@app.command("adapt")
def judge_adapt(
    bank: Annotated[Path | None, typer.Option(help="The bank's folder; the one in VIVA_BANK unless given.")] = None,
) -> None:
    """Fit the judge to a bank of your own, on answers composed of its paraphrases. Takes up to ten minutes."""
    from interviewer.grading.training.adapt import FOLDER, adapt

    settings = load_settings(llm="off", bank=bank) if bank else load_settings(llm="off")
    settings.prepare_home()
    if settings.bank is None:
        raise UsageError("name the bank with --bank DIR; the shipped judge is fitted to the built-in bank already")
    loaded = load_bank(settings.bank)
    with console.status("loading the embeddings"):
        embedder = build_embedder(settings)
        embedder.embed(["ready"])
    with step_bar("fitting the judge") as progress:
        gain = adapt(loaded, embedder, progress=progress)
    kept = gain.after > gain.before
    print(
        f"macro-F1 of met or not on {gain.rows} composed pairs of {gain.questions} left-out questions: "
        f"{gain.before:.3f} before, {gain.after:.3f} after"
    )
    print(
        f"kept in {loaded.root / FOLDER}" if kept else "nothing was gained, so the judge stays as it is",
        file=sys.stderr,
    )
