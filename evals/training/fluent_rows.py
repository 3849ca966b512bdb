"""Rows of the last stage: fluent answers that are right or wrong, contrasts of other subjects, and some of what was before."""

from __future__ import annotations

import random
from collections.abc import Sequence

from evals.labelled.contrasts import contrasts
from evals.labelled.fluent import LEARNT_FROM, fluent_answers
from evals.labelled.gold import gold_split
from evals.labelled.strangers import labelled
from evals.training.answer_passages import answer_passages
from evals.training.contrast_rows import contrast_rows
from evals.training.embeds_once import EmbedsOnce
from evals.training.told_rows import told_rows, told_statements
from interviewer.grading.training.bank_rows import BankRows
from interviewer.grading.training.row import Row
from knowledge.schema import Bank
from knowledge.search.embeddings import BankEmbedder

TWICE = 2
"""How often each answer is read in a pass, beside other statements of the bank each time."""
SILENT = 0.3
"""Share of the statements that say nothing of a point that is read: there are more of them than of all others."""
CONTRASTS, KEPT = 0.2, 0.6
"""Rows of other subjects, and of the stage before, as shares of the new ones. Without the latter what was learnt of
retractions and hints is lost (docs/experiments.md, 10)."""


def fluent_rows(bank: Bank, inner: BankEmbedder, before: Sequence[Row], seed: int) -> list[Row]:
    """The rows of the last stage.

    Args:
        before: Those of the third stage, some of which are read again.
    """
    rng = random.Random(seed)
    stems = frozenset(gold_split()["train"])
    stated = [
        answer
        for writer in LEARNT_FROM
        for answer in fluent_answers(bank, writer)
        if bank[answer.question_id].stem in stems
    ]
    answers = [labelled(bank, answer) for answer in stated]
    embedder = EmbedsOnce(inner)
    embedder.embed_known([item.text for answer in stated for item, _ in told_statements(answer)])
    maker = BankRows(bank, embedder, stems, seed + 1)
    new: list[Row] = []
    for again in range(TWICE):
        told = told_rows(bank, stated, maker, embedder, seed + 2 + 2 * again)
        new += [row for row in told if row.relations != ("silent",) or rng.random() < SILENT]
        new += answer_passages(bank, answers, maker, embedder, seed + 3 + 2 * again, "fluent passages")
    others = list(contrast_rows(contrasts(), embedder, seed + 10))
    return [*new, *_some(others, round(CONTRASTS * len(new)), rng), *_some(before, round(KEPT * len(new)), rng)]


def _some(rows: Sequence[Row], count: int, rng: random.Random) -> list[Row]:
    return rng.sample(list(rows), min(count, len(rows)))
