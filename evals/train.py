"""``python -m evals train``: fine-tunes the embedded judge's cross-encoder on the gold's training split."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.gold import gold_split
from evals.judge_data import PairMaker
from interviewer.grading.fine_tuning import Row, fine_tune
from interviewer.progress import step_bar
from knowledge.embeddings import CachedEmbedder, default_model_path
from knowledge.schema import Bank

SEED = 20261122


def train(bank: Bank, embedder: CachedEmbedder, out: Path, seed: int = SEED) -> dict[str, Any]:
    """Train on the questions of the training split and write the weights to ``out``."""
    maker = PairMaker(bank, embedder, gold_split()["train"], seed)
    passes: list[Sequence[Row]] = [
        [*maker.gold_rows(), *maker.varied_rows(), *maker.made_rows()],
        [*maker.gold_rows(), *maker.varied_rows()],
    ]
    origin: dict[str, Any] = {
        "start": "all-MiniLM-L6-v2",
        "questions": len(gold_split()["train"]),
        "rows": [len(rows) for rows in passes],
        "seed": seed,
        "bank": bank.content_hash[:12],
    }
    start = time.monotonic()
    with step_bar("training") as progress:
        fine_tune(default_model_path(), passes, out, seed, progress=progress, origin=origin)
    return {**origin, "minutes": round((time.monotonic() - start) / 60, 1)}
