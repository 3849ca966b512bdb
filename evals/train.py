"""``python -m evals train``: fine-tunes the embedded judge's cross-encoder on the gold's training split.

Beside it stand answers to questions of other subjects, so that it learns to read rather than one field's words.

In two stages: first on claims, with composed answers and plain non-answers among the gold; then on claims again, and on
whole reference answers with the answer's score as the target. Where public graded answers are given, a third stage goes
on with them, beside a part of the second stage's rows so that little is unlearnt.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from evals.gold import gold_split, subject_answers
from evals.graded import fingerprint, graded_rows, read_graded
from evals.judge_data import PairMaker
from interviewer.grading.fine_tuning import Row, fine_tune
from interviewer.progress import step_bar
from knowledge.embeddings import CachedEmbedder, default_model_path
from knowledge.schema import Bank

SEED = 20261122
Step = Callable[[int, int, float], None]
AGAIN = 10
"""One in so many rows of the second stage is read again in the third, beside the graded answers."""


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
        graded: Files of public graded answers, for the third stage.
        start: Weights to go on from: of the second stage where graded answers are given, else of the first.
    """
    began = time.monotonic()
    origin: dict[str, Any] = {
        "start": "all-MiniLM-L6-v2",
        "questions": len(gold_split()["train"]),
        "questions_of_other_subjects": len({answer.question_id for answer in subject_answers("train")[1]}),
        "graded": [f"{path.name} {fingerprint(path)}" for path in graded],
        "seed": seed,
        "bank": bank.content_hash[:12],
    }
    with tempfile.TemporaryDirectory() as scratch, step_bar("training") as progress:
        if start is None:
            gold, others = makers(bank, embedder, seed)
            first: list[Sequence[Row]] = [
                [
                    *(row for maker in (gold, others) for row in (*maker.gold_rows(), *maker.varied_rows())),
                    *gold.made_rows(),
                    *gold.non_answers(),
                    *others.non_answers(2, 2),
                    *gold.asked_rows(),
                    *others.asked_rows(),
                ],
                [
                    *(row for maker in (gold, others) for row in (*maker.gold_rows(), *maker.varied_rows())),
                    *gold.asked_rows(),
                ],
            ]
            origin["rows"] = [len(rows) for rows in first]
            start = Path(scratch) / "first"
            fine_tune(default_model_path(), first, start, seed, progress=progress)
            if graded:
                start = _second(bank, embedder, start, Path(scratch) / "second", seed, origin, progress)
        if graded:
            _third(bank, embedder, graded, start, out, seed, origin, progress)
        else:
            _second(bank, embedder, start, out, seed, origin, progress)
    return {**origin, "minutes": round((time.monotonic() - began) / 60, 1)}


def _second(
    bank: Bank, embedder: CachedEmbedder, start: Path, out: Path, seed: int, origin: dict[str, Any], progress: Step
) -> Path:
    rows = _second_rows(bank, embedder, seed + 1)
    origin["rows_of_second_stage"] = len(rows)
    fine_tune(start, [rows], out, seed, progress=progress, origin=origin)
    return out


def _second_rows(bank: Bank, embedder: CachedEmbedder, seed: int) -> list[Row]:
    rows: list[Row] = []
    for maker in makers(bank, embedder, seed):
        rows += [*maker.gold_rows(), *maker.varied_rows(), *maker.whole_rows()]
        rows += [*maker.asked_rows(), *maker.asked_rows(whole=True)]
    return rows


def makers(bank: Bank, embedder: CachedEmbedder, seed: int) -> tuple[PairMaker, PairMaker]:
    """What makes rows of the gold's training split, and of the questions of other subjects."""
    subjects, answers = subject_answers("train")
    stems = {subjects[answer.question_id].stem for answer in answers}
    return (
        PairMaker(bank, embedder, gold_split()["train"], seed),
        PairMaker(subjects, embedder, stems, seed, answers),
    )


def _third(
    bank: Bank,
    embedder: CachedEmbedder,
    graded: Sequence[Path],
    start: Path,
    out: Path,
    seed: int,
    origin: dict[str, Any],
    progress: Step,
) -> None:
    rows = rows_again(bank, embedder, seed)
    for path in graded:
        rows += graded_rows(*read_graded(path), embedder)
    origin["rows_of_third_stage"] = len(rows)
    fine_tune(start, [rows], out, seed, progress=progress, origin=origin)


def rows_again(bank: Bank, embedder: CachedEmbedder, seed: int = SEED) -> list[Row]:
    """What of the gold and of other subjects is read again beside public graded answers, made anew."""
    rows = _second_rows(bank, embedder, seed + 2)
    return random.Random(seed).sample(rows, len(rows) // AGAIN)
