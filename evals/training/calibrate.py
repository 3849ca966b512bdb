"""``python -m evals fit``: the whole calibration of the embedded judge, from signals to thresholds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.labelled.graded import read_graded, require_unseen
from evals.training.cross_validate import left_out_rows
from evals.training.fit import fit
from evals.training.join import fit_stacks, rows_to_join
from interviewer.grading.local.calibration import read_calibration
from interviewer.grading.local.reader import WEIGHTS, CrossEncoder
from knowledge.schema import Bank
from knowledge.search.embeddings import BankEmbedder


def calibrate(
    bank: Bank,
    embedder: BankEmbedder,
    graded: Sequence[Path] = (),
    start: Path = WEIGHTS,
    rounds: int = 0,
    kept: Path | None = None,
    weights: Path | None = None,
) -> dict[str, Any]:
    """What a calibration file holds, fitted on the gold and on public graded answers.

    Args:
        graded: Files of public graded answers, for how whole references are joined.
        start: A reader that saw none of them.
        rounds: How often that reader is trained on the other folds of a file before it reads one; 0 leaves it as it is.
        kept: A folder where what was read is kept, and taken from the next time.
        weights: The reader that the calibration is for, the shipped one unless given.

    Raises:
        UsageError: A file cannot be read, or ``start`` was trained on it.
    """
    for file in graded:
        require_unseen(start, file)
    data = fit(bank, embedder)
    calibration = read_calibration(json.dumps(data))
    rows = {
        file.name: left_out_rows(file, embedder, start, rounds, bank, kept, calibration)
        if rounds
        else rows_to_join(*read_graded(file), embedder, CrossEncoder(start), calibration)
        for file in graded
    }
    return fit_stacks(data, bank, embedder, rows, CrossEncoder(weights) if weights else None)
