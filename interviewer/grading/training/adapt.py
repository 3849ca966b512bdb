"""Fits the reader to a person's own bank, using what that bank says is right, wrong and half right.

No labels are needed: how a bank phrase relates to its claim is known, and so is what it means when denied, asked or
doubted. The fit is stored in ``.judge`` in the bank's folder, and is used only as long as the bank and the base reader are
the ones it was made for.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from interviewer.errors import UsageError
from interviewer.grading.local.reader import WEIGHTS, Reader, read_config
from interviewer.grading.local.relation import RELATIONS
from interviewer.grading.training.bank_rows import BankRows
from interviewer.grading.training.fine_tune import OnStep, Recipe, fine_tune
from interviewer.grading.training.row import Row
from knowledge.schema import Bank
from knowledge.search.embeddings import BankEmbedder

FOLDER = ".judge"
MOST_ROWS = 1920
"""Rows per training run, sixty steps; both runs together stay under ten minutes on two cores."""
MOST_HELD = 600
"""How many rows the gain is measured on."""
RECIPE = Recipe(rate=1e-4, frozen=6)
"""A low learning rate: the reader already knows the task and only has to learn words."""
LEFT_OUT = 0.2
"""Share of the questions held out to measure the gain."""
FEWEST_PARTS = 5
"""Fewest parts that the reader can be adapted to. By hand."""


@dataclass(frozen=True)
class Gain:
    """Share of statements on held-out questions that are read correctly, before and after.

    Attributes:
        turned_before, turned_after: The same for statements that contradict their claim: denied, swapped, or wrong in the bank.
    """

    before: float
    after: float
    turned_before: float
    turned_after: float
    rows: int
    questions: int

    @property
    def helps(self) -> bool:
        """Whether the fit is worth keeping: it reads more correctly overall, and no worse on contradictions."""
        return self.after > self.before and self.turned_after >= self.turned_before


def adapt(
    bank: Bank,
    base: Path,
    embedder: BankEmbedder,
    seed: int = 0,
    on_step: OnStep = lambda step, steps, loss: None,
) -> Gain:
    """Fit to a bank, and store the fit in its folder if it helped on held-out questions.

    Args:
        base: The folder of the reader's base model.

    Raises:
        UsageError: The bank has too few parts with paraphrases.
    """
    parts = [q for q in bank.values() if all(c.satisfied_by for c in q.criteria)]
    stems = sorted({q.stem for q in parts})
    if len(parts) < FEWEST_PARTS or len(stems) < 2:
        raise UsageError(
            f"{len(parts)} parts have paraphrases for every criterion; at least {FEWEST_PARTS} of two questions are needed; "
            "the judge as it is needs none of them"
        )
    rng = random.Random(seed)
    rng.shuffle(stems)
    left = stems[: max(1, round(LEFT_OUT * len(stems)))]
    held = _some(list(BankRows(bank, embedder, left, seed).rows()), MOST_HELD, rng)
    rest = _some(list(BankRows(bank, embedder, stems[len(left) :], seed).rows()), MOST_ROWS, rng)
    with tempfile.TemporaryDirectory() as scratch:
        trial = Path(scratch)
        fine_tune(base, rest, trial, RECIPE, WEIGHTS, on_step=on_step)
        before, after = (_right(Reader(lambda: base, folder), held) for folder in (WEIGHTS, trial))
    gain = Gain(
        before[0], after=after[0], turned_before=before[1], turned_after=after[1], rows=len(held), questions=len(left)
    )
    if gain.helps:
        target = bank.root / FOLDER
        everything = _some(list(BankRows(bank, embedder, stems, seed).rows()), MOST_ROWS, rng)
        fine_tune(
            base,
            rows=everything,
            out=target,
            recipe=RECIPE,
            start=WEIGHTS,
            origin={"bank": bank.content_hash},
            on_step=on_step,
        )
        (target / "bank.json").write_text(json.dumps({**_made_for(bank), **vars(gain)}) + "\n", "utf-8")
    return gain


def adapted_weights(bank: Bank) -> Path | None:
    """The fit for a bank in its present state, or None; one made before the bank or the judge changed is ignored."""
    folder, wanted = bank.root / FOLDER, _made_for(bank)
    try:
        kept = json.loads((folder / "bank.json").read_text(encoding="utf-8"))
        made_for = {name: kept[name] for name in wanted}
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return folder if made_for == wanted else None


def _made_for(bank: Bank) -> dict[str, str]:
    return {"bank": bank.content_hash, "reader": str(read_config(WEIGHTS)["sha256"])[:8]}


def _some(rows: Sequence[Row], most: int, rng: random.Random) -> list[Row]:
    return rng.sample(list(rows), min(most, len(rows)))


def _right(reader: Reader, rows: Sequence[Row]) -> tuple[float, float]:
    """Share of rows whose likeliest relation is allowed by the label: among all, and among those that contradict."""
    read = reader.log_probabilities([(row.claim, row.statement) for row in rows]).argmax(axis=1)
    right = np.asarray([RELATIONS[n] in row.relations for n, row in zip(read, rows, strict=True)])
    turned = np.asarray([row.relations == ("contradicts",) for row in rows])
    return round(float(right.mean()), 3), round(float(right[turned].mean()) if turned.any() else 0.0, 3)
