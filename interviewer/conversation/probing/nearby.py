"""What a candidate said that comes close to a point, by similarity: the impure part of following up."""

from __future__ import annotations

from collections.abc import Callable, Collection

import numpy as np

from interviewer.conversation.phrases.phrases import REST
from interviewer.grading.screening.taken_back import taken_back
from interviewer.grading.text.evidence import readable, sentences
from interviewer.grading.text.quotation import you_said
from knowledge.errors import VectorStoreError
from knowledge.probes import probe_at, probes_of
from knowledge.schema import Criterion
from knowledge.search.embeddings import CachedEmbedder

NEAR = 0.7
"""Cosine between a sentence and a point's claim or paraphrase, from which the sentence is quoted before the point is asked
for. Higher than the 0.62 from which a text counts as giving the point away; a judgement, not swept."""
MAYBE = 0.5
"""The same where the grader gave the point a fair chance: it heard something, if not enough. A judgement."""
ASKED = 0.3
"""From this cosine on, words are about what a probe asks, unless another probe of the question is nearer. A judgement."""
MOST_SENTENCES = 24
"""How many sentences at the end of an answer are compared (a judgement)."""
FEWEST_WORDS = 4
"""Fewest and most words of a sentence worth quoting (a judgement)."""


class Nearby:
    """Finds the sentence of an answer that comes nearest a point.

    Args:
        embedder: Gives the embedder once it is loaded, or None.
    """

    def __init__(self, embedder: Callable[[], CachedEmbedder | None]) -> None:
        self._embedder = embedder

    def said_near(
        self,
        criterion: Criterion,
        answer: str,
        taken_up: Collection[str] = (),
        others: Collection[Criterion] = (),
        bound: float = NEAR,
    ) -> str:
        """The nearest sentence, verbatim; "" if none is near enough, or if there is no embedder to compare them with.

        Args:
            taken_up: Words that a probe has already quoted; they are not quoted again.
            others: Other points of the question. A sentence nearer to one of them is about that point, so quoting it before a
                question about this one would make no sense.
            bound: Cosine from which a sentence is near enough.
        """
        embedder = self._embedder()
        text = taken_back(readable(answer)).rest  # nobody is asked about something they took back
        said = [words for piece in sentences(text) if len((words := piece.of(text)).split()) >= FEWEST_WORDS]
        said = [words for words in said[-MOST_SENTENCES:] if not any(_same(words, each) for each in taken_up)]
        if embedder is None or not said:
            return ""
        try:
            known = embedder.embed_known([criterion.claim, *criterion.satisfied_by])
            vectors = embedder.embed(said)
            likeness = (vectors @ known.T).max(axis=1)
            elsewhere = [text for other in others for text in (other.claim, *other.satisfied_by)]
            if elsewhere:
                likeness = np.where(likeness > (vectors @ embedder.embed_known(elsewhere).T).max(axis=1), likeness, 0.0)
        except VectorStoreError:
            return ""
        best = int(np.argmax(likeness))
        return said[best] if float(likeness[best]) >= bound else ""

    def is_asked_about(self, quote: str, criterion: Criterion, go: int, others: Collection[Criterion]) -> bool:
        """Whether some words are about what a point's probe asks, so that they can be quoted before it.

        They must be near that probe, and not nearer to a probe of another point. If nothing can be compared, nothing is
        quoted: a probe makes sense without it.

        Args:
            go: The number of this probe among those on its point, from 1; each has its own wording in the bank.
            others: The other points of the question.
        """
        embedder = self._embedder()
        if embedder is None:
            return False
        elsewhere = [probe for other in others for probe in probes_of(other)]
        try:
            said = embedder.embed([quote])[0]
            here = float(embedder.embed_known([probe_at(criterion, go)])[0] @ said)
            there = float((embedder.embed_known(elsewhere) @ said).max()) if elsewhere else 0.0
        except VectorStoreError:
            return False
        return here >= max(ASKED, there)


def asks_for_rest(near: str, probe: str, number: int) -> str:
    """A probe of a point that the candidate's words come close to, although they are not about what the probe asks.

    Without quoting them, it would ask from scratch for what was just said, as if nobody had listened.

    Args:
        near: The candidate's words, verbatim.
        number: Picks one of the lead-ins, so that they alternate.
    """
    return f"{you_said(near)} {REST[number % len(REST)]} {probe}"


def _same(words: str, quoted: str) -> bool:
    """Whether one of two quotes has the other in it."""
    return bool(quoted) and (quoted in words or words in quoted)
