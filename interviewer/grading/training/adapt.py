"""Fits the cross-encoder to a person's own bank, on answers composed of that bank's paraphrases.

No human label is needed: what was put into a composed answer is known. The fit is kept in the bank's folder, in
``.judge``, and counts only as long as the bank is the one it was made for, and the judge the one it was made from.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from interviewer.errors import UsageError
from interviewer.grading.local.reader import WEIGHTS, CrossEncoder, shipped_reader
from interviewer.grading.local.vectors import question_vectors
from interviewer.grading.training.compose import compose
from interviewer.grading.training.fine_tune import BATCH, Row, fine_tune, rows_of
from knowledge.schema import Bank, Question
from knowledge.search.embeddings import BankEmbedder

FOLDER = ".judge"
MOST_ROWS = 90 * BATCH
"""Rows of one training; both trainings together stay under ten minutes on two cores."""
MOST_PASSES = 3
"""How often a small bank is gone through."""
LEFT_OUT = 0.2
"""Share of the questions that the gain is measured on."""
ANSWERS_A_PART = 12
BLIND = 0.3
"""Share of rows that show no paraphrases."""
FEWEST_PARTS = 5


@dataclass(frozen=True)
class Gain:
    """Macro-F1 of met or not on composed answers of questions that were left out, before and after."""

    before: float
    after: float
    rows: int
    questions: int


def adapt(
    bank: Bank,
    embedder: BankEmbedder,
    seed: int = 0,
    progress: Callable[[int, int, float], None] = lambda step, steps, loss: None,
) -> Gain:
    """Fit to a bank and keep the fit in its folder, where it gained anything on questions left out.

    Raises:
        UsageError: The bank has too few parts with paraphrases.
    """
    parts = [q for q in bank.values() if all(c.satisfied_by and c.not_satisfied_by for c in q.criteria)]
    stems = sorted({q.stem for q in parts})
    if len(parts) < FEWEST_PARTS or len(stems) < 2:
        raise UsageError(
            f"{len(parts)} parts have paraphrases and near misses for every criterion; at least {FEWEST_PARTS} of two "
            "questions are needed; the judge as it is needs none of them"
        )
    rng = random.Random(seed)
    rng.shuffle(stems)
    left = set(stems[: max(1, round(LEFT_OUT * len(stems)))])
    rows = {q.id: list(composed_rows(bank, q, embedder, rng)) for q in parts}
    held = [row for q in parts if q.stem in left for row in rows[q.id]]
    rest = [row for q in parts if q.stem not in left for row in rows[q.id]]
    everything = [row for q in parts for row in rows[q.id]]
    with tempfile.TemporaryDirectory() as scratch:
        trial = Path(scratch)
        fine_tune(WEIGHTS, _passes(rest, rng), trial, seed, progress=progress)
        gain = Gain(_f1(CrossEncoder(), held), _f1(CrossEncoder(trial), held), len(held), len(left))
    if gain.after > gain.before:
        target = bank.root / FOLDER
        fine_tune(WEIGHTS, _passes(everything, rng), target, seed, progress=progress)
        (target / "bank.json").write_text(json.dumps({**_made_for(bank), **vars(gain)}) + "\n", "utf-8")
    return gain


def adapted_reader(bank: Bank) -> CrossEncoder | None:
    """The fit that belongs to a bank as it is now, or None; one made before bank or judge changed counts no more."""
    folder, wanted = bank.root / FOLDER, _made_for(bank)
    try:
        kept: Any = json.loads((folder / "bank.json").read_text(encoding="utf-8"))
        made_for = {name: kept[name] for name in wanted}
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return CrossEncoder(folder) if made_for == wanted else None


def _made_for(bank: Bank) -> dict[str, str]:
    return {"bank": bank.content_hash, "reader": shipped_reader().version}


def composed_rows(
    bank: Bank, question: Question, embedder: BankEmbedder, rng: random.Random, answers: int = ANSWERS_A_PART
) -> Iterator[Row]:
    """Labelled pairs of composed answers; the paraphrases an answer is made of are never shown with it."""
    vectors = question_vectors(question, embedder)
    for made in compose(bank, question, answers, rng.randrange(10**6)):
        shown = None if rng.random() < BLIND else vectors
        yield from rows_of(question, made.answer, made.targets(question), 1.0, shown, embedder, made.used)


def _passes(rows: Sequence[Row], rng: random.Random) -> list[list[Row]]:
    """The rows of each pass; a small bank is gone through more than once."""
    some = rng.sample(list(rows), min(MOST_ROWS, len(rows)))
    return [some] * min(MOST_PASSES, MOST_ROWS // max(1, len(some)))


def _f1(reader: CrossEncoder, rows: Sequence[Row]) -> float:
    from sklearn.metrics import f1_score

    said = reader.log_odds([(row.criterion, row.answer) for row in rows]) > 0
    return round(float(f1_score([row.target > 0.5 for row in rows], said, average="macro")), 3)
