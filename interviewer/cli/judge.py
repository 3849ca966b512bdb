"""``viva judge``: what the embedded judge is, and how to fit it to a bank of your own."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from interviewer.bars import console, step_bar
from interviewer.bootstrap import opened_settings
from interviewer.errors import UsageError
from interviewer.llm.embedder import build_embedder
from interviewer.loading.judges import base_of
from knowledge.loader import load_bank

app = typer.Typer(no_args_is_help=True, help="The embedded judge.")


@app.command("info")
def judge_info() -> None:
    """Show what the embedded judge was fitted on and how it scores on held-out questions."""
    from interviewer.grading.local import calibration
    from interviewer.grading.local.reader import WEIGHTS, read_config

    fitted = calibration.load_calibration()
    data = json.loads(calibration.source_text())
    config = read_config(WEIGHTS)
    print(f"embedded judge local-{fitted.version}-{str(config['sha256'])[:8]}")
    print(
        f"met from {fitted.points.met:.2f}, met or partly met from {fitted.points.partly:.2f}, "
        f"contradicted from {fitted.points.contradicted:.2f}"
    )
    print(json.dumps({"fitted_on": data["fitted_on"], "reader": config["origin"]}, indent=1))


@app.command("adapt")
def judge_adapt(
    bank: Annotated[Path | None, typer.Option(help="The bank's folder; by default the one in VIVA_BANK.")] = None,
) -> None:
    """Fit the judge to a bank of your own, using its right and wrong examples. Takes up to ten minutes."""
    from interviewer.grading.training.adapt import FOLDER, adapt

    settings = opened_settings(llm="off", bank=bank) if bank else opened_settings(llm="off")
    if settings.bank is None:
        raise UsageError("name the bank with --bank DIR; the shipped judge is already fitted to the built-in bank")
    loaded = load_bank(settings.bank)
    base = base_of(settings).require()
    with console.status("loading the embeddings"):
        embedder = build_embedder(settings)
        embedder.embed(["ready"])
    with step_bar("fitting the judge") as on_step:
        gain = adapt(loaded, base, embedder, on_step=on_step)
    print(f"read correctly, of {gain.rows} statements on {gain.questions} held-out questions:")
    print(f"  {'':32}before   after")
    print(f"  {'all':32}{gain.before:6.1%}  {gain.after:6.1%}")
    print(f"  {'negated, swapped and wrong ones':32}{gain.turned_before:6.1%}  {gain.turned_after:6.1%}")
    print(
        f"saved in {loaded.root / FOLDER}" if gain.helps else "this did not help, so the judge was not changed",
        file=sys.stderr,
    )
