"""Surrounds a statement with sentences about the other points of its question."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from interviewer.grading.training.bank_rows import ANOTHER_POINT
from interviewer.grading.training.nearest import most_alike
from knowledge.schema import Criterion, Question
from knowledge.search.embeddings import BankEmbedder

MOST = 2
"""Most sentences about other points before, and after, the statement."""


class Beside:
    """Places statements about one point among statements about others."""

    def __init__(self, embedder: BankEmbedder, rng: random.Random) -> None:
        self._embedder = embedder
        self._rng = rng

    def among_others(
        self,
        question: Question,
        criterion: Criterion,
        sentences: Sequence[str],
        saying: Callable[[str], str] = lambda text: text,
    ) -> str:
        """Some sentences about a criterion with others around them, as one text; "" if there is nothing to say.

        Args:
            saying: Rewords the others, if given.
        """
        mine = (*criterion.satisfied_by, *criterion.partly_satisfied_by, criterion.claim)
        phrases = [t for c in question.criteria if c.id != criterion.id for t in (*c.satisfied_by, *c.contradicted_by)]
        self._rng.shuffle(phrases)
        others = [t for t in phrases[:6] if most_alike(t, mine, self._embedder) < ANOTHER_POINT]
        said = [saying(text) for text in others]
        before = said[: self._rng.randint(0, MOST)]
        after = said[len(before) : len(before) + self._rng.randint(0, MOST)]
        return " ".join(sentence(text) for text in (*before, *sentences, *after))


def sentence(text: str) -> str:
    """A phrase as a sentence: its first letter a capital, a stop at its end."""
    plain = text.strip()
    whole = plain[:1].upper() + plain[1:]
    return whole if whole.endswith((".", "!", "?", ":", '"', "”")) else f"{whole}."
