"""``python -m evals train``: fine-tunes the embedded judge's cross-encoder on the gold's training split.

In two stages: first on claims, with composed answers and plain non-answers among the gold; then on claims again, and on
whole reference answers with the answer's score as the target, with public graded answers beside them where given.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.gold import gold_split
from evals.graded import graded_rows, read_graded
from evals.judge_data import PairMaker
from interviewer.grading.fine_tuning import Row, fine_tune
from interviewer.progress import step_bar
from knowledge.embeddings import CachedEmbedder, default_model_path
from knowledge.schema import Bank

SEED = 20261122


def train(
    bank: Bank,
    embedder: CachedEmbedder,
    out: Path,
    graded: Sequence[Path] = (),
    start: Path | None = None,
    seed: int = SEED,
) -> dict[str, Any]:
    """Train on the questions of the training split and write the weights to ``out``.

    Args:
        graded: Files of public graded answers for the second stage.
        start: Weights of a first stage, which is then left out.
    """
    began = time.monotonic()
    origin: dict[str, Any] = {
        "start": "all-MiniLM-L6-v2",
        "questions": len(gold_split()["train"]),
        "graded": [path.name for path in graded],
        "seed": seed,
        "bank": bank.content_hash[:12],
    }
    with tempfile.TemporaryDirectory() as scratch, step_bar("training") as progress:
        if start is None:
            maker = PairMaker(bank, embedder, gold_split()["train"], seed)
            first: list[Sequence[Row]] = [
                [*maker.gold_rows(), *maker.varied_rows(), *maker.made_rows()],
                [*maker.gold_rows(), *maker.varied_rows()],
            ]
            origin["rows"] = [len(rows) for rows in first]
            start = Path(scratch)
            fine_tune(default_model_path(), first, start, seed, progress=progress)
        maker = PairMaker(bank, embedder, gold_split()["train"], seed + 1)
        second: list[Row] = [*maker.gold_rows(), *maker.varied_rows(), *maker.whole_rows()]
        for path in graded:
            second += graded_rows(*read_graded(path), embedder)
        origin["rows_of_second_stage"] = len(second)
        fine_tune(start, [second], out, seed, progress=progress, origin=origin)
    return {**origin, "minutes": round((time.monotonic() - began) / 60, 1)}
