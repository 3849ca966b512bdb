"""Training rows with several bank phrases as one passage: in order, corrected, or spoilt at the end."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator

from interviewer.grading.local.relation import Relation
from interviewer.grading.training.bank_rows import BankRows
from interviewer.grading.training.beside import Beside
from interviewer.grading.training.row import Row
from knowledge.schema import Bank, Criterion
from knowledge.search.embeddings import BankEmbedder

ROUNDS = 12
"""Passages a criterion."""
PUT_RIGHT = (
    "No wait, that's the wrong way round.",
    "Hang on, I mixed that up.",
    "Hmm, let me correct that.",
    "Sorry, I meant something else.",
    "Actually no.",
    "Scratch that, here is the right version.",
    "Oh, that was wrong, of course.",
    "I misspoke.",
    "Let me put that differently, since it is not right as I said it.",
    "Having looked at it once more:",
    "Correction:",
    "Or rather:",
)
"""Said between a statement and the one that replaces it. The truth suite has its own wordings, and a test checks that
they share none. The weights of November 2026 learnt "On second thought:" in place of "Having looked at it once more:";
two wordings in the suite's development set contain that, and none in its test set."""
Told = tuple[tuple[str, ...], tuple[Relation, ...]]


class PassageRows:
    """Makes such rows from some questions of a bank."""

    def __init__(self, bank: Bank, embedder: BankEmbedder, stems: Collection[str], seed: int) -> None:
        self._questions = [q for q in bank.values() if q.stem in stems]
        self._rng = random.Random(seed)
        self._beside = Beside(embedder, self._rng)
        self._maker = BankRows(bank, embedder, stems, seed + 1)

    def rows(self) -> Iterator[Row]:
        """All rows, question by question."""
        for question in self._questions:
            for criterion in question.criteria:
                for _ in range(ROUNDS):
                    told = self._told(criterion)
                    if told is not None:
                        sentences, relations = told
                        text = self._beside.among_others(question, criterion, sentences)
                        if text:
                            yield self._maker.row(question, criterion, text, relations, "passage")

    def _told(self, criterion: Criterion) -> Told | None:
        """What is said about a criterion, in order, and the resulting label."""
        rng, right, wrong = self._rng, criterion.satisfied_by, criterion.contradicted_by
        kind = rng.choice(("right", "right", "half", "wrong", "put right", "spoilt", "both", "silent", "silent"))
        if kind == "silent":
            return (), ("silent",)
        if kind == "half" and criterion.partly_satisfied_by:
            return (rng.choice(criterion.partly_satisfied_by),), ("half",)
        if not right or not wrong:
            return None
        good, bad, turn = rng.choice(right), rng.choice(wrong), rng.choice(PUT_RIGHT)
        told: dict[str, Told] = {
            "right": ((good,), ("says",)),
            "wrong": ((bad,), ("contradicts",)),
            "put right": ((bad, turn, good), ("says",)),
            "spoilt": ((good, turn, bad), ("contradicts",)),
            # next to each other, without a correction, the two conflict: at most half
            "both": (tuple(rng.sample((good, bad), 2)), ("half", "contradicts")),
        }
        return told.get(kind)
