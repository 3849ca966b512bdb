"""``python -m evals train``: fine-tunes the embedded judge's cross-encoder on the gold's training split.

Answers to questions of other subjects are added, so that it learns to read rather than one field's words.

There are two stages: first claims, with composed answers and plain non-answers added to the gold; then claims again, and
whole reference answers with the answer's score as the target. Where public graded answers are given, a third stage trains
on them and on some of the second stage's rows, so that little is forgotten. Last, a second output is fitted for points
that are partly met: trained together with the rest, they cost the first output more than they gave.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from evals.labelled.gold import gold_split, subject_answers
from evals.labelled.graded import fingerprint, origin_of, read_graded
from evals.training.pairs import PairMaker, graded_rows
from interviewer.bars import step_bar
from interviewer.grading.training.fine_tune import Row, fine_tune, learn_halves
from knowledge.schema import Bank
from knowledge.search.embeddings import BankEmbedder, default_model_path

SEED = 20261122
AGAIN = 10
"""One in this many rows of the second stage is read again in the third, and for points that are partly met."""


def train(
    bank: Bank,
    embedder: BankEmbedder,
    out: Path,
    graded: Sequence[Path] = (),
    start: Path | None = None,
    seed: int = SEED,
) -> dict[str, Any]:
    """Train on the questions of the training split and write the weights to ``out``.

    Args:
        graded: Files of public graded answers, for the third stage.
        start: Weights of the second stage to go on from; made first unless given.
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

        def go_on(passes: list[list[Row]], start: Path, name: str) -> Path:
            origin[f"rows_of_{name}"] = [len(rows) for rows in passes]
            fine_tune(start, passes, Path(scratch) / name, seed, progress=progress, origin=dict(origin))
            return Path(scratch) / name

        if start is not None:
            origin |= {name: rows for name, rows in origin_of(start).items() if name.startswith("rows")}
        else:
            start = go_on(_first_passes(bank, embedder, seed), default_model_path(), "first_stage")
            start = go_on([_second_rows(bank, embedder, seed + 1)], start, "second_stage")
        if graded:
            rows = rows_again(bank, embedder, seed)
            for path in graded:
                rows += graded_rows(*read_graded(path), embedder)
            start = go_on([rows], start, "third_stage")
        rows = half_rows(bank, embedder, seed)
        origin["rows_of_halves"] = len(rows)
        learn_halves(start, rows, out, origin)
    return {**origin, "minutes": round((time.monotonic() - began) / 60, 1)}


def _first_passes(bank: Bank, embedder: BankEmbedder, seed: int) -> list[list[Row]]:
    gold, others = makers(_without_halves(bank), embedder, seed)
    return [
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


def _second_rows(bank: Bank, embedder: BankEmbedder, seed: int) -> list[Row]:
    rows: list[Row] = []
    for maker in makers(_without_halves(bank), embedder, seed):
        rows += [*maker.gold_rows(), *maker.varied_rows(), *maker.whole_rows()]
        rows += [*maker.asked_rows(), *maker.asked_rows(whole=True)]
    return rows


def rows_again(bank: Bank, embedder: BankEmbedder, seed: int = SEED) -> list[Row]:
    """The rows of the second stage that are read again in the third, and for the second output, made afresh."""
    rows = _second_rows(bank, embedder, seed + 2)
    return random.Random(seed).sample(rows, len(rows) // AGAIN)


def half_rows(bank: Bank, embedder: BankEmbedder, seed: int = SEED) -> list[Row]:
    """What the second output is fitted on: composed and half-made answers, and some of the second stage's rows made afresh."""
    gold, others = makers(bank, embedder, seed + 3)
    made = [*gold.made_rows(), *gold.gold_rows(("half made",)), *others.gold_rows(("half made",))]
    return [*rows_again(bank, embedder, seed), *made]


def _without_halves(bank: Bank) -> Bank:
    """The bank without what meets a point partly, which the stages before the last do not read."""
    return Bank(
        (replace(q, criteria=tuple(replace(c, partly_satisfied_by=()) for c in q.criteria)) for q in bank.values()),
        bank.root,
    )


def makers(bank: Bank, embedder: BankEmbedder, seed: int) -> tuple[PairMaker, PairMaker]:
    """What makes rows of the gold's training split, and of the questions of other subjects."""
    subjects, answers = subject_answers("train")
    stems = {subjects[answer.question_id].stem for answer in answers}
    return (
        PairMaker(bank, embedder, gold_split()["train"], seed),
        PairMaker(subjects, embedder, stems, seed, answers),
    )
