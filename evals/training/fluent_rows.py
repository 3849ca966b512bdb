"""Training rows of the last stage: answers right or wrong in one voice, contrasts from other subjects, and some earlier rows."""

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
"""How often each answer is read in a pass, each time with other example statements from the bank."""
SILENT = 0.3
"""Share of the silent statements that are used: there are more of them than of all others together."""
CONTRASTS, KEPT, OWN_WORDS = 0.1, 0.4, 0.3
"""Rows on other subjects, rows of the third stage, and people's own words from the second, as shares of the new rows. Without
the third stage's rows the reader forgets retractions and hints; without the second's it doubts short statements
(docs/experiments.md, 10 and 24)."""
PEOPLE = ("told", "voices", "gold", "voice passages", "stranger passages", "gold passages")
"""Sources in the second stage that are people's own words."""


def fluent_rows(bank: Bank, inner: BankEmbedder, before: Sequence[Row], second: Sequence[Row], seed: int) -> list[Row]:
    """The rows of the last stage.

    Args:
        before, second: The rows of the third and of the second stage, some of which are read again.
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
    own = [row for row in second if row.source in PEOPLE]
    kept = ((others, CONTRASTS), (before, KEPT), (own, OWN_WORDS))
    return [*new, *(row for rows, share in kept for row in _some(rows, round(share * len(new)), rng))]


def _some(rows: Sequence[Row], count: int, rng: random.Random) -> list[Row]:
    return rng.sample(list(rows), min(count, len(rows)))
